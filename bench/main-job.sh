#!/usr/bin/env bash
# Measures the main job as whole, cold processes: the bundled example with HTML, and a generated
# programme of 2,000 clusters with 1,000,000 memberships, JSON out. Needs: cargo; hyperfine is
# used where it is there. Figures of one machine are in docs/speed.md.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet -p karenina -p karenina-dev
karenina=$PWD/target/release/karenina
work=${TMPDIR:-/tmp}/karenina-bench
mkdir -p "$work"
cd "$work"
generate() {
  [ -d "$work/$2" ] || "$OLDPWD/target/release/karenina-dev" generate --clusters "$1" --memberships "$2" --seed 1 "$work/$2" >/dev/null
}
for size in "20 10000" "200 100000" "2000 1000000"; do generate $size; done

timed() {
  local name=$1; shift
  if command -v hyperfine >/dev/null; then
    hyperfine --warmup 2 --runs 10 --style basic --command-name "$name" "$*" 2>/dev/null | grep -E 'Time|Range' | sed "s/^/$name: /"
  else
    for _ in 1 2 3; do /usr/bin/env time -f "$name: %e s, %U s user, %M kB" "$@"; done
  fi
  # Peak memory of one run.
  "$@" >/dev/null & local pid=$!; local peak=0 seen
  while kill -0 "$pid" 2>/dev/null; do
    # The last look may come after the end and find nothing.
    seen=$(awk '/VmHWM/ {print $2}' "/proc/$pid/status" 2>/dev/null || true); peak=${seen:-$peak}; sleep 0.01
  done
  echo "$name: about ${peak:-?} kB at the most"
}
timed "bundled example, HTML" "$karenina" assess --quiet --out "$work/example.html"
for rows in 10000 100000 1000000; do
  timed "$rows memberships, JSON" "$karenina" assess "$work/$rows" --quiet --out "$work/$rows.json"
done

# The least that people's own scripts cost on the same files, where these peers are there:
# python3 -m pip install duckdb polars pandas
for peer in duckdb polars pandas; do
  if python3 -c "import $peer" 2>/dev/null; then
    timed "$peer, seven indicators, 1000000 memberships" python3 "$OLDPWD/bench/main-job-peer.py" "$peer" "$work/1000000"
  else
    echo "$peer: skipped, it is not installed"
  fi
done
