package dev.ghostwatch.insight;

import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a sample the rates need. Kept for each sample of the last minute, of thousands of
 * migrations, where whole samples would take a hundred megabytes: so without objects of its own.
 *
 * @param nanos when, in nanoseconds of the epoch
 * @param rowsCopied {@link #UNKNOWN} when the sample does not say it
 * @param dmlApplied likewise
 */
public record RatePoint(long nanos, long rowsCopied, long dmlApplied, boolean isThrottled) {
  /** A count that is not known. */
  public static final long UNKNOWN = -1;

  /** The point of a sample. */
  public static RatePoint of(Sample sample) {
    return new RatePoint(
        nanos(sample.observedAt()),
        or(sample.line().rowsCopied()),
        or(sample.line().dmlApplied()),
        sample.line().state() == MigrationState.THROTTLED);
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  private static long or(@Nullable Long count) {
    return count == null ? UNKNOWN : count;
  }

  /** Whether it is older than another by more than that. */
  public boolean isBefore(RatePoint other, Duration by) {
    return other.nanos - nanos > by.toNanos();
  }

  /** How long before another it was; negative when it was after it. */
  double secondsTo(RatePoint other) {
    return (other.nanos - nanos) / 1e9;
  }
}
