#!/bin/bash
# A register of 1,000,000 memberships: import, accept, export, verify, a small import on top; and where
# the program is there (cargo build --release -p karenina, or KARENINA=path), assess from the register.
#
#     bash bench/register.sh [MEMBERSHIPS]
#     bash bench/with-postgres.sh bash bench/register.sh [MEMBERSHIPS]
#     PROFILE= bash bench/register.sh    # a build for development, which is made sooner
set -eu
memberships=${1:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build ${PROFILE---release} -p karenina-store --features postgres --example register_size
python3 - "$work" "$memberships" <<'P'
import os, random, sys

folder, n = sys.argv[1], int(sys.argv[2])
random.seed(1)
clusters, organisations = max(1, n // 500), max(10, n // 10)
roles, commitments = ["core", "associated", "supporting"], ["signed", "paid", "project", "none"]
for name in ("large", "small"):
    os.makedirs(f"{folder}/{name}")
with open(f"{folder}/large/clusters.csv", "w") as out:
    print("id,name,region,started_on,members_total", file=out)
    for i in range(clusters):
        print(f"c{i},Cluster {i},Region {i % 80},{2005 + i % 20},{500}", file=out)
with open(f"{folder}/large/organisations.csv", "w") as out:
    print("id,name,kind,size,tax_number", file=out)
    for i in range(organisations):
        kind = random.choice(["service_company", "manufacturing_company", "higher_education"])
        print(f"o{i},Organisation {i},{kind},small,{7700000000 + i}", file=out)
with open(f"{folder}/large/memberships.csv", "w") as out:
    print("cluster,organisation,from,role,commitment", file=out)
    for cluster in range(clusters):
        for member in random.sample(range(organisations), min(500, organisations)):
            day = f"{random.randint(2005, 2025)}-{random.randint(1, 12):02}-01"
            print(f"c{cluster},o{member},{day},{random.choice(roles)},{random.choice(commitments)}", file=out)
# The yearly report of one cluster: its row, and a hundred of its members under another commitment.
with open(f"{folder}/small/clusters.csv", "w") as out:
    print("id,members_total\nc1,510", file=out)
with open(f"{folder}/large/memberships.csv") as read, open(f"{folder}/small/memberships.csv", "w") as out:
    print(next(read).strip(), file=out)
    mine = [line for line in read if line.startswith("c1,")][:100]
    for line in mine:
        print(line.strip().rsplit(",", 1)[0] + ",signed", file=out)
P
ls -l "$work/large"
folder=release; [ -n "${PROFILE---release}" ] || folder=debug
program=$(realpath target/$folder/examples/register_size)
register=${REGISTER:-$work/programme.karenina}
"$program" "$work/large" "$work/small" "$register"
echo; "$program" "$work/large" "$work/small" "$register"
karenina=${KARENINA:-${CARGO_TARGET_DIR:-target}/release/karenina}
if [ -x "$karenina" ]; then
  for format in json html; do
    echo
    /usr/bin/time -f "assess, $format: %e s wall, %U + %S s CPU, %M kB at most" \
      "$karenina" assess "$register" --format $format --out "$work/report.$format" --as-of 2026-03-01 --quiet > /dev/null || true
    ls -l "$work/report.$format" | awk '{ print "  " $5 / 1e6 " MB" }'
  done
fi
