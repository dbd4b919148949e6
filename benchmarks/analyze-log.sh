#!/usr/bin/env bash
# Measures `ghostwatch analyze --json` as a whole cold process on generated logs with a warm page cache. Wants a build (./verify).
#
#   analyze-log.sh [MEBIBYTES [RUNS]]     one log, and the peers in the same run (1024 MiB, 5 runs each in turn)
#   analyze-log.sh --sizes GIBIBYTES...   several sizes, one log at a time on disk (3 runs each), to see how time and memory grow
#
# Prints Markdown tables for RESULTS.md. Logs are kept in ${TMPDIR:-/tmp}/ghostwatch-benchmark; --sizes deletes those it generated.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
folder=${TMPDIR:-/tmp}/ghostwatch-benchmark
mkdir -p "$folder"
jars=benchmarks/target/benchmarks-0.1.0.jar:gh-ost-client/target/gh-ost-client-0.1.0.jar
TIMEFORMAT='%R %U %S'

# generate MEBIBYTES: sets log and bytes; the log is in the page cache then
generate() {
  log=$folder/gh-ost-$1.log
  [ -e "$log" ] || "$JAVA_HOME/bin/java" -cp "$jars" dev.ghostwatch.benchmarks.LogGenerator "$log" "$1"
  bytes=$(stat -c %s "$log")
  cat "$log" | wc -c >"$folder/warm"
}

ghostwatch() { ./ghostwatch analyze --json "$log"; }
classic() { for word in Copy: ERROR WARNING throttled; do grep "$word" "$log" | tail -5; done; }
count() { grep -c Copy: "$log"; }
ripgrep() { rg -c Copy: "$log"; }
regex() { "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$jars" dev.ghostwatch.benchmarks.RegexReader "$log"; }

# measure RUNS PEER...: rounds in which each peer runs once; leaves the times in $folder/times.PEER
measure() {
  local rounds=$1 peer
  shift
  for peer in "$@"; do : >"$folder/times.$peer"; done
  for ((i = 0; i < rounds; i++)); do
    for peer in "$@"; do
      { time "$peer" >"$folder/out" 2>"$folder/err"; } 2>>"$folder/times.$peer"
      [ -s "$folder/out" ] || { echo "$peer printed nothing: $(cat "$folder/err")" >&2; exit 1; }
    done
  done
}

# figures PEER: median and fastest of the wall times, GB/s at the median, median CPU seconds, as cells of a table
figures() {
  local middle=$((($(wc -l <"$folder/times.$1") + 1) / 2))
  local cpu
  cpu=$(awk '{ print $2 + $3 }' "$folder/times.$1" | sort -n | sed -n "${middle}p")
  sort -n "$folder/times.$1" | awk -v bytes="$bytes" -v middle="$middle" -v cpu="$cpu" '
    NR == 1 { least = $1 } NR == middle { s = $1 }
    END { printf "%.2f | %.2f | %.2f | %.2f", s, least, bytes / s / 1e9, cpu }'
}

# Peak anonymous memory in MiB, looked at every 10 ms.
peak() {
  local pid most=0 now
  ./ghostwatch analyze --json "$log" >"$folder/out" &
  pid=$!
  while now=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status" 2>/dev/null); do
    [ "${now:-0}" -le "$most" ] || most=$now
    sleep 0.01
  done
  wait "$pid"
  echo $((most / 1024))
}

load() { echo; echo "Load average $1: $(cut -d ' ' -f 1-3 /proc/loadavg)."; }

if [ "${1:-}" = --sizes ]; then
  shift
  load before
  printf '\n| size | seconds (median of 3) | fastest | GB/s | CPU s | peak RssAnon |\n| --- | --- | --- | --- | --- | --- |\n'
  for size in "$@"; do
    before=$(stat -c %s "$folder/gh-ost-$((size * 1024)).log" 2>/dev/null || echo none)
    generate $((size * 1024))
    measure 3 ghostwatch
    echo "| $size GiB | $(figures ghostwatch) | $(peak) MiB |"
    [ "$before" != none ] || rm "$log"
  done
  load after
  exit
fi

size=${1:-1024} runs=${2:-5}
generate "$size"
peers=(ghostwatch count classic regex)
if command -v rg >/dev/null; then peers=(ghostwatch count ripgrep classic regex); fi
declare -A names=([ghostwatch]='`ghostwatch analyze --json`' [count]="\`grep -c 'Copy:'\`" [ripgrep]="\`rg -c 'Copy:'\`"
  [classic]='classic pipeline (four greps with tail)' [regex]='regex reader (Java, one line a string)')
./ghostwatch --version >/dev/null
load before
measure "$runs" "${peers[@]}"
printf '\n| reader | seconds (median of %s) | fastest | GB/s | CPU s |\n| --- | --- | --- | --- | --- |\n' "$runs"
for peer in "${peers[@]}"; do echo "| ${names[$peer]} | $(figures "$peer") |"; done
echo
echo "$bytes bytes. Peak RssAnon of \`ghostwatch analyze --json\`: $(peak) MiB."
load after
