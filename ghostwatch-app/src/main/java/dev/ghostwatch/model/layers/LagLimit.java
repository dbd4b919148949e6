package dev.ghostwatch.model.layers;

import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Phrase;
import org.jspecify.annotations.Nullable;

/**
 * How much lag a migration may cause, and how much it should (classic toolkit T11).
 *
 * @param maxLagMillis its max-lag-millis; null when not known
 * @param holds the profile that holds now, by the schedule or by default; null when none does
 * @param recommended what its limit should be: the profile that holds, else one by what the
 *     replicas are used for; null when nothing tells
 * @param reason why that one is recommended; null without a recommendation
 * @param command what sets the limit so; null when it is so, or nothing is recommended
 */
public record LagLimit(
    @Nullable Long maxLagMillis,
    @Nullable LagProfile holds,
    @Nullable LagProfile recommended,
    @Nullable Phrase reason,
    @Nullable String command) {
  /** Nothing is known of it. */
  public static final LagLimit UNKNOWN = new LagLimit(null, null, null, null, null);

  /** Whether the limit is another than the recommended one; null when one of them is not known. */
  public @Nullable Boolean differs() {
    return (maxLagMillis == null || recommended == null)
        ? null
        : Boolean.valueOf(maxLagMillis != recommended.maxLagMillis());
  }
}
