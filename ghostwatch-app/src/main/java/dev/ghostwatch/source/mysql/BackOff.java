package dev.ghostwatch.source.mysql;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Waits longer after each failure in a row: 1 s, 2 s, 4 s … up to a minute. */
final class BackOff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Duration wait = FIRST;
  private @Nullable Instant nextAt;

  void failed(Instant now) {
    nextAt = now.plus(wait);
    Duration twice = wait.multipliedBy(2);
    wait = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }

  void succeeded() {
    wait = FIRST;
    nextAt = null;
  }

  boolean isDue(Instant now) {
    // A clock stepped back must not make the wait longer than it ever is.
    return nextAt == null || !now.isBefore(nextAt) || now.plus(LONGEST).isBefore(nextAt);
  }

  /** When the next try is; null after a success. */
  @Nullable Instant nextAt() {
    return nextAt;
  }
}
