#!/bin/bash
# kill -9 at random, N times (200), while change sets are imported and accepted: none that was said
# to be accepted may be lost, none may be there by half, and the journal must verify.
#
#     bash bench/register-kill.sh [PROGRAM] [N]
#     bash bench/with-postgres.sh bash bench/register-kill.sh [PROGRAM] [N]
#
# A writer imports and accepts small datasets one after another and notes each acceptance after the
# program has said that it is done. The whole group of processes is killed after a random time. Then
# the register is read by the program itself and by a tool of its own kind, where there is one.
set -u
program=${1:-target/release/karenina}
times=${2:-200}
program=$(realpath "$program")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
register=${REGISTER:-$work/programme.karenina}
rows=40
"$program" register init "$register" --by bench --on 2026-01-01 --quiet >/dev/null || exit 2
: >"$work/accepted"

# One change set: clusters whose total is the number of the change set.
cat >"$work/writer.sh" <<'W'
program=$1 register=$2 work=$3 n=$4 rows=$5
while :; do
  n=$((n + 1))
  {
    echo id,members_total,region
    for i in $(seq "$rows"); do echo "c$i,$n,r$n"; done
  } >"$work/clusters.csv"
  set=$("$program" register import "$register" "$work/clusters.csv" --by bench --on 2026-01-02 --lang en --quiet |
    sed -n 's/^change set \([0-9]*\):.*/\1/p')
  [ -n "$set" ] || continue
  "$program" register accept "$register" "$set" --by bench --on 2026-01-02 --lang en --quiet >/dev/null &&
    echo "$n" >>"$work/accepted"
done
W

lost=0 half=0 broken=0 hot=0 read=0
for round in $(seq "$times"); do
  # Numbers only rise, whatever the killed writer had got to.
  n=$((round * 1000))
  setsid bash "$work/writer.sh" "$program" "$register" "$work" "$n" "$rows" 2>/dev/null &
  writer=$!
  sleep "0.$(printf %03d $((RANDOM % 450 + 20)))"
  # On a busy machine the group may not be there yet.
  until kill -9 -- "-$writer" 2>/dev/null; do sleep 0.01; done
  wait "$writer" 2>/dev/null
  [ -e "$register-journal" ] && hot=$((hot + 1))
  said=$(tail -n 1 "$work/accepted"); said=${said:-0}
  # The first to read rolls back what was begun.
  rm -rf "$work/out"
  if "$program" register export "$register" "$work/out" --quiet >/dev/null 2>&1; then
    read=$((read + 1))
    if [ -e "$work/out/clusters.csv" ]; then
      totals=$(tail -n +2 "$work/out/clusters.csv" | sed 's/^[^,]*,\([^,]*\),\([^,]*\)$/\1 \2/' | sort -u)
      there=$(tail -n +2 "$work/out/clusters.csv" | wc -l)
      [ "$(echo "$totals" | wc -l)" = 1 ] && [ "$there" = "$rows" ] || half=$((half + 1))
      total=$(echo "$totals" | tr -dc '0-9 ' | tr ' ' '\n' | sort -n | tail -n 1)
      [ "${total:-0}" -ge "$said" ] || lost=$((lost + 1))
    else
      [ "$said" = 0 ] || lost=$((lost + 1))
    fi
  fi
  "$program" verify "$register" --quiet >/dev/null 2>&1 || broken=$((broken + 1))
done
# A server notes those that left in the middle of an act.
[ -z "${SERVER_LOG:-}" ] || hot=$(grep -c "with an open transaction" "$SERVER_LOG")
echo "killed $times times: $(wc -l <"$work/accepted") change sets accepted, $hot kills within a write;"
echo "accepted and lost $lost, there by half $half, read $read of $times, not verified $broken"
"$program" verify "$register" --lang en
[ "$lost$half$broken" = 000 ] && [ "$read" = "$times" ]
