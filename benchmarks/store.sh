#!/bin/sh
# store.sh [DAYS [MIGRATIONS [all|gh-ost]]]: fills a store with 1 Hz samples by the agent's own packer and asks for them. Prints bytes a
# sample on disk, the time to open the store and to thin whole runs. 30 days of 100 migrations are 259 million samples and take some 3 GB
# in $TMPDIR/ghostwatch-benchmark, which is removed afterwards (KEEP=1 keeps it). Wants a build (./verify).
set -eu
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
days=${1:-3} migrations=${2:-100} sources=${3:-all}
folder=${TMPDIR:-/tmp}/ghostwatch-benchmark/store-$days-$migrations-$sources
jars=benchmarks/target/benchmarks-0.1.0.jar
for jar in ghostwatch-app/target/dist/lib/*.jar ghostwatch-app/target/dist/lib/*/*.jar; do
  [ -e "$jar" ] && jars=$jars:$jar
done
flags="-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR"
mkdir -p "$folder"
uptime
if [ ! -e "$folder/history.db" ]; then
  "$JAVA_HOME/bin/java" $flags -Xmx2g -cp "$jars" dev.ghostwatch.benchmarks.StoreGenerator "$folder/history.db" "$days" "$migrations" "$sources"
fi
"$JAVA_HOME/bin/java" $flags -cp "$jars" dev.ghostwatch.benchmarks.StoreQueries "$folder/history.db"
uptime
[ -n "${KEEP:-}" ] || rm -rf "$folder"
