package dev.ghostwatch.config.rule;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Kinds;
import dev.ghostwatch.config.schema.ListOf;
import dev.ghostwatch.config.schema.MapOf;
import dev.ghostwatch.config.schema.Section;
import dev.ghostwatch.config.schema.SourceText;
import dev.ghostwatch.config.schema.Values;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done while a rule fires, and the guard rails around it.
 *
 * @param on the rule; null in a rule itself
 * @param kind what is done
 * @param settings new values by gh-ost's names of the settings; {@code *0.5} is half of what it is
 * @param command a program with its arguments
 * @param timeLimit how long the program may take
 * @param expires after which a change is taken back although the rule still fires; null for never
 * @param restore whether the change is taken back when the alert is over
 * @param restoreOnStop whether it is taken back when the agent stops
 * @param coolDown between two changes of one migration by this action
 * @param maxPerHour changes of one migration by this action
 * @param least smallest values
 * @param most greatest values
 * @param migrations patterns of {@code database.table}; empty for all
 * @param dryRun whether it only says what it would do
 */
public record ActionConfig(
    @Nullable SourceText on,
    What kind,
    Map<String, String> settings,
    List<String> command,
    Duration timeLimit,
    @Nullable Duration expires,
    boolean restore,
    boolean restoreOnStop,
    Duration coolDown,
    int maxPerHour,
    Map<String, String> least,
    Map<String, String> most,
    List<String> migrations,
    boolean dryRun) {
  /** What an action does. */
  public enum What {
    SET,
    SLOW_DOWN,
    THROTTLE,
    RUN
  }

  private static final Set<String> NUMERIC =
      Set.of("chunk-size", "dml-batch-size", "max-lag-millis", "nice-ratio");

  public ActionConfig {
    settings = Map.copyOf(settings);
    command = List.copyOf(command);
    least = Map.copyOf(least);
    most = Map.copyOf(most);
    migrations = List.copyOf(migrations);
  }

  /** One of the actions of a rule, or of {@code alerts.actions}. */
  public static final Section<ActionConfig> SECTION =
      Section.of(keys -> {
        Key<@Nullable String> on = keys.optional("on", Kinds.words());
        Key<Map<String, String>> set = keys.key("set", new MapOf<>(Kinds.words()), "{}");
        Key<Boolean> slowDown = keys.key("slow-down", Kinds.flag(), "false");
        Key<Boolean> throttle = keys.key("throttle", Kinds.flag(), "false");
        Key<List<String>> run = keys.key("run", new ListOf<>(Kinds.words()), "[]");
        Key<Duration> limit =
            keys.key(
                "time-limit", Kinds.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)), "30s");
        Key<@Nullable Duration> expires =
            keys.optional("expires", Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(7)));
        Key<Boolean> restore = keys.key("restore", Kinds.flag(), "true");
        Key<Boolean> onStop = keys.key("restore-on-stop", Kinds.flag(), "true");
        Key<Duration> coolDown =
            keys.key("cool-down", Kinds.duration(Duration.ZERO, Duration.ofDays(1)), "1m");
        Key<Integer> perHour = keys.key("max-per-hour", Kinds.number(1, 1000), "10");
        Key<Map<String, String>> least = keys.key("least", new MapOf<>(Kinds.words()), "{}");
        Key<Map<String, String>> most = keys.key("most", new MapOf<>(Kinds.words()), "{}");
        Key<List<String>> migrations = keys.list("migrations", Kinds.words());
        Key<Boolean> dryRun = keys.key("dry-run", Kinds.flag(), "false");
        return values -> {
          What kind = kind(values, set, slowDown, throttle, run);
          return new ActionConfig(
              values.text(on),
              kind,
              known(values, set),
              values.of(run),
              values.of(limit),
              values.of(expires),
              values.of(restore),
              values.of(onStop),
              values.of(coolDown),
              values.of(perHour),
              numbers(values, least),
              numbers(values, most),
              values.of(migrations),
              values.of(dryRun));
        };
      });

  private static What kind(
      Values values,
      Key<Map<String, String>> set,
      Key<Boolean> slowDown,
      Key<Boolean> throttle,
      Key<List<String>> run) {
    Map<What, Key<?>> given = new LinkedHashMap<>();
    if (!values.of(set).isEmpty()) {
      given.put(What.SET, set);
    }
    if (values.of(slowDown)) {
      given.put(What.SLOW_DOWN, slowDown);
    }
    if (values.of(throttle)) {
      given.put(What.THROTTLE, throttle);
    }
    if (!values.of(run).isEmpty()) {
      given.put(What.RUN, run);
    }
    if (given.size() != 1 && values.isSound()) {
      values.reject(
          given.isEmpty() ? set : given.values().stream().toList().getLast(),
          Wording.of("config.rule.oneAction"));
    }
    return given.isEmpty() ? What.SET : given.keySet().iterator().next();
  }

  private static Map<String, String> known(Values values, Key<Map<String, String>> key) {
    Map<String, String> settings = values.of(key);
    List<String> names = Arrays.stream(Setting.values()).map(Setting::wireName).toList();
    settings
        .keySet()
        .forEach(name -> {
          if (!names.contains(name)) {
            values.rejectWord(
                key, name, Wording.of("config.rule.noSetting", String.join(", ", names)), names);
          }
        });
    return settings;
  }

  private static Map<String, String> numbers(Values values, Key<Map<String, String>> key) {
    Map<String, String> limits = values.of(key);
    limits.forEach((name, limit) -> {
      if (!NUMERIC.contains(name) || !limit.matches("\\d{1,9}(\\.\\d{1,6})?")) {
        values.reject(key, name + ": " + limit, Wording.of("config.rule.limit"));
      }
    });
    return limits;
  }
}
