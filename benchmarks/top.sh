#!/usr/bin/env bash
# top.sh [RUNS [SECONDS]]: what the dashboard takes. So many simulated runs; an agent that asks each once a second; 'top' in tmux at 200x50, once
# on the agent and once on the sockets. Prints a Markdown row for each: processor time as a share of one core over that many
# seconds, after ten to settle, and resident memory in MiB. Wants a build (./verify) and tmux.
set -euo pipefail
umask 077
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
runs=${1:-20} seconds=${2:-60}
classpath=$(echo gh-ost-simulator/target/gh-ost-simulator-*.jar ghostwatch-app/target/dist/lib/jspecify-*.jar | tr ' ' :)
folder=$(mktemp -d /tmp/gwt.XXXX)
pids=
trap 'tmux -S "$folder/tmux" kill-server 2>/dev/null || true; kill $pids 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
mkdir "$folder/s" "$folder/l"
cat >"$folder/ghostwatch.yaml" <<YAML
listen: {address: "127.0.0.1:${TOP_PORT:-18990}"}
discovery: {processes: false, socket-globs: ["$folder/s/*.sock"]}
polling: {sup-interval: 1s}
history: {path: $folder/history.db}
daemon: {pid-file: $folder/agent.pid}
YAML
pause() { read -rt "$1" <> <(:) || true; }
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
"$JAVA_HOME/bin/java" -cp "$classpath" dev.ghostwatch.simulator.Main --count "$runs" --rows 50000000 --socket "$folder/s" --log "$folder/l" >"$folder/out" 2>&1 &
pids="$pids $!"
XDG_STATE_HOME="$folder" ./ghostwatch serve --config "$folder/ghostwatch.yaml" >"$folder/agent" 2>&1 &
pids="$pids $!"
until grep -qs '^address' "$folder/agent.pid"; do pause 0.2; done
echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)."
echo "| reads | runs | % of a core | MiB |"
echo "| --- | --- | --- | --- |"
measure() {
  tmux -S "$folder/tmux" -f /dev/null new-session -d -s "$1" -x 200 -y 50 \
    "cd '$PWD'; echo \$\$ >'$folder/top-$1'; LC_ALL=C.UTF-8 XDG_STATE_HOME='$folder' exec ./ghostwatch top $2"
  until tmux -S "$folder/tmux" capture-pane -p -t "$1" | grep -q "$runs running"; do pause 0.5; done
  pause 10
  pid=$(cat "$folder/top-$1")
  before=$(ticks "$pid")
  pause "$seconds"
  after=$(ticks "$pid")
  memory=$(awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$pid/status")
  awk -v t=$((after - before)) -v s="$seconds" -v hz="$(getconf CLK_TCK)" -v n="$1" -v r="$runs" -v m="$memory" \
    'BEGIN { printf "| %s | %d | %.2f | %d |\n", n, r, 100 * t / hz / s, m }'
  tmux -S "$folder/tmux" send-keys -t "$1" q
}
measure agent "--config '$folder/ghostwatch.yaml'"
measure sockets "--socket-glob '$folder/s/*.sock'"
