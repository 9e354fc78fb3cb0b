#!/usr/bin/env bash
# Kills one of two executors at several moments of a run, compares the table with that of all machines,
# then kills both, then the scheduler, and says what a user is told and when.
#   bench/cluster-kill.sh [ROWS] [PARTS OF A RUN...]
# needs cargo build --profile distributed -p karenina-distributed, or PROGRAM=path to the program
set -uo pipefail
cd "$(dirname "$0")/.."
rows=${1:-1500000}
parts=("${@:2}")
[ ${#parts[@]} -gt 0 ] || parts=(0.2 0.5 0.75 0.85 0.95)
program=${PROGRAM:-${CARGO_TARGET_DIR:-target}/distributed/karenina-distributed}
folder=$(mktemp -d)
scheduler=
declare -A executors=()
trap 'kill -9 $scheduler "${executors[@]}" 2> /dev/null; rm -rf "$folder"' EXIT

awk -v n="$rows" 'BEGIN { srand(7); print "region,activity,employment"
  for (i = 0; i < n; i++) printf "R%03d,A%03d,%d\n", rand() * 300, rand() * 200, rand() * 500 }' > "$folder/plants.csv"
split -n l/16 --additional-suffix=.part "$folder/plants.csv" "$folder/x"
mkdir "$folder/plants"
for part in "$folder"/x*.part; do
  { echo region,activity,employment; grep -v region "$part"; } > "$folder/plants/$(basename "$part" .part).csv"
done

executor() {
  $program executor --scheduler ballista://127.0.0.1:57050 --listen "127.0.0.1:$1" --data-port $(($1 + 1)) --cores 1 \
    > /dev/null 2>> "$folder/said" & executors[$1]=$!
}
start() {
  $program scheduler --listen 127.0.0.1:57050 > /dev/null 2>> "$folder/said" & scheduler=$!
  sleep 1
  executor 57052
  executor 57054
  sleep 2
}
lose() { kill -9 "$1"; wait "$1" 2> /dev/null; }
ask() { $program aggregate "$folder/plants" --engine ballista://127.0.0.1:57050 --patience "${1:-300}" 2> "$folder/why"; }
now() { date +%s.%N; }
since() { echo "$(now) - $1" | bc; }

start
begin=$(now); ask > "$folder/whole.csv" || exit 1; whole=$(since "$begin")
begin=$(now); ask > "$folder/killed.csv" || exit 1; whole=$(since "$begin")
cmp "$folder/whole.csv" "$folder/killed.csv" || exit 1
echo "$rows rows, two executors: $whole s"
failed=0
for part in "${parts[@]}"; do
  begin=$(now)
  ask > "$folder/killed.csv" & asking=$!
  sleep "$(echo "$whole * $part" | bc -l)"
  lose "${executors[57054]}"
  wait $asking; code=$?
  took=$(since "$begin")
  if [ $code -eq 0 ] && cmp -s "$folder/whole.csv" "$folder/killed.csv"; then
    echo "one killed after $part of that: $took s, the same table"
  else
    failed=1
    echo "one killed after $part of that: $took s, exit code $code, $(stat -c %s "$folder/killed.csv") bytes; $(tail -1 "$folder/why" | cut -c1-200)"
  fi
  executor 57054
  sleep 3
done
for what in executors scheduler; do
  begin=$(now)
  ask > "$folder/killed.csv" & asking=$!
  sleep "$(echo "$whole / 5" | bc -l)"
  if [ $what = executors ]; then lose "${executors[57052]}"; lose "${executors[57054]}"; else lose $scheduler; fi
  wait $asking; code=$?
  echo "$what killed after a fifth of that: $(since "$begin") s, exit code $code, $(stat -c %s "$folder/killed.csv") bytes; $(tail -1 "$folder/why" | cut -c1-200)"
  kill -9 $scheduler "${executors[@]}" 2> /dev/null
  wait 2> /dev/null
  [ $what = scheduler ] || start
done
exit $failed
