package dev.ghostwatch.config.alert;

import dev.ghostwatch.config.schema.Again;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Keys;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.Scalar;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.Shown;
import dev.ghostwatch.config.schema.Units;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code alerts.route} and the routes in it: who is told of which alerts, and how they are put
 * together. What is null in a route inside is as in the one around it.
 *
 * @param receivers each gets all notifications; none means those of the route around
 * @param groupBy labels whose alerts share a notification; {@code ...} alone means all labels
 * @param groupWait from the first alert of a group to its first notification
 * @param groupInterval between two looks at a group
 * @param repeatInterval after which an unchanged group is told again, at the next look
 * @param matchers which alerts take the route
 * @param goesOn whether alerts that took it try the next route too
 * @param muteIntervals nothing is told while one of these holds; not taken from the route around
 * @param activeIntervals when there are any, something is told only while one holds; likewise
 */
public record RouteConfig(
    List<String> receivers,
    @Nullable List<String> groupBy,
    @Nullable Duration groupWait,
    @Nullable Duration groupInterval,
    @Nullable Duration repeatInterval,
    Matchers matchers,
    boolean goesOn,
    List<String> muteIntervals,
    List<String> activeIntervals,
    List<RouteConfig> routes) {
  /** Groups by all labels. */
  public static final String ALL_LABELS = "...";

  /** The suppression of the classic toolkit: the same state is not repeated within 300 s. */
  public static final Duration CLASSIC_REPEAT = Duration.ofMinutes(5);

  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofDays(90);
  private static final String CLASSIC = "classic";

  public RouteConfig {
    receivers = List.copyOf(receivers);
    groupBy = groupBy == null ? null : List.copyOf(groupBy);
    muteIntervals = List.copyOf(muteIntervals);
    activeIntervals = List.copyOf(activeIntervals);
    routes = List.copyOf(routes);
  }

  /** Every receiver named in it and in its routes. */
  public List<String> allReceivers() {
    List<String> all = new ArrayList<>(receivers);
    routes.forEach(route -> all.addAll(route.allReceivers()));
    return all;
  }

  /** Every time interval named in it and in its routes. */
  public List<String> allIntervals() {
    List<String> all = new ArrayList<>(muteIntervals);
    all.addAll(activeIntervals);
    routes.forEach(route -> all.addAll(route.allIntervals()));
    return all;
  }

  // Before the outermost one, which names it.
  private static final Section<RouteConfig> INNER = Section.of(RouteConfig::inner);

  /** The outermost route, which every alert takes. */
  public static final Section<RouteConfig> ROOT =
      Section.of(keys -> {
        Key<List<String>> receivers =
            keys.required("receivers", new ListOf<>(Kinds.words()), "[log]");
        Key<List<String>> groupBy =
            keys.key("group-by", new ListOf<>(LabelKinds.groupBy()), "[migration]");
        Key<Duration> wait = keys.key("group-wait", firstWait(), "10s");
        Key<Duration> interval = keys.key("group-interval", interval(), "5m");
        Key<Duration> repeat = keys.key("repeat-interval", repeat(), "4h");
        Key<List<RouteConfig>> routes = keys.list("routes", RouteConfig.INNER);
        return values -> {
          if (values.of(receivers).isEmpty()) {
            values.reject(receivers, Wording.of("config.rule.noReceiver"));
          }
          checkGroupBy(values.of(groupBy), groupBy, values);
          return new RouteConfig(
              values.of(receivers),
              values.of(groupBy),
              values.of(wait),
              values.of(interval),
              values.of(repeat),
              Matchers.NONE,
              false,
              List.of(),
              List.of(),
              values.of(routes));
        };
      });

  private static Section.Maker<RouteConfig> inner(Keys keys) {
    Key<List<Matchers>> matchers =
        keys.required("matchers", LabelKinds.matchers(), "[severity=~\"error|critical\"]");
    Key<List<String>> receivers = keys.list("receivers", Kinds.words());
    Key<@Nullable List<String>> groupBy =
        keys.optional("group-by", new ListOf<>(LabelKinds.groupBy()));
    Key<@Nullable Duration> wait = keys.optional("group-wait", firstWait());
    Key<@Nullable Duration> interval = keys.optional("group-interval", interval());
    Key<@Nullable Duration> repeat = keys.optional("repeat-interval", repeat());
    Key<Boolean> goesOn = keys.key("continue", Kinds.flag(), "false");
    Key<List<String>> mute = keys.list("mute-time-intervals", Kinds.words());
    Key<List<String>> active = keys.list("active-time-intervals", Kinds.words());
    Key<List<RouteConfig>> routes =
        keys.list("routes", new Again<>(() -> RouteConfig.INNER, "alerts.route.routes"));
    return values -> {
      checkGroupBy(values.of(groupBy), groupBy, values);
      return new RouteConfig(
          values.of(receivers),
          values.of(groupBy),
          values.of(wait),
          values.of(interval),
          values.of(repeat),
          Matchers.together(values.of(matchers)),
          values.of(goesOn),
          values.of(mute),
          values.of(active),
          values.of(routes));
    };
  }

  private static void checkGroupBy(@Nullable List<String> labels, Key<?> key, Values values) {
    if (labels != null && labels.size() > 1 && labels.contains(ALL_LABELS)) {
      values.reject(key, Wording.of("config.rule.groupByAll"));
    }
  }

  private static Scalar<Duration> firstWait() {
    return Kinds.duration(Duration.ZERO, MOST);
  }

  private static Scalar<Duration> interval() {
    return Kinds.duration(LEAST, MOST);
  }

  /** A duration, or the word for that of the classic toolkit. */
  private static Scalar<Duration> repeat() {
    return new Scalar<>(
        Wording.of("config.kind.repeat", Units.format(LEAST), Units.format(MOST)),
        Shown.Type.TEXT,
        (text, world) ->
            text.equals(CLASSIC) ? CLASSIC_REPEAT : interval().parser().parse(text, world),
        Units::format,
        List.of(CLASSIC));
  }
}
