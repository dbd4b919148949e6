package dev.ghostwatch.config;

import dev.ghostwatch.config.alert.InhibitConfig;
import dev.ghostwatch.config.alert.RouteConfig;
import dev.ghostwatch.config.alert.TimeInterval;
import dev.ghostwatch.config.alert.WindowConfig;
import dev.ghostwatch.config.receiver.ReceiverConfig;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code alerts}: who is told of what, and when.
 *
 * @param store what must not be forgotten over a restart: states, silences, notifications to
 *     deliver
 * @param receivers who can be told, by name; {@code log} is always among them
 * @param delivery how they are told
 * @param route null means the routes by severity that come with GhostWatch
 * @param inhibit which alerts are not told while others fire
 * @param timeIntervals what routes and silences name; several of one name are one
 * @param silences maintenance windows
 * @param rules what is an alert, and what is done then
 */
public record AlertsConfig(
    Path store,
    Map<String, ReceiverConfig> receivers,
    DeliveryConfig delivery,
    @Nullable RouteConfig route,
    List<InhibitConfig> inhibit,
    List<TimeInterval> timeIntervals,
    List<WindowConfig> silences,
    RulesConfig rules) {
  /** The receiver that needs no configuration. */
  public static final String LOG = "log";

  public AlertsConfig {
    receivers = Collections.unmodifiableMap(new LinkedHashMap<>(receivers));
    inhibit = List.copyOf(inhibit);
    timeIntervals = List.copyOf(timeIntervals);
    silences = List.copyOf(silences);
  }

  static final Section<AlertsConfig> SECTION =
      Section.of(keys -> {
        Key<Path> store = keys.fixed("store", Kinds.ownPath(), "alerts.db");
        Key<Map<String, ReceiverConfig>> receivers =
            keys.named("receivers", ReceiverConfig.SECTION);
        Key<DeliveryConfig> delivery = keys.section("delivery", DeliveryConfig.SECTION);
        Key<@Nullable RouteConfig> route = keys.optional("route", RouteConfig.ROOT);
        Key<List<InhibitConfig>> inhibit = keys.list("inhibit", InhibitConfig.SECTION);
        Key<List<TimeInterval>> intervals = keys.list("time-intervals", TimeInterval.SECTION);
        Key<List<WindowConfig>> silences = keys.list("silences", WindowConfig.SECTION);
        RulesConfig.Declared rules = RulesConfig.declare(keys);
        return values -> {
          Map<String, ReceiverConfig> all = new LinkedHashMap<>(values.of(receivers));
          all.putIfAbsent(LOG, ReceiverConfig.LOG);
          Set<String> known = new TreeSet<>();
          values.of(intervals).forEach(interval -> known.add(interval.name()));
          RouteConfig routes = values.of(route);
          if (routes != null) {
            for (String name : routes.allReceivers()) {
              mustExist(name, "config.rule.noSuchReceiver", all.keySet(), route, values);
            }
            for (String name : routes.allIntervals()) {
              mustExist(name, "config.rule.noInterval", known, route, values);
            }
          }
          for (WindowConfig window : values.of(silences)) {
            for (String name : window.during()) {
              mustExist(name, "config.rule.noInterval", known, silences, values);
            }
          }
          return new AlertsConfig(
              values.of(store),
              all,
              values.of(delivery),
              routes,
              values.of(inhibit),
              values.of(intervals),
              values.of(silences),
              rules.in(values));
        };
      });

  private static void mustExist(
      String name, String rule, Collection<String> known, Key<?> key, Values values) {
    if (!known.contains(name)) {
      values.rejectWord(
          key, name, Wording.of(rule, known.isEmpty() ? "-" : String.join(", ", known)), known);
    }
  }
}
