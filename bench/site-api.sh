#!/bin/bash
# The JSON of the site held against its own description by schemathesis: whatever the description allows is
# answered as it says, and whatever it forbids is refused.
#
#     bash bench/site-api.sh [EXAMPLES]      (needs python3 with venv; fetches schemathesis from PyPI)
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
site=
trap '[ -n "$site" ] && kill $site 2>/dev/null; rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" install -q schemathesis || { echo "skipped: schemathesis cannot be installed"; exit 0; }
[ -n "${KARENINA:-}" ] || cargo build -q -p karenina
K=${KARENINA:-target/debug/karenina}
$K register init "$work/p.karenina" --by bench -q >/dev/null
$K register import "$work/p.karenina" examples/worked-programme --by bench -q >/dev/null
$K register accept "$work/p.karenina" 1 --by bench -q >/dev/null
$K serve "$work/p.karenina" --address 127.0.0.1:8397 --by bench --lang en >"$work/log" &
site=$!
until curl -sf -o /dev/null http://127.0.0.1:8397/site.js; do
    kill -0 $site
    sleep 0.1
done
"$work/venv/bin/schemathesis" run http://127.0.0.1:8397/api/openapi.json --max-examples "${1:-100}"
