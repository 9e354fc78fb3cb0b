#!/usr/bin/env bash
# A ministry officer's walk: the worked example as 25 workbooks, each messed up in its own way;
# check, correct in LibreOffice what was named, check again until nothing is left but what the
# worked example itself has; then the verdicts have to be those of the worked example.
# Needs: cargo, soffice, a python3 with uno (Debian: libreoffice-calc-nogui, python3-uno).
set -euo pipefail
cd "$(dirname "$0")/.."
karenina=${KARENINA:-target/release/karenina}
dev=${KARENINA_DEV:-target/release/karenina-dev}
python=${PYTHON:-/usr/bin/python3}
work=${1:-$(mktemp -d)}
mkdir -p "$work"
"$dev" messy --seed "${SEED:-1}" "$work/sent"
for round in 1 2 3 4 5; do
  "$karenina" check "$work/sent" --lang en --quiet --format json --out "$work/$round.json" || true
  "$karenina" check "$work/sent" --lang en --quiet | tail -1 || true
  "$python" bench/walk.py "$work/sent" "$work/$round.json" | tee "$work/$round.txt"
  if grep -q '^0 cells' "$work/$round.txt"; then break; fi
done
verdicts() { "$karenina" assess "$1" --quiet --format csv --as-of 2026-01-01 --lang en; }
verdicts examples/worked-programme | cut -d, -f1-6 | sort > "$work/expected.csv"
verdicts "$work/sent" | cut -d, -f1-6 | sort > "$work/found.csv"
if diff "$work/expected.csv" "$work/found.csv" > "$work/difference.txt"; then
  echo "the verdicts are those of the worked example ($(wc -l < "$work/found.csv") lines)"
else
  echo "the verdicts differ:"; head -20 "$work/difference.txt"; exit 1
fi
