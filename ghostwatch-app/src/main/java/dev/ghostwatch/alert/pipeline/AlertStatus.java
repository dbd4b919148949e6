package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.pipeline.Passage.Held;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An alert that fires, and whether people are told.
 *
 * @param receivers who is told of it, unless it is held back; sorted
 * @param silencedBy ids of silences that hold it back
 * @param inhibitedBy fingerprints of alerts that do
 * @param mutedBy names of time intervals that do
 */
public record AlertStatus(
    Alert alert,
    List<String> receivers,
    List<String> silencedBy,
    List<String> inhibitedBy,
    List<String> mutedBy) {
  /** The worst first, then the one that fires longest. */
  static final Comparator<AlertStatus> IN_ORDER =
      Comparator.comparing(
              (AlertStatus status) -> status.alert.severity(), Comparator.reverseOrder())
          .thenComparing(status -> status.alert.startsAt())
          .thenComparing(status -> status.alert.labels());

  public AlertStatus {
    receivers = receivers.stream().sorted().toList();
    silencedBy = List.copyOf(silencedBy);
    inhibitedBy = List.copyOf(inhibitedBy);
    mutedBy = List.copyOf(mutedBy);
  }

  static AlertStatus of(Alert alert, Collection<String> receivers, List<Held> held) {
    return new AlertStatus(
        alert,
        List.copyOf(receivers),
        by(held, HoldReason.SILENCED),
        by(held, HoldReason.INHIBITED),
        Stream.concat(
                by(held, HoldReason.MUTE_TIME).stream(),
                by(held, HoldReason.OUTSIDE_ACTIVE_TIME).stream())
            .toList());
  }

  private static List<String> by(List<Held> held, HoldReason why) {
    return held.stream()
        .filter(one -> one.why() == why)
        .flatMap(one -> one.by().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether nobody is told of it now. */
  public boolean isSuppressed() {
    return !silencedBy.isEmpty() || !inhibitedBy.isEmpty() || !mutedBy.isEmpty();
  }
}
