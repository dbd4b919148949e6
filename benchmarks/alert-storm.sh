#!/bin/sh
# alert-storm.sh [ALERTS [MIGRATIONS]]: a storm of alerts in one second through the pipeline with its file, up to the queue for delivery; then
# the same alerts told again, as the rules do every minute. Wants a build (./verify).
set -eu
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
folder=${TMPDIR:-/tmp}/ghostwatch-benchmark/alert-storm
jars=benchmarks/target/benchmarks-0.1.0.jar
for jar in ghostwatch-app/target/dist/lib/*.jar ghostwatch-app/target/dist/lib/*/*.jar; do
  [ -e "$jar" ] && jars=$jars:$jar
done
mkdir -p "$folder"
uptime
"$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR -Xmx256m -cp "$jars" \
  dev.ghostwatch.benchmarks.AlertStorm "$folder" "$@"
uptime
rm -rf "$folder"
