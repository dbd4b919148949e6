#!/usr/bin/env bash
# footprint.sh [SECONDS [RUNS:INTERVAL …]]: what the agent costs while it follows so many simulated migrations, each asked every
# INTERVAL through its socket: CPU of one core, memory, how late it looked, and whether every look was answered. Prints a Markdown
# table for RESULTS.md. Beside it, in the same run, the classic script that asks one migration once a second.
# Needs nc (netcat-openbsd) and curl, and room for the sockets in /tmp. Wants a build (./verify).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
seconds=${1:-300}
shift || true
[ $# -gt 0 ] || set -- 1:1s 100:1s 1000:1s 10000:5s
./ghostwatch --version >/dev/null
ticks=$(getconf CLK_TCK)
classpath=$(echo benchmarks/target/benchmarks-*.jar gh-ost-client/target/gh-ost-client-*.jar gh-ost-simulator/target/gh-ost-simulator-*.jar ghostwatch-app/target/dist/lib/jspecify-*.jar | tr ' ' :)
folder=$(mktemp -d /tmp/gwf.XXXX)
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$folder"' EXIT
pause() { read -rt "$1" <> <(:) || true; }
cpu() { awk '{ print $14 + $15 + $16 + $17 }' "/proc/$1/stat"; }
scrape() { curl -s "http://127.0.0.1:18970/metrics" >"$folder/$1"; }
# since NAME: by how much all figures whose line begins so have grown between the two scrapes
since() { awk -v name="$1" 'index($0, name) == 1 { sum += FILENAME ~ /begin$/ ? -$NF : $NF } END { printf "%.0f", sum }' "$folder/begin" "$folder/end"; }

echo "| migrations, asked every | CPU of one core | RSS | looks later than 250 ms | questions (expected) | failed |"
echo "| --- | --- | --- | --- | --- | --- |"
for part in "$@"; do
  runs=${part%:*} interval=${part#*:}
  mkdir -p "$folder/s"
  fleet=
  for ((first = 0; first < runs; first += 5000)); do
    count=$((runs - first < 5000 ? runs - first : 5000))
    "$JAVA_HOME/bin/java" -Xmx2g -XX:+UseSerialGC -cp "$classpath" dev.ghostwatch.benchmarks.SimulatedFleet "$folder/s" "$first" "$count" >"$folder/fleet.$first" &
    fleet="$fleet $!"
    pids="$pids $!"
  done
  until [ "$(ls "$folder/s" | wc -l)" = "$runs" ]; do pause 0.5; done
  ./ghostwatch serve --socket-glob "$folder/s/*.sock" --sup-interval "$interval" --listen 127.0.0.1:18970 ${FOOTPRINT_OPTIONS:-} >"$folder/agent.out" 2>"$folder/agent.err" &
  agent=$!
  pids="$pids $agent"
  until curl -sf http://127.0.0.1:18970/readyz >/dev/null; do pause 0.5; done
  # The first half minute compiles and attaches.
  pause 30
  scrape begin
  begin=$(cpu $agent)
  peak=0
  for ((i = 0; i < seconds; i++)); do
    pause 1
    now=$(awk '/^VmRSS/ { print $2 }' "/proc/$agent/status")
    [ "$now" -gt "$peak" ] && peak=$now
  done
  end=$(cpu $agent)
  scrape end
  ok=$(since 'ghostwatch_polls_total{result="ok"')
  bad=$(($(since 'ghostwatch_polls_total{') - ok))
  looks=$(since ghostwatch_tick_lateness_seconds_count)
  late=$((looks - $(since 'ghostwatch_tick_lateness_seconds_bucket{le="0.25"')))
  awk -v runs="$runs" -v interval="$interval" -v cpu=$((end - begin)) -v ticks="$ticks" -v seconds="$seconds" -v rss="$peak" -v looks="$looks" -v late="$late" -v ok="$ok" -v bad="$bad" \
    'BEGIN { printf "| %s, %s | %.1f %% | %.0f MB | %d of %d (%.2f %%) | %d (%d) | %d |\n", runs, interval, 100 * cpu / ticks / seconds, rss / 1024, late, looks, looks ? 100 * late / looks : 0, ok, runs * seconds / interval, bad }'
  kill $agent
  wait $agent 2>/dev/null || true
  if [ "$runs" = 1 ]; then
    # The classic script's question: status and throttle-query through nc, the answer picked apart by grep and awk.
    socket=$(echo "$folder"/s/*.sock)
    start=$(awk '{ print $16 + $17 }' /proc/$$/stat)
    for ((i = 0; i < 100; i++)); do
      status=$(echo status | nc -NU "$socket")
      echo "$status" | grep 'Copy:' | awk '{ print $2, $3 }' >/dev/null
      echo "throttle-query=?" | nc -NU "$socket" >/dev/null
    done
    end=$(awk '{ print $16 + $17 }' /proc/$$/stat)
    classic=$(awk -v cpu=$((end - start)) -v ticks="$ticks" 'BEGIN { printf "%.1f", 1000 * cpu / ticks / 100 }')
  fi
  kill $fleet
  wait $fleet 2>/dev/null || true
  rm -rf "$folder/s"
done
[ -z "${classic:-}" ] || printf '\nThe classic script, asking one migration: %s ms of CPU a question, so %.1f %% of one core at one a second.\n' "$classic" "$(awk -v ms="$classic" 'BEGIN { print ms / 10 }')"
