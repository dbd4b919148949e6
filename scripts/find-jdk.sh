# Sourced by ./ghostwatch and ./verify. Sets JAVA_HOME to a JDK 25 or later, or says what to install and exits with 1.
# Looks at JAVA_HOME, the java on the PATH, /usr/lib/jvm and SDKMAN, in this order. Starts no JVM and, when JAVA_HOME is
# good, no process at all: it reads the file `release` that every JDK carries.

ghostwatch_java_release=25

# is_usable_jdk DIR: true when DIR is a JDK (not just a JRE) of the release we need or a later one
is_usable_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='="' read -r key _ value _; do
    if [ "$key" = JAVA_VERSION ]; then
      major=${value%%[!0-9]*}
      [ -n "$major" ] && [ "$major" -ge "$ghostwatch_java_release" ]
      return
    fi
  done <"$1/release"
  return 1
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_usable_jdk "$JAVA_HOME"; then return 0; fi
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/java}
  for candidate in "$on_path" /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/*; do
    if [ -n "$candidate" ] && is_usable_jdk "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  return 1
}

if ! find_jdk; then
  echo "ghostwatch: no JDK $ghostwatch_java_release or later found in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH, in /usr/lib/jvm or in SDKMAN." >&2
  echo "Install one, for example 'apt install temurin-25-jdk' (packages of adoptium.net), 'apt install openjdk-25-jdk' or 'sdk install java 25-tem', or set JAVA_HOME." >&2
  exit 1
fi
export JAVA_HOME
