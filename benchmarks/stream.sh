#!/usr/bin/env bash
# stream.sh [SECONDS [CLIENTS [MIGRATIONS]]]: clients of the stream of events, each as a browser (gzip, all migrations), of an agent that asks
# simulated runs once a second. Prints a Markdown row: messages a client and second, age of what a message tells when it arrives, and what the
# agent takes. The goals: one message a second, 1 s, 40 % of a core, 300 MB with 500 clients and 100 migrations. The age is of the picture:
# one seen just after a message waits for the next, so that its median is half a second and its worst about one. Wants a build (./verify), curl.
set -euo pipefail
umask 077
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
seconds=${1:-300} clients=${2:-500} runs=${3:-100}
port=${STREAM_PORT:-18990}
warm=${STREAM_WARM:-20}
classpath=$(echo benchmarks/target/benchmarks-*.jar gh-ost-simulator/target/gh-ost-simulator-*.jar ghostwatch-app/target/dist/lib/jspecify-*.jar | tr ' ' :)
folder=$(mktemp -d /tmp/gws.XXXX)
pids=
trap 'kill $pids 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
pause() { read -rt "$1" <> <(:) || true; }
cpu() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
rss() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
mkdir "$folder/s"
ulimit -n 8192
"$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC -cp "$classpath" dev.ghostwatch.benchmarks.SimulatedFleet "$folder/s" 0 "$runs" >"$folder/fleet" &
pids="$pids $!"
until [ "$(ls "$folder/s" | wc -l)" = "$runs" ]; do pause 0.5; done
XDG_STATE_HOME="$folder" ./ghostwatch serve --socket-glob "$folder/s/*.sock" --sup-interval 1s --store "$folder/history.db" --pid-file "$folder/pid" \
  --listen "127.0.0.1:$port" >"$folder/agent.out" 2>"$folder/agent.err" &
agent=$!
pids="$pids $agent"
until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
  kill -0 $agent 2>/dev/null || { tail -5 "$folder/agent.err" >&2; exit 1; }
  pause 0.5
done
echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg). $seconds s, after $warm s of warming up, $runs migrations at 1 Hz."
"$JAVA_HOME/bin/java" -Xmx1g -cp "$classpath" dev.ghostwatch.benchmarks.StreamClients "$port" "$clients" "$warm" "$seconds" >"$folder/row" &
listening=$!
pids="$pids $listening"
pause "$warm"
begin=$(cpu $agent) from=${EPOCHREALTIME/./} peak=0
while kill -0 $listening 2>/dev/null; do
  now=$(rss $agent)
  [ "$now" -gt "$peak" ] && peak=$now
  end=$(cpu $agent) to=${EPOCHREALTIME/./}
  pause 1
done
wait $listening
echo
echo "| clients | messages a client and second | age when it arrives, median s | p99 s | KB a client and second | least of a client | agent: CPU of one core | peak RSS |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
echo "$(tail -1 "$folder/row") $(awk -v cpu=$((end - begin)) -v us=$((to - from)) -v hz="$(getconf CLK_TCK)" -v rss="$peak" 'BEGIN { printf "%.0f %% | %.0f MB |", 1e8 * cpu / hz / us, rss / 1024 }')"
