#!/bin/sh
# Builds GhostWatch without tests and lint, with visible progress. ./ghostwatch calls it on first use.
set -u
home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/scripts/find-jdk.sh"
dist=$home/ghostwatch-app/target/dist
log=$home/ghostwatch-app/target/build.log
mkdir -p "$dist"

# Two first starts at once: the second waits and finds the work done.
if command -v flock >/dev/null 2>&1; then
  started=$(date +%s)
  exec 9>"$home/ghostwatch-app/target/build.lock"
  if ! flock -n 9; then
    echo "ghostwatch: another start is building; waiting for it …"
    flock 9
    [ -e "$dist/built" ] && [ "$(stat -c %Y "$dist/built")" -ge "$started" ] && exit 0
  fi
fi

echo "ghostwatch: building (first use or new sources; a minute, longer when Maven has to download) …"
# An agent that runs keeps the files it has open: its jars are replaced by others, never written over.
rm -rf "$dist/lib"
status=$(mktemp)
{
  "$home/mvnw" -f "$home/pom.xml" -B -Dstyle.color=never -DskipTests -Dquick package 2>&1
  echo $? >"$status"
} | tee "$log" | awk '
  /Downloaded from/ { if (++downloads % 25 == 0) { print "  " downloads " files downloaded"; fflush() } }
  /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ { sub(/^\[INFO\] Building /, "  "); sub(/ +\[/, " ["); print; fflush() }'
read -r result <"$status"
rm -f "$status"
if [ "$result" != 0 ]; then
  grep -E '^\[ERROR\]' "$log" | head -20
  echo "ghostwatch: the build failed; the whole output is in $log. Nothing was started."
  exit 1
fi
touch "$dist/built"
echo "ghostwatch: built."
