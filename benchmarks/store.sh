#!/usr/bin/env bash
# store.sh [DAYS [MIGRATIONS [all|gh-ost]]]: fills a store with 1 Hz samples by the agent's own packer and asks for them, in fresh JVMs
# without a cache and once warm. Prints a Markdown table for RESULTS.md: bytes a sample on disk, how long opening and questions take. 30
# days of 100 migrations (the default) are 259 million samples, take 4 GB in $TMPDIR/ghostwatch-benchmark, which is removed afterwards
# (KEEP=1 keeps it, and the next run asks it again), and some ten minutes. Wants a build (./verify) and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
. scripts/jvm-options.sh
days=${1:-30} migrations=${2:-100} sources=${3:-all}
folder=${TMPDIR:-/tmp}/ghostwatch-benchmark/store-$days-$migrations-$sources
store=$folder/history.db
port=${STORE_BENCHMARK_PORT:-18971}
jars=benchmarks/target/benchmarks-0.1.0.jar
for jar in ghostwatch-app/target/dist/lib/*.jar ghostwatch-app/target/dist/lib/*/*.jar; do jars=$jars:$jar; done
agent=
finish() {
  [ -z "$agent" ] || kill "$agent" 2>/dev/null || true
  [ -n "${KEEP:-}" ] || rm -rf "$folder"
}
trap finish EXIT
mkdir -p "$folder"
./ghostwatch --version >/dev/null

# java FLAGS CLASS ARGUMENTS
benchmark() { "$JAVA_HOME/bin/java" $1 -Dslf4j.internal.verbosity=ERROR -cp "$jars" "dev.ghostwatch.benchmarks.$2" "${@:3}"; }
# median FIELD FILE: median and worst of numbers in a column
median() { sort -n -k "$1,$1" "$2" | awk -v field="$1" '{ t[NR] = $field } END { printf "%.0f (%.0f)", t[int((NR + 1) / 2)], t[NR] }'; }

echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)."
printf '\n| | goal | measured |\n| --- | --- | --- |\n'
if [ ! -e "$folder/table" ]; then
  rm -f "$store"*
  benchmark "-XX:+UseParallelGC -Xmx3g --enable-native-access=ALL-UNNAMED" StoreGenerator "$store" "$days" "$migrations" "$sources" >"$folder/table"
fi
cat "$folder/table"
for i in 1 2 3 4 5 6 7; do benchmark "$agent_options" StoreQueries "$store" first "$i"; done >"$folder/first"
echo "| opening as the agent does, median (worst) of 7 fresh JVMs, ms | 1,000 | $(median 1 "$folder/first") |"
echo "| whole run in 1,000 points, 4 columns, the first question of these JVMs, ms | 100 | **$(median 2 "$folder/first")** |"
benchmark "$agent_options" StoreQueries "$store" warm
# The agent itself keeps house once it runs: this comes last. Nothing is ever read from 9.
exec 9<> <(:)
for i in 1 2 3 4 5; do
  begin=${EPOCHREALTIME/./}
  ./ghostwatch serve --socket-glob "$folder/none-*.sock" --store "$store" --pid-file "$folder/pid" --listen "127.0.0.1:$port" >"$folder/agent.out" 2>&1 &
  agent=$!
  # Before it listens by means of the shell alone: a curl each 10 ms would take one of two processors.
  until { : <>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null && curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do
    kill -0 "$agent" 2>/dev/null || { cat "$folder/agent.out" >&2; exit 1; }
    read -rt 0.01 -u 9 || true
  done
  echo $(((${EPOCHREALTIME/./} - begin) / 1000))
  kill "$agent"
  wait "$agent" || true
done >"$folder/starts"
agent=
echo "| \`ghostwatch serve\` on that store, from the command to the first answer of /readyz, median (worst) of 5, ms | 1,000 | $(median 1 "$folder/starts") |"
echo
echo "Load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)."
