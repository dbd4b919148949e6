package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alerts of one route that are told together. Belongs to the dispatcher's thread. */
final class Group {
  /** The group that is looked at first comes first; of two at one moment the older one. */
  static final Comparator<Group> BY_NEXT_LOOK =
      Comparator.comparing((Group group) -> group.next).thenComparingLong(group -> group.number);

  private final Route route;
  private final Labels labels;
  private final String key;
  private final long number;
  private final Map<Labels, Alert> alerts = new HashMap<>();
  private Instant next;
  private boolean wasLookedAt;

  /**
   * A group without alerts.
   *
   * @param number counts the groups
   */
  Group(Route route, Labels labels, long number, Instant now) {
    this.route = route;
    this.labels = labels;
    this.key = route.groupKey(labels);
    this.number = number;
    this.next = now.plus(route.options().groupWait());
  }

  /**
   * Puts an alert in, in place of an earlier one with its labels.
   *
   * @return whether it has fired for longer than its group waits, and the group was not looked at
   *     yet: then it is due now
   */
  boolean put(Alert alert, Instant now) {
    alerts.put(alert.labels(), alert);
    return !wasLookedAt && alert.startsAt().plus(route.options().groupWait()).isBefore(now);
  }

  /** Its alerts at a moment; one that ends later has no end yet. */
  List<Alert> at(Instant now) {
    List<Alert> all = new ArrayList<>(alerts.size());
    for (Alert alert : alerts.values()) {
      boolean endsLater = alert.endsAt() != null && !alert.isResolvedAt(now);
      all.add(endsLater ? alert.between(alert.startsAt(), null) : alert);
    }
    return all;
  }

  /** Takes out those that were over when all were told. */
  void forgetResolved(Instant now) {
    alerts.values().removeIf(alert -> alert.isResolvedAt(now));
  }

  /**
   * Notes that it was looked at and says when the next look is. Not while it is in a sorted set.
   */
  void lookedAt(Instant now) {
    wasLookedAt = true;
    next = now.plus(route.options().interval());
  }

  /** Moves its next look. Not while it is in a sorted set. */
  void lookAt(Instant moment) {
    next = moment;
  }

  boolean isEmpty() {
    return alerts.isEmpty();
  }

  Instant next() {
    return next;
  }

  Route route() {
    return route;
  }

  Labels labels() {
    return labels;
  }

  String key() {
    return key;
  }
}
