#!/bin/sh
# train-aot.sh DIST CLASSPATH: records the classes a typical run loads into DIST/ghostwatch.aot, with the flags of real runs.
# Fails quietly: without a cache GhostWatch starts more slowly and works the same.
set -u
dist=$1 classpath=$2
. "$(dirname "$0")/jvm-options.sh"
cache=$dist/ghostwatch.aot
fresh=$dist/aot.$$
if "$JAVA_HOME/bin/java" $jvm_options "-XX:AOTCacheOutput=$fresh" -cp "$classpath" dev.ghostwatch.app.AotTraining \
    >"$dist/aot.log" 2>&1 && [ -s "$fresh" ]; then
  mv -f "$fresh" "$cache"
else
  echo "ghostwatch: no AOT cache could be made (see $dist/aot.log); starting without it." >&2
  rm -f "$cache"
fi
rm -f "$fresh" "$fresh.config"
# Written even after a failure, so that it is not tried again at every start.
echo "$JAVA_HOME" >"$cache.jdk"
