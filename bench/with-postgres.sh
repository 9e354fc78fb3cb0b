#!/bin/bash
# Runs a command with a PostgreSQL server of its own, on a socket in a temporary folder; the address
# of a register there is in $REGISTER, the log of the server in $SERVER_LOG.
#
#     bash bench/with-postgres.sh bash bench/register-kill.sh PROGRAM 200
set -u
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)") || { echo "PostgreSQL is not installed"; exit 2; }
server=$(mktemp -d)
as=
stop() { (cd "$server" && $as "$bin/pg_ctl" -D "$server/data" -m fast stop >/dev/null 2>&1); rm -rf "$server"; }
trap stop EXIT
# It refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  user=postgres; id -u "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$server"
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
cd "$server" && $as "$bin/initdb" --auth=trust --username=karenina --encoding=UTF8 --locale=C -D "$server/data" >/dev/null || exit 2
cd - >/dev/null
(cd "$server" && $as "$bin/pg_ctl" -D "$server/data" -o "-k $server -c listen_addresses=" -l "$server/log" -w start >/dev/null) || exit 2
export REGISTER="postgres://karenina@/postgres?host=$server" SERVER_LOG="$server/log"
"$@"
