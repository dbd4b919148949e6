#!/usr/bin/env bash
# observer-effect.sh [SECONDS [OBSERVER …]]: what those who watch a migration do to it, a minute: rows written to its changelog table (each
# replicates), lines added to gh-ost's log, settings changed. Observers, each for SECONDS (120) one after the other: classic (the classic
# scripts together, at their default rates), status (`status` once a second), agent (GhostWatch's agent, which finds the log), agent-socket
# (the agent without the log). Prints a Markdown table for RESULTS.md.
#
# By default a simulated gh-ost is watched, which counts what commands cause. A real one is watched with
#   GHOST_SOCKET=…sock GHOST_LOG=…log GHOST_SQL='mysql …' GHOST_TABLE=db.table observer-effect.sh
# where GHOST_SQL runs the SQL on its input on the migrated server; it should be three minutes into its run and have many more. There the
# rows of its changelog table and the lines of its log are counted, less what it writes by itself (observer none), and its throttle query
# is set to `select 0` to see whether it survives. GHOSTWATCH names another launcher. Needs nc (netcat-openbsd), curl and a build (./verify).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
seconds=${1:-120}
shift || true
[ $# -gt 0 ] || set -- classic status agent agent-socket
port=${OBSERVER_BENCHMARK_PORT:-18972}
ghostwatch=${GHOSTWATCH:-./ghostwatch}
$ghostwatch --version >/dev/null
folder=$(mktemp -d /tmp/gwo.XXXX)
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$folder"' EXIT
pause() { read -rt "$1" <> <(:) || true; }

if [ -n "${GHOST_SOCKET:-}" ]; then
  socket=$GHOST_SOCKET
  [ "$1" = none ] || set -- none "$@"
  # Every status row has a hint of its own; the heartbeat and the state have one row each.
  costs() {
    local rows changed
    rows=$(echo "select count(*) from \`${GHOST_TABLE%%.*}\`.\`_${GHOST_TABLE#*.}_ghc\`" | $GHOST_SQL | tail -1)
    changed=$(ask "throttle-query=?" | grep -qx 'select 0' && echo 0 || echo 1)
    echo "$rows $(wc -l <"$GHOST_LOG") $changed"
  }
else
  classpath=$(echo benchmarks/target/benchmarks-*.jar gh-ost-client/target/gh-ost-client-*.jar gh-ost-simulator/target/gh-ost-simulator-*.jar ghostwatch-app/target/dist/lib/jspecify-*.jar | tr ' ' :)
  socket=$folder/orders.sock
  # The agent finds a log through the process that writes it. That one is shown to it alone: other agents of this host would ask it too.
  proc=$folder/proc
  mkdir -p "$proc/1/fd" "$proc/4711/fd"
  for name in self stat uptime net; do ln -s "/proc/$name" "$proc/$name"; done
  cp /proc/1/{comm,cmdline,stat,status} "$proc/1"
  printf '%s\0' /usr/bin/gh-ost --database=shop --table=orders "--serve-socket-file=$socket" >"$proc/4711/cmdline"
  echo gh-ost >"$proc/4711/comm"
  sed 's/(.*)/(gh-ost)/; s/^[0-9]*/4711/' "/proc/$$/stat" >"$proc/4711/stat"
  sed 's/^Name:.*/Name:\tgh-ost/' "/proc/$$/status" >"$proc/4711/status"
  ln -s "/proc/$$/ns" "$proc/4711/ns"
  ln -s / "$proc/4711/root"
  ln -s "$folder/orders.log" "$proc/4711/fd/1"
  ln -s "$folder/orders.log" "$proc/4711/fd/2"
  pause 1.1
  coproc simulator { exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$classpath" dev.ghostwatch.benchmarks.ObservedRun "$socket" "$folder/orders.log"; }
  pids="$pids $simulator_PID"
  until [ -S "$socket" ]; do pause 0.1; done
  costs() {
    echo >&"${simulator[1]}"
    read -r line <&"${simulator[0]}"
    echo "$line"
  }
fi

ask() { printf '%s\n' "$1" | nc -NU "$socket"; }
# every SECONDS WORD…: asks these again and again, as a script with `sleep` does
every() {
  local interval=$1 word
  shift
  while :; do
    for word in "$@"; do ask "$word" >/dev/null; done
    pause "$interval"
  done
}
# agent OPTION…: leaves its pid in observers, once it has attached
agent() {
  $ghostwatch serve --socket "$socket" --store "$folder/history.db" --pid-file "$folder/pid" --listen "127.0.0.1:$port" "$@" >"$folder/agent.out" 2>"$folder/agent.err" &
  observers=$!
  until curl -s "http://127.0.0.1:$port/api/v1/migrations" | grep -q '"rowsCopied":[0-9]'; do
    kill -0 $observers 2>/dev/null || { cat "$folder/agent.err" >&2; exit 1; }
    pause 0.2
  done
  pause 3
}

observers=
declare -A names=([none]='nobody (what gh-ost writes by itself)' [classic]='the classic scripts at their default rates' [status]='`status` once a second'
  [agent]='the agent, with the log' [agent-socket]='the agent, without the log')
echo "| observer | changelog rows a minute | log lines a minute | settings changed a minute |"
echo "| --- | --- | --- | --- |"
own_rows=0 own_lines=0
for observer in "$@"; do
  [ -z "${GHOST_SOCKET:-}" ] || ask "throttle-query=select 0" >/dev/null
  case $observer in
    agent)
      printf 'discovery:\n  proc-root: %s\n' "${proc:-/proc}" >"$folder/agent.yaml"
      agent --config "$folder/agent.yaml"
      ;;
    agent-socket)
      printf 'discovery:\n  processes: false\nlog:\n  follow: false\n' >"$folder/agent.yaml"
      agent --config "$folder/agent.yaml"
      ;;
  esac
  # What attaching cost is not counted: from here on.
  read -r rows lines changed < <(costs)
  case $observer in
    classic)
      # progress_monitor.sh, lag_monitor.sh, status_dashboard.sh, gh-ost_monitor.sh, data_collector.sh
      every 30 status throttle-query & observers="$!"
      every 60 lag & observers="$observers $!"
      every 5 status chunk-size throttle-query & observers="$observers $!"
      every 30 status lag & observers="$observers $!"
      every 60 status lag chunk-size & observers="$observers $!"
      ;;
    status) every 1 status & observers=$! ;;
  esac
  pids="$pids $observers"
  pause "$seconds"
  read -r rows2 lines2 changed2 < <(costs)
  [ -z "$observers" ] || kill $observers
  wait $observers 2>/dev/null || true
  observers=
  if [ -z "${GHOST_SOCKET:-}" ]; then
    settings=$(awk -v n=$((changed2 - changed)) -v s="$seconds" 'BEGIN { printf "%.1f", n * 60 / s }')
  elif [ "$changed2" = 0 ]; then
    settings='none seen'
  else
    settings='the throttle query was emptied'
  fi
  [ "$observer" != none ] || { own_rows=$((rows2 - rows)) own_lines=$((lines2 - lines)); }
  awk -v name="${names[$observer]}" -v rows=$((rows2 - rows)) -v lines=$((lines2 - lines)) -v settings="$settings" -v s="$seconds" \
    -v own_rows=$([ "$observer" = none ] && echo 0 || echo "$own_rows") -v own_lines=$([ "$observer" = none ] && echo 0 || echo "$own_lines") \
    'BEGIN { printf "| %s | %.1f | %.1f | %s |\n", name, (rows - own_rows) * 60 / s, (lines - own_lines) * 60 / s, settings }'
done
