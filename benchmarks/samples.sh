#!/usr/bin/env bash
# samples.sh [DAYS [REQUESTS]]: asks an agent over HTTP for a whole run at 1 Hz in 1,000 points, in pieces of it, and in other columns, one
# request after the other. Prints a Markdown table in milliseconds. The goal: 100 ms at the 99th percentile for 30 days. Wants a build (./verify), curl.
set -euo pipefail
umask 077
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
days=${1:-30} requests=${2:-200}
port=${SAMPLES_PORT:-18995}
folder=$(mktemp -d "${TMPDIR:-/tmp}/gwp.XXXX")
agent=
trap '[ -z "$agent" ] || kill $agent 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
pause() { read -rt "$1" <> <(:) || true; }
jars=benchmarks/target/benchmarks-0.1.0.jar
for jar in ghostwatch-app/target/dist/lib/*.jar ghostwatch-app/target/dist/lib/*/*.jar; do jars=$jars:$jar; done
"$JAVA_HOME/bin/java" -Xmx2g --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR -cp "$jars" \
  dev.ghostwatch.benchmarks.StoreGenerator "$folder/history.db" "$days" 1 all >"$folder/made"
XDG_STATE_HOME="$folder" ./ghostwatch serve --socket-glob "$folder/none-*.sock" --store "$folder/history.db" --pid-file "$folder/pid" \
  --listen "127.0.0.1:$port" >"$folder/agent.out" 2>&1 &
agent=$!
until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
  kill -0 $agent 2>/dev/null || { tail -5 "$folder/agent.out" >&2; exit 1; }
  pause 0.2
done
id=$(curl -s "http://127.0.0.1:$port/api/v1/history?limit=1" | grep -o '"id":"[^"]*"' | head -1 | cut -d '"' -f 4)
[ -n "$id" ] || { echo "the store has no run" >&2; exit 1; }
base="http://127.0.0.1:$port/api/v1/migrations/${id//%/%25}/samples?points=1000"
first=$(curl -s "$base&columns=percent" | grep -o '"from":"[^"]*"' | cut -d '"' -f 4)
ask() {
  for ((i = 0; i < requests; i++)); do curl -s -o /dev/null -w '%{http_code} %{time_total}\n' "$2"; done >"$folder/times"
  ! grep -qv '^200 ' "$folder/times" || { echo "not every answer was 200" >&2; exit 1; }
  sort -k 2 -n "$folder/times" | awk -v what="$1" '{ t[NR] = $2 * 1000 } END { printf "| %s | %.0f | %.0f | %.0f |\n", what, t[int((NR + 1) / 2)], t[int(NR * 0.99 + 0.5)], t[NR] }'
}
echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg). $days days at 1 Hz, $requests requests each, the first among them."
echo
echo "| asked for, in 1,000 points | median ms | p99 ms | worst ms |"
echo "| --- | --- | --- | --- |"
ask "the whole run, what charts need (15 columns)" "$base"
ask "the whole run, 4 columns" "$base&columns=rowsPerSecond,lagSeconds,backlog,percent"
ask "its first day" "$base&from=$first&to=$(date -u -d "$first + 1 day" +%FT%TZ)"
ask "its first hour, every sample" "$base&from=$first&to=$(date -u -d "$first + 1 hour" +%FT%TZ)&step=2"
