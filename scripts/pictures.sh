#!/bin/sh
# Takes the pictures of the web dashboard for the documents, from the demo: docs/images/*.png. Wants /usr/bin/chromium and a build.
set -eu
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
export JAVA_HOME
port=${1:-8979}
# Before the demo starts: what its runs are doing when the pictures are taken must not depend on how long this takes.
./mvnw -q -o -pl :browser-tests -am test-compile dependency:build-classpath -Dmdep.outputFile=target/pictures.cp -Dquick
./ghostwatch demo --port "$port" --speed 10 --for 15m >/dev/null &
demo=$!
trap 'kill $demo' EXIT
# By then a replica has fallen behind and recovered; the pictures are taken when it falls behind again.
sleep "${2:-60}"
mkdir -p docs/images
"$JAVA_HOME/bin/java" -cp "browser-tests/target/test-classes:$(cat browser-tests/target/pictures.cp)" \
  dev.ghostwatch.browser.Pictures "http://127.0.0.1:$port/" docs/images
