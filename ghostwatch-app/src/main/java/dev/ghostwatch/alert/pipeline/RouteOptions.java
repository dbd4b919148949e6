package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.config.alert.RouteConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a route says, with all that it takes from the routes around it.
 *
 * @param receivers who is told
 * @param groupBy labels that alerts of one group share
 * @param byAll whether they share all labels
 * @param groupWait from the first alert to the first look at the group
 * @param interval between two looks
 * @param repeat after which an unchanged group is told again
 * @param muteIntervals names of time intervals in which nobody is told
 * @param activeIntervals names of those outside of which nobody is told; empty means always
 */
record RouteOptions(
    List<String> receivers,
    Set<String> groupBy,
    boolean byAll,
    Duration groupWait,
    Duration interval,
    Duration repeat,
    List<String> muteIntervals,
    List<String> activeIntervals) {
  /** Where a route says nothing and there is none around it: Alertmanager's. */
  static final RouteOptions USUAL =
      new RouteOptions(
          List.of(),
          Set.of(),
          false,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          List.of(),
          List.of());

  /** Those of a route inside. Its time intervals are its own: it takes none from around it. */
  RouteOptions with(RouteConfig route) {
    List<String> by = route.groupBy();
    boolean all = byAll;
    Set<String> labels = groupBy;
    if (by != null && !by.isEmpty()) {
      all = by.contains(RouteConfig.ALL_LABELS);
      labels = all ? Set.of() : new TreeSet<>(by);
    }
    return new RouteOptions(
        route.receivers().isEmpty() ? receivers : route.receivers(),
        labels,
        all,
        or(route.groupWait(), groupWait),
        or(route.groupInterval(), interval),
        or(route.repeatInterval(), repeat),
        route.muteIntervals(),
        route.activeIntervals());
  }

  private static Duration or(@Nullable Duration own, Duration around) {
    return own == null ? around : own;
  }
}
