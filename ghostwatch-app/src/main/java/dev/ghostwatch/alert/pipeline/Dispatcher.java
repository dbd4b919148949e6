package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Puts alerts into the groups of the routes they take, and looks at each group when it is due. It
 * has no clock: whoever drives it says what time it is. Belongs to one thread.
 */
final class Dispatcher {
  /** How long a group without alerts keeps its pace, at most: as in Alertmanager. */
  static final Duration SWEEP = Duration.ofSeconds(30);

  /** Tells people of a group. */
  @FunctionalInterface
  interface Teller {
    /**
     * Tells.
     *
     * @param alerts of the group; one that is over has an end
     * @return false when that failed: then alerts that are over stay until the next look
     */
    boolean tell(Group group, List<Alert> alerts, Instant now);
  }

  private record Id(Route route, Labels labels) {}

  private final Route root;
  private final Teller teller;
  private final Map<Id, Group> groups = new HashMap<>();
  private final TreeSet<Group> due = new TreeSet<>(Group.BY_NEXT_LOOK);
  private long made;
  private Instant nextSweep;

  Dispatcher(Route root, Teller teller, Instant now) {
    this.root = root;
    this.teller = teller;
    this.nextSweep = now.plus(SWEEP);
  }

  /** Takes in an alert that fires or is over. */
  void take(Alert alert, Instant now) {
    for (Route route : root.match(alert.labels())) {
      Labels labels = route.groupLabels(alert.labels());
      Group group =
          groups.computeIfAbsent(
              new Id(route, labels),
              _ -> {
                Group fresh = new Group(route, labels, made++, now);
                due.add(fresh);
                return fresh;
              });
      if (group.put(alert, now)) {
        due.remove(group);
        group.lookAt(now);
        due.add(group);
      }
    }
  }

  /** Looks at all groups that are due. */
  void runDue(Instant now) {
    while (!due.isEmpty() && !due.first().next().isAfter(now)) {
      Group group = due.first();
      due.remove(group);
      group.lookedAt(now);
      due.add(group);
      if (!group.isEmpty() && teller.tell(group, group.at(now), now)) {
        group.forgetResolved(now);
      }
    }
    if (!nextSweep.isAfter(now)) {
      sweep(now);
    }
  }

  private void sweep(Instant now) {
    nextSweep = now.plus(SWEEP);
    groups.values().removeIf(group -> group.isEmpty() && due.remove(group));
  }

  /** When there is something to do next. */
  Instant next() {
    return due.isEmpty() || nextSweep.isBefore(due.first().next()) ? nextSweep : due.first().next();
  }

  /** The clock was set: what was to be done in five minutes still is. */
  void shift(Duration step) {
    List<Group> all = new ArrayList<>(due);
    due.clear();
    for (Group group : all) {
      group.lookAt(group.next().plus(step));
      due.add(group);
    }
    nextSweep = nextSweep.plus(step);
  }

  int groups() {
    return groups.size();
  }
}
