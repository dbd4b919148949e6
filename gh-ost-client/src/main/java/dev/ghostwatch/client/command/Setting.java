package dev.ghostwatch.client.command;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a running gh-ost that can be asked for with {@code NAME=?} and changed with
 * {@code NAME=VALUE}.
 */
public enum Setting {
  CHUNK_SIZE("chunk-size", "1000", "10 to 100000 rows", Form.COUNT),
  DML_BATCH_SIZE("dml-batch-size", "10", "1 to 1000 events", Form.COUNT),
  MAX_LAG_MILLIS("max-lag-millis", "1500", "at least 100 milliseconds", Form.COUNT),
  NICE_RATIO("nice-ratio", "0", "0 to 100", Form.RATIO),
  MAX_LOAD("max-load", "", "NAME=NUMBER,… with status variables of MySQL, or empty", Form.LOAD),
  CRITICAL_LOAD(
      "critical-load", "", "NAME=NUMBER,… with status variables of MySQL, or empty", Form.LOAD),
  THROTTLE_QUERY(
      "throttle-query",
      "",
      "a single SELECT on one line that returns a number, or empty",
      Form.QUERY),
  THROTTLE_HTTP("throttle-http", "", "an http or https URL, or empty", Form.URL),
  THROTTLE_CONTROL_REPLICAS(
      "throttle-control-replicas", "", "HOST[:PORT],… or empty", Form.REPLICAS);

  /** What kind of value a setting takes. */
  enum Form {
    COUNT,
    RATIO,
    LOAD,
    QUERY,
    URL,
    REPLICAS
  }

  private static final Setting[] ALL = values();

  private final String wireName;
  private final String defaultValue;
  private final String range;
  private final Form form;

  Setting(String wireName, String defaultValue, String range, Form form) {
    this.wireName = wireName;
    this.defaultValue = defaultValue;
    this.range = range;
    this.form = form;
  }

  /** The name as gh-ost takes it: {@code chunk-size}. */
  public String wireName() {
    return wireName;
  }

  /** The value of a gh-ost that was started without this option; empty for none. */
  public String defaultValue() {
    return defaultValue;
  }

  /**
   * Which values are allowed, for people. gh-ost itself changes a number out of range silently to
   * the nearest one in range.
   */
  public String range() {
    return range;
  }

  /** Whether the setting may be empty. */
  public boolean isClearable() {
    return switch (form) {
      case COUNT, RATIO -> false;
      case LOAD, QUERY, URL, REPLICAS -> true;
    };
  }

  Form form() {
    return form;
  }

  /** The setting with exactly this name, or null. */
  public static @Nullable Setting byName(String wireName) {
    for (Setting setting : ALL) {
      if (setting.wireName.equals(wireName)) {
        return setting;
      }
    }
    return null;
  }

  /** The setting whose name is most like an unknown one, or null when none is like it. */
  public static @Nullable Setting nearest(String unknownName) {
    String name = NearestName.of(unknownName, Arrays.stream(ALL).map(Setting::wireName).toList());
    return name == null ? null : byName(name);
  }
}
