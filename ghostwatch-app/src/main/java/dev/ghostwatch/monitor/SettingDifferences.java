package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two readings of a run's settings, by gh-ost's own names. */
public final class SettingDifferences {
  private SettingDifferences() {}

  /**
   * A setting that has changed.
   *
   * @param before null when it was not known
   */
  public record Change(String name, @Nullable String before, @Nullable String after) {}

  /** Every setting that has another value now, flag files with whether they are set. */
  public static Map<String, Change> between(@Nullable Settings before, Settings after) {
    Map<String, @Nullable String> old = before == null ? new LinkedHashMap<>() : values(before);
    Map<String, Change> changes = new LinkedHashMap<>();
    values(after)
        .forEach((name, value) -> {
          String was = old.get(name);
          // Hint lines leave out what is empty, so to learn that it is empty is no change.
          boolean isEmptyBoth = was == null && "".equals(value);
          if (!Objects.equals(was, value) && !isEmptyBoth) {
            changes.put(name, new Change(name, was, value));
          }
        });
    return changes;
  }

  /** The settings that are known, by gh-ost's names; unknown ones are null. */
  public static Map<String, @Nullable String> values(Settings settings) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    values.put("chunk-size", text(settings.chunkSize()));
    values.put("max-lag-millis", text(settings.maxLagMillis()));
    values.put("dml-batch-size", text(settings.dmlBatchSize()));
    values.put("nice-ratio", text(settings.niceRatio()));
    values.put("max-load", settings.maxLoad() == null ? null : settings.maxLoad().text());
    values.put(
        "critical-load", settings.criticalLoad() == null ? null : settings.criticalLoad().text());
    values.put("throttle-query", settings.throttleQuery());
    values.put("throttle-http", settings.throttleHttp());
    values.put("throttle-control-replicas count", text(settings.throttleControlReplicasCount()));
    values.put("throttle-flag-file", text(settings.throttleFlagFile()));
    values.put("throttle-additional-flag-file", text(settings.throttleAdditionalFlagFile()));
    values.put("postpone-cut-over-flag-file", text(settings.postponeCutOverFlagFile()));
    values.put("panic-flag-file", settings.panicFlagFile());
    return values;
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case dev.ghostwatch.client.value.FlagFile file ->
          file.set() ? file.path() + " [set]" : file.path();
      default -> value.toString();
    };
  }
}
