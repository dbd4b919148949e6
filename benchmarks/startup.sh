#!/usr/bin/env bash
# Whole-process time of one question to a live simulated gh-ost: ghostwatch beside nc and python3, in turn, 20 cold starts each.
# Needs nc (netcat-openbsd), python3 and GNU time. Prints a Markdown table for RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-jdk.sh
runs=${1:-20}
./ghostwatch --version >/dev/null
folder=$(mktemp -d)
"$JAVA_HOME/bin/java" -cp 'ghostwatch-app/target/dist/lib/*' dev.ghostwatch.simulator.Main \
  --story healthy --version v1.1.10 --rows 90000000 --speed 1 --socket "$folder/a.sock" --log "$folder/a.log" >/dev/null 2>&1 &
simulator=$!
trap 'kill $simulator 2>/dev/null || true; rm -rf "$folder"' EXIT
until [ -S "$folder/a.sock" ]; do read -rt 0.1 <> <(:) || true; done

ghostwatch() { ./ghostwatch status --json --socket "$folder/a.sock"; }
plain() { GHOSTWATCH_NO_AOT=1 ./ghostwatch status --json --socket "$folder/a.sock"; }
netcat() { printf 'status\n' | nc -NU "$folder/a.sock"; }
python() {
  python3 -c '
import socket, sys
s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.sendall(b"status\n")
while chunk := s.recv(65536): sys.stdout.write(chunk.decode())' "$folder/a.sock"
}

declare -A times
for ((i = 0; i <= runs; i++)); do
  for peer in ghostwatch plain netcat python; do
    begin=${EPOCHREALTIME/./}
    $peer >"$folder/out"
    end=${EPOCHREALTIME/./}
    grep -q orders "$folder/out" || { echo "no answer from $peer" >&2; exit 1; }
    # The first round warms the page cache.
    ((i == 0)) || times[$peer]+="$((end - begin)) "
  done
done
peak() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -1; }
memory=$(peak ./ghostwatch status --json --socket "$folder/a.sock")

row() { # NAME KEY
  printf '%s\n' ${times[$2]} | sort -n | awk -v name="$1" '{ t[NR] = $1 / 1000 }
    END { printf "| %s | %.0f | %.0f | %.0f |\n", name, t[1], (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2, t[NR] }'
}
echo "| command | min ms | median ms | max ms |"
echo "| --- | --- | --- | --- |"
row '`ghostwatch status --json`' ghostwatch
row '`ghostwatch status --json`, no AOT cache' plain
row '`nc -NU SOCKET`, given `status`' netcat
row '`python3 -c …`, a socket and a loop' python
echo
echo "Peak memory of \`ghostwatch status --json\`: $((memory / 1024)) MB."
