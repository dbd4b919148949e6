package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.config.AlertsConfig;
import dev.ghostwatch.config.alert.Matcher;
import dev.ghostwatch.config.alert.Matchers;
import dev.ghostwatch.config.alert.RouteConfig;
import dev.ghostwatch.config.receiver.ReceiverConfig;
import dev.ghostwatch.config.receiver.ReceiverKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The routes where the configuration has none: everything to the log, warnings to programs too,
 * errors and critical alerts also to people. Each receiver has one route, so that one migration in
 * trouble is one notification for each.
 */
final class DefaultRoutes {
  /** From how much trouble on a kind of receiver is told. */
  private enum Level {
    ANY("info|warning|error|critical"),
    WARNING("warning|error|critical"),
    ERROR("error|critical");

    private final String severities;

    Level(String severities) {
      this.severities = severities;
    }
  }

  private DefaultRoutes() {}

  static RouteConfig of(Map<String, ReceiverConfig> receivers) {
    Map<Level, List<String>> byLevel = new EnumMap<>(Level.class);
    receivers.forEach((name, receiver) ->
        byLevel.computeIfAbsent(level(receiver), _ -> new ArrayList<>()).add(name));
    List<RouteConfig> routes = new ArrayList<>();
    byLevel.forEach((level, names) -> routes.add(route(level, names)));
    return new RouteConfig(
        List.of(AlertsConfig.LOG),
        List.of(Labels.MIGRATION),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ofHours(4),
        Matchers.NONE,
        false,
        List.of(),
        List.of(),
        routes);
  }

  private static RouteConfig route(Level level, List<String> receivers) {
    return new RouteConfig(
        receivers,
        null,
        null,
        null,
        null,
        new Matchers(
            List.of(new Matcher(Labels.SEVERITY, Matcher.Operator.FITS, level.severities))),
        true,
        List.of(),
        List.of(),
        List.of());
  }

  /** The lowest of its kinds: rather too much than nothing. */
  private static Level level(ReceiverConfig receiver) {
    Level lowest = Level.ERROR;
    for (ReceiverKind kind : receiver.kinds()) {
      Level level =
          switch (kind.word()) {
            case "log", "alertmanager" -> Level.ANY;
            case "webhook", "command" -> Level.WARNING;
            default -> Level.ERROR;
          };
      lowest = level.compareTo(lowest) < 0 ? level : lowest;
    }
    return lowest;
  }
}
