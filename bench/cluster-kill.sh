#!/usr/bin/env bash
# Kills one of two executors in the middle of a run and compares the table with that of one machine.
#   bench/cluster-kill.sh [ROWS]        needs target/distributed/karenina-distributed and target/release/karenina
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-3000000}
program=${CARGO_TARGET_DIR:-target}/distributed/karenina-distributed
folder=$(mktemp -d)
pids=()
trap 'kill -9 "${pids[@]}" 2>/dev/null || true; rm -rf "$folder"' EXIT

awk -v n="$rows" 'BEGIN { srand(7); print "region,activity,employment"
  for (i = 0; i < n; i++) printf "R%03d,A%03d,%d\n", rand() * 300, rand() * 200, rand() * 500 }' > "$folder/plants.csv"
split -n l/16 --additional-suffix=.part "$folder/plants.csv" "$folder/x"
mkdir "$folder/plants"
for part in "$folder"/x*.part; do
  { echo region,activity,employment; grep -v region "$part"; } > "$folder/plants/$(basename "$part" .part).csv"
done

$program scheduler --listen 127.0.0.1:57050 > /dev/null 2>&1 & pids+=($!)
sleep 1
for port in 57052 57054; do
  $program executor --scheduler ballista://127.0.0.1:57050 --listen 127.0.0.1:$port --data-port $((port + 1)) --cores 1 > /dev/null 2>&1 & pids+=($!)
done
sleep 2
run() { $program aggregate "$folder/plants" --engine ballista://127.0.0.1:57050 2> /dev/null; }

start=$(date +%s.%N); run > "$folder/whole.csv"; whole=$(echo "$(date +%s.%N) - $start" | bc)
start=$(date +%s.%N)
run > "$folder/killed.csv" & asking=$!
sleep "$(echo "$whole / 2" | bc -l)"
kill -9 "${pids[2]}"
wait $asking
killed=$(echo "$(date +%s.%N) - $start" | bc)
cmp "$folder/whole.csv" "$folder/killed.csv"
echo "$rows rows: $whole s with two executors; $killed s where one was killed half way; the tables are the same"
