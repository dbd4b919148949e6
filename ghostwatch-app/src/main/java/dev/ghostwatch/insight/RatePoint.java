package dev.ghostwatch.insight;

import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.Sample;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a sample the rates need. Kept for each sample of the last minute, of thousands of
 * migrations, where whole samples would take a hundred megabytes.
 */
public record RatePoint(
    Instant at, @Nullable Long rowsCopied, @Nullable Long dmlApplied, boolean isThrottled) {
  /** The point of a sample. */
  public static RatePoint of(Sample sample) {
    return new RatePoint(
        sample.observedAt(),
        sample.line().rowsCopied(),
        sample.line().dmlApplied(),
        sample.line().state() == MigrationState.THROTTLED);
  }
}
