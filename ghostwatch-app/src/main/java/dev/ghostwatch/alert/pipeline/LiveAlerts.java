package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last that is known of each alert. One thread changes it; any may read. */
final class LiveAlerts {
  private final Map<Labels, Alert> all = new ConcurrentHashMap<>();

  /**
   * Takes in an alert. One whose time overlaps that of the last with its labels is the same one
   * told again: it keeps the earlier beginning.
   */
  Alert take(Alert alert, Instant now) {
    Alert last = all.get(alert.labels());
    Alert taken = last != null && overlap(last, alert) ? merged(last, alert, now) : alert;
    all.put(taken.labels(), taken);
    return taken;
  }

  private static boolean overlap(Alert last, Alert alert) {
    return (isAfter(alert.endsAt(), last.startsAt()) && isBefore(alert.endsAt(), last.endsAt()))
        || (alert.startsAt().isAfter(last.startsAt()) && isBefore(alert.startsAt(), last.endsAt()));
  }

  private static Alert merged(Alert last, Alert alert, Instant now) {
    Instant starts =
        last.startsAt().isBefore(alert.startsAt()) ? last.startsAt() : alert.startsAt();
    // Of two ends the later one counts, but an end that has come beats one that has not.
    boolean keepsLast =
        isAfter(last.endsAt(), alert.endsAt()) && alert.isResolvedAt(now) == last.isResolvedAt(now);
    return alert.between(starts, keepsLast ? last.endsAt() : alert.endsAt());
  }

  /** Null is an end that is not in sight: after every moment. */
  private static boolean isAfter(@Nullable Instant end, @Nullable Instant moment) {
    return moment != null && (end == null || end.isAfter(moment));
  }

  private static boolean isBefore(@Nullable Instant moment, @Nullable Instant end) {
    return moment != null && (end == null || moment.isBefore(end));
  }

  @Nullable Alert get(Labels labels) {
    return all.get(labels);
  }

  Collection<Alert> all() {
    return List.copyOf(all.values());
  }

  /** Forgets alerts that are over. */
  void forgetResolved(Instant now) {
    all.values().removeIf(alert -> alert.isResolvedAt(now));
  }
}
