#!/bin/sh
# analyze-log.sh [MEBIBYTES [RUNS]]: measures `ghostwatch analyze --json` as a whole cold process on a generated log with a
# warm page cache, and its peers in the same run. Prints the median of RUNS in seconds. Wants a build (./verify).
set -eu
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
size=${1:-1024} runs=${2:-5}
folder=${TMPDIR:-/tmp}/ghostwatch-benchmark
log=$folder/gh-ost-$size.log
mkdir -p "$folder"
jars=benchmarks/target/benchmarks-0.1.0.jar:gh-ost-client/target/gh-ost-client-0.1.0.jar
[ -e "$log" ] || "$JAVA_HOME/bin/java" -cp "$jars" dev.ghostwatch.benchmarks.LogGenerator "$log" "$size"
cat "$log" >"$folder/warm" && rm "$folder/warm"

classic() {
  for word in 'Copy:' 'ERROR' 'WARNING' 'throttled'; do grep "$word" "$log" | tail -5; done
}
measure() {
  name=$1
  shift
  i=0
  while [ $i -lt "$runs" ]; do
    start=$(date +%s%N)
    "$@" >"$folder/out"
    echo $(($(date +%s%N) - start))
    i=$((i + 1))
  done | sort -n | awk -v name="$name" -v bytes="$(stat -c %s "$log")" '
    { t[NR] = $1 } END { s = t[int((NR + 1) / 2)] / 1e9; printf "%-28s %7.3f s  %5.2f GB/s\n", name, s, bytes / s / 1e9 }'
}

uptime
measure 'ghostwatch analyze --json' ./ghostwatch analyze --json "$log"
measure 'grep -c' grep -c 'Copy:' "$log"
if command -v rg >/dev/null; then measure 'rg -c' rg -c 'Copy:' "$log"; fi
measure 'classic (4 x grep | tail)' classic
measure 'regex reader (Java)' "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$jars" dev.ghostwatch.benchmarks.RegexReader "$log"

# Peak anonymous memory, looked at every 20 ms.
./ghostwatch analyze --json "$log" >"$folder/out" &
pid=$!
peak=0
while [ -r "/proc/$pid/status" ]; do
  now=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status" 2>/dev/null || echo 0)
  [ "${now:-0}" -gt "$peak" ] && peak=$now
  sleep 0.02
done
echo "peak RssAnon $((peak / 1024)) MiB"
uptime
