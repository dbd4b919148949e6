package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * One look at a group on its way through the stages; each gives back another one.
 *
 * @param options of the group's route
 * @param groupKey names the group
 * @param groupLabels what its alerts have in common
 * @param now the moment of the look; the same for all stages
 * @param alerts those that are still to be told
 * @param held those that a stage held back
 */
record Passage(
    RouteOptions options,
    String groupKey,
    Labels groupLabels,
    Instant now,
    List<Alert> alerts,
    List<Held> held) {
  Passage {
    alerts = List.copyOf(alerts);
    held = List.copyOf(held);
  }

  /**
   * An alert that was held back.
   *
   * @param why what held it back
   * @param by names of what did: ids of silences, fingerprints of alerts, names of time intervals
   */
  record Held(Alert alert, HoldReason why, List<String> by) {
    Held {
      by = List.copyOf(by);
    }
  }

  /** The same without some alerts. */
  Passage holding(List<Held> more) {
    if (more.isEmpty()) {
      return this;
    }
    // Thousands may be held: no search through the list for each.
    Set<Alert> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    more.forEach(one -> gone.add(one.alert()));
    List<Alert> rest = alerts.stream().filter(alert -> !gone.contains(alert)).toList();
    List<Held> all = new ArrayList<>(held);
    all.addAll(more);
    return new Passage(options, groupKey, groupLabels, now, rest, all);
  }
}
