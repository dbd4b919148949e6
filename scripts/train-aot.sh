#!/bin/sh
# train-aot.sh DIST CLASSPATH: records the classes a typical run loads into DIST/ghostwatch.aot, with the flags of real runs.
# Fails quietly: without a cache GhostWatch starts more slowly and works the same.
set -u
dist=$1 classpath=$2
. "$(dirname "$0")/jvm-options.sh"
cache=$dist/ghostwatch.aot
fresh=$dist/aot.$$

# The simulated gh-ost runs in a JVM of its own: every class in the cache is set up at each start, needed or not.
folder=$(mktemp -d)
"$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -cp "$classpath" dev.ghostwatch.simulator.Main \
  --story healthy --speed 1 --socket "$folder/train.sock" --log "$folder/train.log" >"$dist/aot.log" 2>&1 &
simulator=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  [ -S "$folder/train.sock" ] && break
  sleep 0.2
done

if "$JAVA_HOME/bin/java" $jvm_options "-XX:AOTCacheOutput=$fresh" -cp "$classpath" \
    dev.ghostwatch.app.AotTraining "$folder/train.sock" "$folder/train.log" >>"$dist/aot.log" 2>&1 && [ -s "$fresh" ]; then
  mv -f "$fresh" "$cache"
else
  echo "ghostwatch: no AOT cache could be made (see $dist/aot.log); starting without it." >&2
  rm -f "$cache"
fi
kill "$simulator" 2>/dev/null
wait "$simulator" 2>/dev/null
rm -rf "$folder"
rm -f "$fresh" "$fresh.config"
# Written even after a failure, so that it is not tried again at every start.
echo "$JAVA_HOME" >"$cache.jdk"
