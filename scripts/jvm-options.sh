# Sourced. The flags GhostWatch runs with: the AOT cache is only used by a JVM with the very flags it was trained with.
# A missing or broken cache must not print anything, least of all on standard output.
quiet_options="-XX:-UsePerfData -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr"
# The library of the alert rules (protobuf) asks for memory in a way that the JVM would warn of.
cel_options="--sun-misc-unsafe-memory-access=allow"
# Serial GC, C1 alone and a small first heap start fastest.
jvm_options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m $quiet_options"
# The agent runs for months: a heap that gives back what it does not need, and the native part of SQLite. C1 alone: with it the start
# takes half the CPU time and all together some 10 MB less, and the steady work of a thousand runs no more than with C2; only with ten
# thousand C2 would save a tenth. It compiles early: with one run, most of whose code runs once a second, that saves a fifth of the CPU
# time for good, and costs 5 MB and a tenth of a second of the start.
# What compilers and the start took from malloc goes back to the system within ten seconds: 12 to 30 MB. Profiles are of no use without
# C2. Without the flight recorder, and without Jetty asking the JVM by JMX how wide a reference is (it is told: 16 fit a cache line), 450
# classes are never loaded; small object headers save a tenth of the heap.
# What a sample of one of ten thousand runs leaves behind lives some seconds: 96 MB of young objects halve how often it is looked for, and
# at most 460 MB in all make a whole collection come less than once in 40 s. All looks wait for it: 0.4 s with ten thousand runs, and with
# the serial collector twice that. Two threads collect however many processors there are: the agent is a guest beside a database. Each
# whole collection brings the heap near to what lives in it, also those that HeapKeeper asks for: 140 MB with three hundred runs, without
# these flags 215. The G1 collector never stops so long, and takes 16 MB more with one run.
agent_options="-XX:-PrintWarnings -XX:-FlightRecorder -Dorg.eclipse.jetty.util.referencesPerCacheLine=16 -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.25 -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining -XX:TrimNativeHeapInterval=10000 -XX:+UseParallelGC -XX:ParallelGCThreads=2 -Xms8m -Xmx460m -XX:MaxNewSize=96m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:+UseAdaptiveSizePolicyWithSystemGC --enable-native-access=ALL-UNNAMED $cel_options $quiet_options"
