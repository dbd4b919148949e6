package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.config.alert.Matchers;
import dev.ghostwatch.config.alert.RouteConfig;
import java.util.ArrayList;
import java.util.List;

/** A place in the tree of routes. Two routes are the same only when they are one. */
final class Route {
  private final String key;
  private final Matchers matchers;
  private final boolean goesOn;
  private final RouteOptions options;
  private final List<Route> routes;

  private Route(String around, RouteOptions inherited, RouteConfig config) {
    this.key = around + config.matchers();
    this.matchers = config.matchers();
    this.goesOn = config.goesOn();
    this.options = inherited.with(config);
    this.routes =
        config.routes().stream().map(inner -> new Route(key + "/", options, inner)).toList();
  }

  static Route of(RouteConfig root) {
    return new Route("", RouteOptions.USUAL, root);
  }

  /**
   * The routes that an alert takes: of each branch that matches the innermost one; the first such
   * branch is the last, unless it goes on.
   */
  List<Route> match(Labels labels) {
    if (!matchers.match(labels::get)) {
      return List.of();
    }
    List<Route> all = new ArrayList<>();
    for (Route inner : routes) {
      List<Route> taken = inner.match(labels);
      all.addAll(taken);
      if (!taken.isEmpty() && !inner.goesOn) {
        break;
      }
    }
    return all.isEmpty() ? List.of(this) : all;
  }

  /** What alerts of one group have in common. */
  Labels groupLabels(Labels labels) {
    return options.byAll() ? labels : labels.only(options.groupBy());
  }

  /** The same for a group after a restart, as in Alertmanager; not always of one route alone. */
  String groupKey(Labels groupLabels) {
    return key + ":" + groupLabels;
  }

  RouteOptions options() {
    return options;
  }
}
