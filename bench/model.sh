#!/usr/bin/env bash
# The whole model, cold, a process a command: findings, 10,000 draws, figures and advice for 25 clusters,
# exact chances and 10,000 draws for 1,000, and 10,000 arrangements for nine signs.
#
#     cargo build --release -p karenina && cargo build -p karenina-dev
#     bash bench/model.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
k=target/release/karenina
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
target/debug/karenina-dev generate --clusters 25 --memberships 1000 --seed 1 "$dir/25" >/dev/null
target/debug/karenina-dev generate --clusters 1000 --memberships 30000 --seed 1 "$dir/1000" >/dev/null
python3 - "$dir" <<'PY'
import random, sys
for n in (25, 94, 1000):
    random.seed(n)
    with open(f"{sys.argv[1]}/cases{n}.csv", "w") as f:
        f.write("case," + ",".join(f"s{i}" for i in range(9)) + ",y\n")
        for c in range(n):
            f.write(f"c{c}," + ",".join(f"{random.random():.6f}" for _ in range(10)) + "\n")
PY
# Median wall and CPU of the rounds.
median() { sort -n | awk '{x[NR] = $1} END {print x[int((NR + 1) / 2)]}'; }
timed() {
    local name=$1; shift
    for _ in $(seq "$rounds"); do
        /usr/bin/time -f "%e %U %S" -o "$dir/t" "$@" >/dev/null
        tail -1 "$dir/t"
    done >"$dir/all"
    printf '%-44s %5.2f s wall %5.2f s CPU\n' "$name" \
        "$(awk '{print $1}' "$dir/all" | median)" "$(awk '{print $2 + $3}' "$dir/all" | median)"
}
all() { "$k" assess "$1" -q --format json; "$k" robust "$1" -q --format json; "$k" figure all "$1" -q --format json; "$k" advise "$1" -q --format json; }
export -f all; export k
timed "25 clusters: assess" "$k" assess "$dir/25" -q --format json
timed "25 clusters: robust, 10,000 draws" "$k" robust "$dir/25" -q --format json
timed "25 clusters: figure all" "$k" figure all "$dir/25" -q --format json
timed "25 clusters: advise" "$k" advise "$dir/25" -q --format json
timed "25 clusters: all four, one after the other" bash -c "all $dir/25"
timed "1,000 clusters: robust --draws 0" "$k" robust "$dir/1000" -q --draws 0 --format json
timed "1,000 clusters: robust, 10,000 draws" "$k" robust "$dir/1000" -q --format json
for n in 25 94 1000; do
    timed "nine signs of $n cases, 10,000 arrangements" "$k" necessity --cases "$dir/cases$n.csv" --outcome y -q --format json
done
