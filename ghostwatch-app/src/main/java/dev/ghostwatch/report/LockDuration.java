package dev.ghostwatch.report;

import dev.ghostwatch.client.value.GoDuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** gh-ost's line of how long queries on the table were blocked while it was exchanged. */
final class LockDuration {
  private static final String BEGINS = "Lock & rename duration: ";

  private LockDuration() {}

  /** The seconds in {@code Lock & rename duration: 1.23s. During this time …}; null for others. */
  static @Nullable Double seconds(String text) {
    int end = text.indexOf(". ", BEGINS.length());
    if (!text.startsWith(BEGINS) || end < 0) {
      return null;
    }
    Duration duration = GoDuration.parse(text.substring(BEGINS.length(), end));
    return duration == null ? null : Math.round(duration.toMillis()) / 1000.0;
  }
}
