#!/bin/sh
# eta.sh [STORIES [SEED]]: tries the time to the end on simulated runs of hours, so many of each kind (5), and measures what an update
# costs. Prints the table of RESULTS.md. Wants a build (./verify). Takes some seconds.
set -eu
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
jars=benchmarks/target/classes
for jar in ghostwatch-app/target/dist/lib/*.jar; do
  [ -e "$jar" ] && jars=$jars:$jar
done
"$JAVA_HOME/bin/java" -cp "$jars" dev.ghostwatch.benchmarks.eta.EtaTrial "$@"
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$jars" dev.ghostwatch.benchmarks.eta.EtaSpeed
