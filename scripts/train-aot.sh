#!/bin/sh
# train-aot.sh DIST: records the classes that typical runs load, with the flags of real runs: of the commands that ask and steer
# into DIST/ghostwatch.aot, of the agent into DIST/agent.aot. Fails quietly: without a cache GhostWatch starts more slowly and
# works the same.
set -u
dist=$1
. "$(dirname "$0")/jvm-options.sh"
classpath=
for jar in "$dist"/lib/*.jar; do classpath=$classpath:$jar; done
classpath=${classpath#:}
agent_classpath=$classpath
for jar in "$dist"/lib/agent/*.jar; do agent_classpath=$agent_classpath:$jar; done

# The simulated gh-ost runs in a JVM of its own: every class in the cache is set up at each start, needed or not.
folder=$(mktemp -d)
"$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -cp "$classpath" dev.ghostwatch.simulator.Main \
  --story healthy --speed 1 --socket "$folder/train.sock" --log "$folder/train.log" >"$dist/aot.log" 2>&1 &
simulator=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  [ -S "$folder/train.sock" ] && break
  sleep 0.2
done

# train CACHE FLAGS CLASSPATH CLASS: keeps the cache when the run ends well
train() {
  fresh=$1.$$
  if "$JAVA_HOME/bin/java" $2 "-XX:AOTCacheOutput=$fresh" -cp "$3" "$4" "$folder/train.sock" "$folder/train.log" >>"$dist/aot.log" 2>&1 && [ -s "$fresh" ]; then
    mv -f "$fresh" "$1"
  else
    echo "ghostwatch: no AOT cache could be made (see $dist/aot.log); starting without it." >&2
    rm -f "$1"
  fi
  rm -f "$fresh" "$fresh.config"
}
train "$dist/ghostwatch.aot" "$jvm_options" "$classpath" dev.ghostwatch.app.AotTraining
train "$dist/agent.aot" "$agent_options" "$agent_classpath" dev.ghostwatch.app.AgentTraining

kill "$simulator" 2>/dev/null
wait "$simulator" 2>/dev/null
rm -rf "$folder"
# Written even after a failure, so that it is not tried again at every start.
echo "$JAVA_HOME" >"$dist/aot.jdk"
