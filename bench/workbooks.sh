#!/usr/bin/env bash
# Measures the reading of workbooks as whole, cold processes: 100 workbooks (10 sheets, 500 rows
# each) checked and assessed, and one workbook of 1,000,000 rows with 10 columns; beside it
# openpyxl and pandas.read_excel on the same files. Needs: cargo, python3 with openpyxl and pandas
# (pip install openpyxl pandas). Figures of one machine are in docs/workbooks.md.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet -p karenina -p karenina-dev
root=$PWD
work=${TMPDIR:-/tmp}/karenina-workbooks
mkdir -p "$work"
[ -d "$work/hundred" ] || target/release/karenina-dev workbooks "$work/hundred"
[ -d "$work/million" ] || target/release/karenina-dev workbooks --large 1000000 "$work/million"
python3 "$root/bench/workbooks.py" "$root/target/release/karenina" "$work" "${1:-3}"
