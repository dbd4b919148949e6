package dev.ghostwatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an agent's heap near what it needs. The parallel collector looks for garbage among old
 * objects only when the heap cannot grow any more, and what an agent drops is old: a minute of
 * samples. So the heap of one that follows a thousand runs would grow to its limit, five times what
 * lives in it. This asks for a whole collection (some 0.1 s for a thousand runs) when the start is
 * over and whenever the heap has grown by half since the last one. One caller at a time.
 */
final class HeapKeeper {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofSeconds(20);
  private static final long LEAST_GROWTH = 4L << 20;

  private final LongSupplier committed;
  private final Runnable collect;
  private @Nullable Instant begun;
  private @Nullable Instant collectedAt;
  private long after;

  /**
   * @param committed the size of the heap in bytes
   * @param collect collects all garbage and gives back what is free
   */
  HeapKeeper(LongSupplier committed, Runnable collect) {
    this.committed = committed;
    this.collect = collect;
  }

  /** Of this JVM. */
  @SuppressWarnings("SystemGc") // the only way to ask for it; see above
  static HeapKeeper ofThisProcess() {
    return new HeapKeeper(Runtime.getRuntime()::totalMemory, System::gc);
  }

  /** Looks whether it is time. */
  void look(Instant now) {
    Instant start = begun;
    if (start == null || now.isBefore(start)) {
      begun = now;
      return;
    }
    Instant last = collectedAt;
    boolean isDue =
        (last == null || now.isBefore(last))
            ? !now.isBefore(start.plus(START))
            : !now.isBefore(last.plus(BETWEEN))
                && committed.getAsLong() > after + Math.max(LEAST_GROWTH, after / 2);
    if (isDue) {
      collect.run();
      collectedAt = now;
      after = committed.getAsLong();
    }
  }
}
