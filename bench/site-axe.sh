#!/bin/bash
# Every page of the site held against WCAG 2.2 AA by axe-core in headless Chromium: both languages, 320 and 1,280
# pixels wide; and whether anything is wider than the window.
#
#     bash bench/site-axe.sh      (needs node, npm and chromium)
set -eu
for it in node npm chromium; do
    command -v $it >/dev/null || { echo "skipped: $it is not installed"; exit 0; }
done
cd "$(dirname "$0")/.."
work=$(mktemp -d)
site=
trap '[ -n "$site" ] && kill $site 2>/dev/null; rm -rf "$work"' EXIT
[ -n "${KARENINA:-}" ] || cargo build -q -p karenina
K=${KARENINA:-target/debug/karenina}
$K register init "$work/p.karenina" --by "A. Officer" -q >/dev/null
$K register import "$work/p.karenina" examples/worked-programme --by "A. Officer" -q >/dev/null
$K register accept "$work/p.karenina" 1 --by "A. Decider" -q >/dev/null
printf 'id,members_total\nclovermere-health,77\n' >"$work/clusters.csv"
$K register import "$work/p.karenina" "$work/clusters.csv" --by "A. Officer" -q >/dev/null
$K serve "$work/p.karenina" --address 127.0.0.1:8398 --by "A. Officer" >"$work/log" &
site=$!
cp bench/site-axe.mjs "$work/"
(cd "$work" && PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund axe-core@4.10 puppeteer-core@24 >/dev/null)
until curl -sf -o /dev/null http://127.0.0.1:8398/site.js; do kill -0 $site; sleep 0.1; done
CHROMIUM=$(command -v chromium) node "$work/site-axe.mjs" http://127.0.0.1:8398
