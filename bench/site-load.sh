#!/bin/bash
# The site under load: a register of 2,000 clusters, 100,000 organisations and so many memberships;
# pages asked for by wrk on loopback, start, memory, and how long a change set takes to be seen.
#
#     bash bench/site-load.sh [MEMBERSHIPS]      (needs wrk and curl; Debian has both)
set -eu
memberships=${1:-800000}
command -v wrk >/dev/null || { echo "skipped: wrk is not installed (apt-get install wrk)"; exit 0; }
cd "$(dirname "$0")/.."
work=$(mktemp -d)
site=
trap '[ -n "$site" ] && kill $site 2>/dev/null; rm -rf "$work"' EXIT
cargo build --release -q -p karenina
K=target/release/karenina
cargo dev generate --clusters 2000 --memberships "$memberships" --seed 1 "$work/data"
$K register init "$work/p.karenina" --by bench -q
/usr/bin/time -f "import    %e s, %U CPU s, %M kB" $K register import "$work/p.karenina" "$work/data" --by bench -q >/dev/null
$K register accept "$work/p.karenina" 1 --by bench -q >/dev/null
ls -l "$work/p.karenina" | awk '{printf "register  %.0f MB\n", $5 / 1e6}'
began=$(date +%s.%N)
$K serve "$work/p.karenina" --address 127.0.0.1:8399 --by bench --lang en >"$work/log" &
site=$!
until curl -sf -o /dev/null http://127.0.0.1:8399/site.js; do kill -0 $site; sleep 0.02; done
echo "start     $(echo "$(date +%s.%N) - $began" | bc) s to the first answer"
curl -s -o /dev/null -w 'programme %{time_total} s, %{size_download} bytes, made for the first time\n' http://127.0.0.1:8399/
keys=$(tail -n +2 "$work/data/clusters.csv" | cut -d, -f1)
cat >"$work/mixed.lua" <<LUA
local keys = {$(printf '"%s",' $keys)}
local n = 0
math.randomseed(1)
request = function()
  n = n + 1
  if n % 20 == 0 then return wrk.format("GET", "/") end
  if n % 20 == 1 then return wrk.format("GET", "/search?q=cluster") end
  return wrk.format("GET", "/clusters/" .. keys[math.random(#keys)])
end
LUA
cat >"$work/clusters.lua" <<LUA
local keys = {$(printf '"%s",' $keys)}
math.randomseed(2)
request = function() return wrk.format("GET", "/clusters/" .. keys[math.random(#keys)]) end
LUA
for what in mixed clusters; do
    echo "-- $what, 8 connections, as fast as it goes"
    wrk -t1 -c8 -d15 --latency -s "$work/$what.lua" http://127.0.0.1:8399 | grep -E "Latency|50%|90%|99%|Requests/sec|Non-2xx" || true
done
echo "-- programme page alone, 4 connections"
wrk -t1 -c4 -d8 --latency http://127.0.0.1:8399/ | grep -E "50%|99%|Requests/sec|Non-2xx" || true
grep -E "VmHWM|VmRSS" /proc/$site/status
key=$(echo "$keys" | head -1)
printf 'id,members_total\n%s,501\n' "$key" >"$work/clusters.csv"
$K register import "$work/p.karenina" "$work/clusters.csv" --by bench -q >/dev/null
$K register accept "$work/p.karenina" 2 --by bench -q >/dev/null
sleep 0.6
curl -s -o /dev/null -w 'after a change set: %{time_total} s to the page that shows it\n' "http://127.0.0.1:8399/clusters/$key"
