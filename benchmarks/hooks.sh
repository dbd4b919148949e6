#!/usr/bin/env bash
# hooks.sh [RUNS]: how long one of GhostWatch's hook scripts takes, for which gh-ost waits, beside a script of nothing. Milliseconds, with
# the start of the process. Prints a Markdown table for RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-500}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
./ghostwatch hooks install "$folder/hooks" --spool "$folder/spool" >/dev/null 2>&1
printf '#!/bin/sh\nexit 0\n' >"$folder/nothing"
chmod +x "$folder/nothing"
export GH_OST_DDL='add column c int' GH_OST_DATABASE_NAME=shop GH_OST_TABLE_NAME=orders GH_OST_STATUS='Copy: 1/2 50.0%; Applied: 0'
# each SCRIPT: what each run took, in microseconds
each() {
  local i begin
  for ((i = 0; i < runs; i++)); do
    begin=${EPOCHREALTIME/./}
    "$1"
    echo $((${EPOCHREALTIME/./} - begin))
  done
}
row() { sort -n | awk -v name="$1" -v runs="$runs" '{ t[NR] = $1 / 1000 } END { printf "| %s | %.1f | %.1f | %.1f |\n", name, t[int((NR + 1) / 2)], t[int(NR * 0.99)], t[NR] }'; }
echo "| $runs runs | median, ms (goal 10) | 99 % | longest |"
echo "| --- | --- | --- | --- |"
hook=$(find "$folder/hooks" -name 'gh-ost-on-status*')
[ -x "$hook" ] || { echo "hooks.sh: no status hook was installed in $folder/hooks" >&2; exit 1; }
each "$hook" >"$folder/took"
row 'a status hook, which writes one file' <"$folder/took"
each "$folder/nothing" | row 'a script of `exit 0`'
[ "$(ls -A "$folder/spool" | wc -l)" -ge "$((runs < 1000 ? runs : 1000))" ] || echo "hooks.sh: files are missing in the spool" >&2
