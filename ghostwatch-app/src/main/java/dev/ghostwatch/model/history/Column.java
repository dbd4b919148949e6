package dev.ghostwatch.model.history;

import static dev.ghostwatch.model.history.Thinning.CODE;
import static dev.ghostwatch.model.history.Thinning.GAUGE;
import static dev.ghostwatch.model.history.Thinning.LAST;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a sample. Each is kept to so many decimal places (less than none: to tens,
 * hundreds …), as a whole number of those steps. A new figure takes a new code and a migration of
 * the schema that adds its column; packed blocks without it read as unknown.
 */
public enum Column {
  ROWS_COPIED(1, Unit.ROWS, 0, LAST),
  ROWS_ESTIMATE(2, Unit.ROWS, 0, LAST),
  PERCENT(3, Unit.PERCENT, 2, LAST),
  DML_APPLIED(4, Unit.EVENTS, 0, LAST),
  BACKLOG(5, Unit.EVENTS, 0, GAUGE),
  BACKLOG_CAPACITY(6, Unit.EVENTS, 0, LAST),
  LAG_SECONDS(7, Unit.SECONDS, 3, GAUGE),
  HEARTBEAT_LAG_SECONDS(8, Unit.SECONDS, 3, GAUGE),
  REPLICA_LAG_SECONDS(9, Unit.SECONDS, 3, GAUGE),
  PT_HEARTBEAT_LAG_SECONDS(10, Unit.SECONDS, 3, GAUGE),
  STATE(11, Unit.CODE, 0, CODE),
  THROTTLE_KIND(12, Unit.CODE, 0, CODE),
  CHUNK_SIZE(13, Unit.ROWS, 0, LAST),
  NICE_RATIO(14, Unit.RATIO, 3, LAST),
  DML_BATCH_SIZE(15, Unit.EVENTS, 0, LAST),
  MAX_LAG_MILLIS(16, Unit.MILLISECONDS, 0, LAST),
  ETA_SECONDS(17, Unit.SECONDS, 0, LAST),
  ROWS_PER_SECOND(18, Unit.PER_SECOND, 1, GAUGE),
  DML_PER_SECOND(19, Unit.PER_SECOND, 1, GAUGE),
  BYTES_PER_SECOND(20, Unit.BYTES_PER_SECOND, -3, GAUGE),
  CHUNK_SECONDS(21, Unit.SECONDS, 3, GAUGE),
  QUERY_SECONDS(22, Unit.SECONDS, 3, GAUGE),
  THREADS_RUNNING(23, Unit.COUNT, 1, GAUGE),
  THREADS_CONNECTED(24, Unit.COUNT, 0, GAUGE),
  SLOW_QUERIES(25, Unit.COUNT, 0, LAST),
  QPS(26, Unit.PER_SECOND, 0, GAUGE),
  ROW_LOCK_WAITS(27, Unit.COUNT, 1, GAUGE),
  HISTORY_LIST_LENGTH(28, Unit.COUNT, 0, GAUGE),
  LOAD_AVERAGE(29, Unit.COUNT, 2, GAUGE),
  CPU_RATIO(30, Unit.RATIO, 3, GAUGE),
  MEMORY_BYTES(31, Unit.BYTES, -6, GAUGE),
  DISK_READ_BYTES_PER_SECOND(32, Unit.BYTES_PER_SECOND, -4, GAUGE),
  DISK_WRITE_BYTES_PER_SECOND(33, Unit.BYTES_PER_SECOND, -4, GAUGE),
  PROCESS_CPU_RATIO(34, Unit.RATIO, 3, GAUGE),
  PROCESS_MEMORY_BYTES(35, Unit.BYTES, -5, GAUGE),
  PROCESS_READ_BYTES_PER_SECOND(36, Unit.BYTES_PER_SECOND, -4, GAUGE),
  PROCESS_WRITE_BYTES_PER_SECOND(37, Unit.BYTES_PER_SECOND, -4, GAUGE);

  /** Stands for a value that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** All figures, in the order in which they are exported. */
  public static final List<Column> ALL = List.of(values());

  /** Length of an array with a place for each figure at its code. */
  public static final int SLOTS = ALL.stream().mapToInt(Column::code).max().orElse(0) + 1;

  private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private final int code;
  private final Unit unit;
  private final int places;
  private final Thinning thinning;
  private final String sqlName = name().toLowerCase(Locale.ROOT);
  private final String jsonName = camelCase(sqlName);

  Column(int code, Unit unit, int places, Thinning thinning) {
    this.code = code;
    this.unit = unit;
    this.places = places;
    this.thinning = thinning;
  }

  /** Its number in packed blocks; never changes, never 0. */
  public int code() {
    return code;
  }

  public Unit unit() {
    return unit;
  }

  /** Whether all its values are whole numbers. */
  public boolean isWhole() {
    return places <= 0;
  }

  public Thinning thinning() {
    return thinning;
  }

  /** The name in SQL and in CSV. */
  public String sqlName() {
    return sqlName;
  }

  /** The name in documents. */
  public String jsonName() {
    return jsonName;
  }

  /** The figure with this SQL or document name; null when there is none. */
  public static @Nullable Column named(String name) {
    for (Column column : ALL) {
      if (column.sqlName.equals(name) || column.jsonName.equals(name)) {
        return column;
      }
    }
    return null;
  }

  /** A value as a whole number of steps; what is no finite number is {@link #UNKNOWN}. */
  public long steps(@Nullable Number value) {
    if (value == null) {
      return UNKNOWN;
    }
    if (places == 0 && (value instanceof Long || value instanceof Integer)) {
      return value.longValue();
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      return UNKNOWN;
    }
    return Math.round(places >= 0 ? number * POWERS[places] : number / POWERS[-places]);
  }

  /** The value of so many steps; null for {@link #UNKNOWN}. */
  public @Nullable Double value(long steps) {
    return steps == UNKNOWN ? null : number(steps);
  }

  /** The value of so many steps, which must be known. */
  public double number(long steps) {
    return places >= 0 ? steps / POWERS[places] : steps * POWERS[-places];
  }

  private static String camelCase(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        i++;
        out.append(Character.toUpperCase(name.charAt(i)));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
