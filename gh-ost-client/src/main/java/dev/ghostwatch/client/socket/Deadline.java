package dev.ghostwatch.client.socket;

import java.time.Duration;

/** A moment on the monotonic clock of the process. */
final class Deadline {

  private static final long NANOS_PER_MILLI = 1_000_000L;

  /** Longer than any exchange, short enough that sums do not overflow. */
  private static final Duration FAR = Duration.ofDays(365);

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline in(Duration duration) {
    Duration bounded = duration.compareTo(FAR) > 0 ? FAR : duration;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  boolean isPast() {
    return nanos - System.nanoTime() <= 0;
  }

  /** Milliseconds left, rounded up, at least 1: what a selector takes without waiting for ever. */
  long millisLeft() {
    long left = nanos - System.nanoTime();
    return Math.max(1, (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
  }

  Deadline earlier(Deadline other) {
    return nanos - other.nanos <= 0 ? this : other;
  }
}
