package dev.ghostwatch.alert.subject;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long something has been so without a break, from sample to sample. */
final class Stretch {
  private @Nullable Instant since;
  private @Nullable Instant last;

  void take(Instant at, boolean holds) {
    if (!holds) {
      since = null;
    } else if (since == null || at.isBefore(since)) {
      since = at;
    }
    last = at;
  }

  /** Seconds; 0 when it is not so, null before the first sample. */
  @Nullable Double seconds() {
    if (last == null) {
      return null;
    }
    return since == null ? 0 : Duration.between(since, last).toMillis() / 1000.0;
  }
}
