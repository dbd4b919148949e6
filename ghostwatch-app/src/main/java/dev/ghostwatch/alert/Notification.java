package dev.ghostwatch.alert;

import java.time.Instant;
import java.util.List;

/**
 * What a receiver is to be told: the alerts of one group.
 *
 * @param id the same for each try to deliver it, for receivers that drop repeated ones
 * @param receiver name of the receiver
 * @param groupKey of the group, the same for all its notifications
 * @param groupLabels what the alerts were grouped by
 * @param commonLabels labels that all alerts have
 * @param alerts firing ones first, each kind by start; never empty
 * @param at when it was decided
 */
public record Notification(
    String id,
    String receiver,
    String groupKey,
    Labels groupLabels,
    Labels commonLabels,
    List<Alert> alerts,
    Instant at) {
  public Notification {
    alerts = List.copyOf(alerts);
    if (alerts.isEmpty()) {
      throw new IllegalArgumentException("BUG: a notification without alerts: " + groupKey);
    }
  }

  /** Whether nothing of it fires any more. */
  public boolean isResolved() {
    return alerts.stream().allMatch(alert -> alert.isResolvedAt(at));
  }
}
