#!/usr/bin/env bash
# footprint.sh [SECONDS [RUNS:INTERVAL …]]: what the agent costs while it follows so many simulated migrations, each asked every INTERVAL
# through its socket, and remembers all of it: CPU of one core, peak memory, how late it looked, whether every look was answered and
# written. The default is 300 s each of 1:1s 100:1s 1000:1s 10000:5s, some 25 minutes in all. Prints Markdown tables for RESULTS.md.
#
# Beside the first part, in the same minutes: a classic script that asks one migration once a second, and, when they are installed,
# prometheus and prometheus-mysqld-exporter scraping once a second a server that FOOTPRINT_MYSQL names (user:password@(host:port)/).
# Needs nc (netcat-openbsd), curl, a build (./verify), and room for the sockets in /tmp. FOOTPRINT_OPTIONS goes to `serve`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
seconds=${1:-300}
shift || true
[ $# -gt 0 ] || set -- 1:1s 100:1s 1000:1s 10000:5s
warm=${FOOTPRINT_WARM:-30}
port=${FOOTPRINT_PORT:-18970}
./ghostwatch --version >/dev/null
ticks=$(getconf CLK_TCK)
classpath=$(echo benchmarks/target/benchmarks-*.jar gh-ost-client/target/gh-ost-client-*.jar gh-ost-simulator/target/gh-ost-simulator-*.jar ghostwatch-app/target/dist/lib/jspecify-*.jar | tr ' ' :)
folder=$(mktemp -d /tmp/gwf.XXXX)
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$folder"' EXIT
pause() { read -rt "$1" <> <(:) || true; }
# The CPU ticks a process and its children that have ended took.
cpu() { awk '{ print $14 + $15 + $16 + $17 }' "/proc/$1/stat"; }
rss() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
scrape() { curl -s "http://127.0.0.1:$port/metrics" >"$folder/$1"; }
# since NAME: by how much all figures whose line begins so have grown between the two scrapes
since() { awk -v name="$1" 'index($0, name) == 1 { sum += FILENAME ~ /begin$/ ? -$NF : $NF } END { printf "%.0f", sum }' "$folder/begin" "$folder/end"; }
# The upper bound of the bucket that the 99th percentile of lateness lies in, in ms, and how many of all looks were later than 250 ms.
p99() {
  local all bound
  all=$(since ghostwatch_tick_lateness_seconds_count)
  for bound in 0.005 0.025 0.1 0.25 1.0 5.0; do
    if [ $(($(since "ghostwatch_tick_lateness_seconds_bucket{le=\"$bound\"") * 100)) -ge $((all * 99)) ]; then
      awk -v bound="$bound" -v all="$all" -v good="$(since 'ghostwatch_tick_lateness_seconds_bucket{le="0.25"')" \
        'BEGIN { printf "≤ %.0f (%.2f %%)", bound * 1000, all ? 100 - 100 * good / all : 0 }'
      return
    fi
  done
  echo '> 5000'
}

# The question of the classic scripts: status and throttle-query through nc, the answer picked apart by grep and awk.
classic() {
  local status
  while :; do
    status=$(echo status | nc -NU "$1")
    echo "$status" | grep 'Copy:' | awk '{ print $2, $3 }' >/dev/null
    echo 'throttle-query=?' | nc -NU "$1" >/dev/null
    pause 1
  done
}
peers=
# peer NAME COMMAND…: something that runs beside the first part
peer() {
  local name=$1
  shift
  "$@" >"$folder/peer.$name.out" 2>&1 &
  peers="$peers $name:$!"
  pids="$pids $!"
}
start_peers() {
  peer classic classic "$1"
  if [ -n "${FOOTPRINT_MYSQL:-}" ] && command -v prometheus prometheus-mysqld-exporter >/dev/null; then
    peer exporter env "DATA_SOURCE_NAME=$FOOTPRINT_MYSQL" prometheus-mysqld-exporter "--web.listen-address=127.0.0.1:$((port + 1))"
    printf 'global: {scrape_interval: 1s}\nscrape_configs: [{job_name: mysql, static_configs: [{targets: ["127.0.0.1:%s"]}]}]\n' $((port + 1)) >"$folder/prometheus.yml"
    peer prometheus prometheus "--config.file=$folder/prometheus.yml" "--storage.tsdb.path=$folder/prometheus" "--web.listen-address=127.0.0.1:$((port + 2))"
  fi
}
peer_cpu() { for it in $peers; do echo "${it%:*} $(cpu "${it#*:}") $(rss "${it#*:}")"; done; }

echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg). $seconds s a row, after $warm s of warming up."
echo
echo "| migrations, asked every | CPU of one core (goal) | peak RSS (goal) | lateness, 99th percentile, ms (goal 250; later than that) | looks | questions answered (expected) | failed | entries written | dropped |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
first_part=yes
for part in "$@"; do
  runs=${part%:*} interval=${part#*:}
  case $part in 1:1s) goals='1 120' ;; 100:1s) goals='8 180' ;; 1000:1s) goals='50 350' ;; 10000:5s) goals='60 600' ;; *) goals='- -' ;; esac
  mkdir -p "$folder/s"
  fleet=
  for ((first = 0; first < runs; first += 5000)); do
    count=$((runs - first < 5000 ? runs - first : 5000))
    "$JAVA_HOME/bin/java" -Xmx2g -XX:+UseSerialGC -cp "$classpath" dev.ghostwatch.benchmarks.SimulatedFleet "$folder/s" "$first" "$count" >"$folder/fleet.$first" &
    fleet="$fleet $!"
    pids="$pids $!"
  done
  until [ "$(ls "$folder/s" | wc -l)" = "$runs" ]; do pause 0.5; done
  ./ghostwatch serve --socket-glob "$folder/s/*.sock" --sup-interval "$interval" --store "$folder/store/history.db" --pid-file "$folder/pid" \
    --listen "127.0.0.1:$port" ${FOOTPRINT_OPTIONS:-} >"$folder/agent.out" 2>"$folder/agent.err" &
  agent=$!
  pids="$pids $agent"
  until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
    kill -0 $agent 2>/dev/null || { tail -5 "$folder/agent.err" >&2; exit 1; }
    pause 0.5
  done
  [ -z "$first_part" ] || start_peers "$(echo "$folder"/s/*.sock | cut -d ' ' -f 1)"
  # Attaching and compiling is over then.
  pause "$warm"
  scrape begin
  peer_cpu >"$folder/peers.begin"
  begin=$(cpu $agent)
  clock=${EPOCHREALTIME/./}
  peak=0
  for ((i = 0; i < seconds; i++)); do
    pause 1
    now=$(rss $agent)
    [ "$now" -gt "$peak" ] && peak=$now
  done
  end=$(cpu $agent)
  took=$(((${EPOCHREALTIME/./} - clock) / 1000))
  peer_cpu >"$folder/peers.end"
  scrape end
  ok=$(since 'ghostwatch_polls_total{result="ok"')
  failed=$(($(since 'ghostwatch_polls_total{') - ok))
  awk -v runs="$runs" -v interval="$interval" -v cpu=$((end - begin)) -v ticks="$ticks" -v ms="$took" -v rss="$peak" -v goals="$goals" -v p99="$(p99)" \
    -v looks="$(since ghostwatch_tick_lateness_seconds_count)" -v ok="$ok" -v failed="$failed" -v written="$(since ghostwatch_store_written_entries_total)" \
    -v dropped="$(since ghostwatch_store_dropped_entries_total)" 'BEGIN {
      split(goals, goal, " ")
      printf "| %s, %s | %.1f %% (%s) | %.0f MB (%s) | %s | %d | %d (%d) | %d | %d | %d |\n", runs, interval, 100000 * cpu / ticks / ms, goal[1], rss / 1024, goal[2],
        p99, looks, ok, runs * ms / 1000 / interval, failed, written, dropped }'
  kill $agent
  wait $agent 2>/dev/null || true
  if [ -n "$first_part" ]; then
    for it in $peers; do kill "${it#*:}" 2>/dev/null || true; done
    first_part=
    peers=
    paste -d ' ' "$folder/peers.begin" "$folder/peers.end" >"$folder/peers"
    peers_took=$took
  fi
  kill $fleet
  wait $fleet 2>/dev/null || true
  rm -rf "$folder/s" "$folder/store"
done
printf '\n| beside it, in the minutes of the first row | CPU of one core | RSS |\n| --- | --- | --- |\n'
awk -v ticks="$ticks" -v ms="$peers_took" '
  BEGIN { name["classic"] = "classic script: `status` and the throttle query of one migration once a second (nc, grep, awk)"
    name["exporter"] = "prometheus-mysqld-exporter, scraped once a second"; name["prometheus"] = "prometheus, scraping it once a second" }
  { printf "| %s | %.1f %% | %.0f MB |\n", name[$1], 100000 * ($5 - $2) / ticks / ms, $6 / 1024 }' "$folder/peers"
[ -n "${FOOTPRINT_MYSQL:-}" ] || echo '| prometheus and prometheus-mysqld-exporter | not measured: FOOTPRINT_MYSQL is not set | |'
echo
echo "Load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)."
