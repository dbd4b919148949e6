#!/bin/sh
# rules.sh [MIGRATIONS]: how long the built-in rules and all policies take for that many migrations (1000), each at another place of a simulated
# story; three fresh JVMs with the agent's flags. Wants a build (./verify).
set -eu
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
. scripts/jvm-options.sh
jars=benchmarks/target/benchmarks-0.1.0.jar
for jar in ghostwatch-app/target/dist/lib/*.jar ghostwatch-app/target/dist/lib/*/*.jar; do
  [ -e "$jar" ] && jars=$jars:$jar
done
echo "Load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)."
for _ in 1 2 3; do
  "$JAVA_HOME/bin/java" $agent_options -Dslf4j.internal.verbosity=ERROR -cp "$jars" dev.ghostwatch.benchmarks.RuleEvaluation "${1:-1000}"
done
echo "Load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)."
