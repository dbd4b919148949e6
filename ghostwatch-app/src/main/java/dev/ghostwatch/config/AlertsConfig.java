package dev.ghostwatch.config;

import dev.ghostwatch.config.alert.InhibitConfig;
import dev.ghostwatch.config.alert.RouteConfig;
import dev.ghostwatch.config.alert.TimeInterval;
import dev.ghostwatch.config.alert.WindowConfig;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code alerts}: who is told of what, and when.
 *
 * @param route null means the routes by severity that come with GhostWatch
 * @param inhibit which alerts are not told while others fire
 * @param timeIntervals what routes and silences name; several of one name hold together
 * @param silences maintenance windows
 */
public record AlertsConfig(
    @Nullable RouteConfig route,
    List<InhibitConfig> inhibit,
    List<TimeInterval> timeIntervals,
    List<WindowConfig> silences) {
  public AlertsConfig {
    inhibit = List.copyOf(inhibit);
    timeIntervals = List.copyOf(timeIntervals);
    silences = List.copyOf(silences);
  }

  static final Section<AlertsConfig> SECTION =
      Section.of(keys -> {
        Key<@Nullable RouteConfig> route = keys.optional("route", RouteConfig.ROOT);
        Key<List<InhibitConfig>> inhibit = keys.list("inhibit", InhibitConfig.SECTION);
        Key<List<TimeInterval>> intervals = keys.list("time-intervals", TimeInterval.SECTION);
        Key<List<WindowConfig>> silences = keys.list("silences", WindowConfig.SECTION);
        return values -> {
          Set<String> known = new TreeSet<>();
          values.of(intervals).forEach(interval -> known.add(interval.name()));
          RouteConfig routes = values.of(route);
          if (routes != null) {
            mustExist(routes.allIntervals(), known, route, values);
          }
          values
              .of(silences)
              .forEach(window -> mustExist(window.during(), known, silences, values));
          return new AlertsConfig(
              routes, values.of(inhibit), values.of(intervals), values.of(silences));
        };
      });

  private static void mustExist(List<String> names, Set<String> known, Key<?> key, Values values) {
    for (String name : names) {
      if (!known.contains(name)) {
        values.rejectWord(
            key,
            name,
            Wording.of(
                known.isEmpty() ? "config.rule.noIntervals" : "config.rule.noInterval",
                String.join(", ", known)),
            known);
      }
    }
  }
}
