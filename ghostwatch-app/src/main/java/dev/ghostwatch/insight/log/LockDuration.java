package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.value.GoDuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** gh-ost's line of how long queries on the table were blocked while it was exchanged. */
public final class LockDuration {
  /** What the line begins with. */
  public static final String BEGINS = "Lock & rename duration: ";

  private LockDuration() {}

  /** The seconds in {@code Lock & rename duration: 1.23s. During this time …}; null for others. */
  public static @Nullable Double seconds(String text) {
    int end = text.indexOf(". ", BEGINS.length());
    if (!text.startsWith(BEGINS) || end < 0) {
      return null;
    }
    Duration duration = GoDuration.parse(text.substring(BEGINS.length(), end));
    return duration == null ? null : Double.valueOf(Figure.rounded(duration.toNanos() / 1e9, 1000));
  }
}
