#!/usr/bin/env bash
# alert-latency.sh [RUNS [ROUNDS]]: from a condition in gh-ost to the alert at a webhook. An agent asks so many simulated runs once a second, with
# its built-in rules and one that fires while a run is throttled, and group-wait 0; each run is throttled so many times. Prints a Markdown
# row: alerts expected, alerts that came, and the median, 99th percentile and worst time in seconds. Wants a build (./verify) and curl.
set -euo pipefail
umask 077
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
runs=${1:-20} rounds=${2:-10}
port=${ALERT_LATENCY_PORT:-18980}
classpath=$(echo benchmarks/target/benchmarks-*.jar gh-ost-simulator/target/gh-ost-simulator-*.jar ghostwatch-app/target/dist/lib/jspecify-*.jar | tr ' ' :)
folder=$(mktemp -d /tmp/gwl.XXXX)
pids=
trap 'kill $pids 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
mkdir "$folder/s"
cat >"$folder/ghostwatch.yaml" <<YAML
listen: {address: "127.0.0.1:$((port + 1))"}
discovery: {processes: false, socket-globs: ["$folder/s/*.sock"]}
polling: {sup-interval: 1s}
history: {path: $folder/history.db}
alerts:
  store: $folder/alerts.db
  receivers:
    hook: {webhook: {url: "http://127.0.0.1:$port/"}}
  rules:
    - {name: Held, expr: "state == 'throttled'", severity: warning}
  route:
    receivers: [log]
    routes:
      - {matchers: ['alertname="Held"'], receivers: [hook], group-by: [migration], group-wait: 0s, group-interval: 1s}
YAML
./ghostwatch config check "$folder/ghostwatch.yaml" >&2
echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)."
"$JAVA_HOME/bin/java" -cp "$classpath" dev.ghostwatch.benchmarks.AlertLatency "$folder/s" "$port" "$runs" "$rounds" >"$folder/out" &
measuring=$!
pids="$pids $measuring"
until grep -q ready "$folder/out"; do read -rt 0.2 <> <(:) || true; done
XDG_STATE_HOME="$folder" ./ghostwatch serve --config "$folder/ghostwatch.yaml" >"$folder/agent" 2>&1 &
pids="$pids $!"
wait "$measuring"
echo "| expected | arrived | median s | p99 s | worst s |"
echo "| --- | --- | --- | --- | --- |"
grep '^|' "$folder/out"
