# Sourced. The flags GhostWatch runs with: the AOT cache is only used by a JVM with the very flags it was trained with.
# Serial GC, C1 alone and a small first heap start fastest; a missing or broken cache
# must not print anything, least of all on standard output.
jvm_options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xms16m -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr"
