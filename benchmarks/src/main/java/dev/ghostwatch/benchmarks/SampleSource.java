package dev.ghostwatch.benchmarks;

import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.model.history.Column;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The samples of one migration, two hours at a time: a second of a trace every second, and figures
 * of MySQL, the host and the process that are looked at less often and stand in each sample in
 * between, as with the agent. Those wander and jitter like the figures of a server under load.
 */
final class SampleSource {
  /** What the agent packs at once. */
  static final int STRETCH = 7_200;

  /** The agent's intervals: MySQL every 5 s, the host and its processes every 10 s. */
  private static final int MYSQL = 5;

  private static final int HOST = 10;
  private static final long ESTIMATE = 20_000_000_000L;
  private static final List<Column> FROM_TRACE =
      List.of(
          Column.BACKLOG,
          Column.BACKLOG_CAPACITY,
          Column.LAG_SECONDS,
          Column.HEARTBEAT_LAG_SECONDS,
          Column.STATE,
          Column.THROTTLE_KIND,
          Column.ETA_SECONDS,
          Column.ROWS_PER_SECOND,
          Column.DML_PER_SECOND,
          Column.BYTES_PER_SECOND,
          Column.CHUNK_SECONDS);

  private final Trace trace;
  private final SplittableRandom random;
  private final boolean everySource;

  /** Nobody looks just when a minute begins. */
  private final int phase;

  private long second;

  /** Where each wandering figure stands, in its steps. */
  private final Map<Column, Double> standing = new EnumMap<>(Column.class);

  SampleSource(Trace trace, int offset, long seed, boolean everySource) {
    this.trace = trace;
    this.second = offset;
    this.random = new SplittableRandom(seed);
    this.everySource = everySource;
    this.phase = offset % HOST;
  }

  /** The next stretch of two hours, which begins at this time in milliseconds of the epoch. */
  Block next(long start) {
    long[] times = new long[STRETCH];
    Map<Column, long[]> columns = new EnumMap<>(Column.class);
    FROM_TRACE.forEach(column -> columns.put(column, new long[STRETCH]));
    long[] copied = new long[STRETCH];
    long[] percent = new long[STRETCH];
    long[] applied = new long[STRETCH];
    for (int i = 0; i < STRETCH; i++, second++) {
      // The agent's clock: a second and some milliseconds that are never the same.
      times[i] = start + i * 1000L + random.nextInt(4);
      int at = (int) (second % trace.seconds());
      long rounds = second / trace.seconds();
      var row = trace.at(at);
      var end = trace.at(trace.seconds() - 1);
      copied[i] = row.steps(Column.ROWS_COPIED) + rounds * end.steps(Column.ROWS_COPIED);
      applied[i] = row.steps(Column.DML_APPLIED) + rounds * end.steps(Column.DML_APPLIED);
      percent[i] = Column.PERCENT.steps(100.0 * copied[i] / ESTIMATE);
      for (Column column : FROM_TRACE) {
        of(columns, column)[i] = row.steps(column);
      }
    }
    columns.put(Column.ROWS_COPIED, copied);
    columns.put(Column.DML_APPLIED, applied);
    columns.put(Column.PERCENT, percent);
    constant(columns, Column.ROWS_ESTIMATE, ESTIMATE);
    constant(columns, Column.CHUNK_SIZE, 1_000);
    constant(columns, Column.NICE_RATIO, 0);
    constant(columns, Column.DML_BATCH_SIZE, 10);
    constant(columns, Column.MAX_LAG_MILLIS, 1_500);
    if (everySource) {
      servers(columns);
    }
    return Block.of(times, columns);
  }

  private void servers(Map<Column, long[]> columns) {
    columns.put(Column.REPLICA_LAG_SECONDS, wholeSeconds(of(columns, Column.LAG_SECONDS)));
    jitter(columns, Column.PT_HEARTBEAT_LAG_SECONDS, 0.25, 0.2, MYSQL);
    jitter(columns, Column.QUERY_SECONDS, 0.021, 0.004, 1);
    jitter(columns, Column.THREADS_RUNNING, 8, 3, MYSQL);
    wander(columns, Column.THREADS_CONNECTED, 120, 2, MYSQL);
    grow(columns, Column.SLOW_QUERIES, 0.02, MYSQL);
    jitter(columns, Column.QPS, 3_000, 150, MYSQL);
    jitter(columns, Column.ROW_LOCK_WAITS, 0.1, 0.3, MYSQL);
    wander(columns, Column.HISTORY_LIST_LENGTH, 1_000, 60, MYSQL);
    wander(columns, Column.LOAD_AVERAGE, 2.1, 0.04, HOST);
    jitter(columns, Column.CPU_RATIO, 0.35, 0.05, HOST);
    wander(columns, Column.MEMORY_BYTES, 8e9, 4e6, HOST);
    jitter(columns, Column.DISK_READ_BYTES_PER_SECOND, 4e6, 1e6, HOST);
    jitter(columns, Column.DISK_WRITE_BYTES_PER_SECOND, 3e7, 4e6, HOST);
    jitter(columns, Column.PROCESS_CPU_RATIO, 0.12, 0.02, HOST);
    wander(columns, Column.PROCESS_MEMORY_BYTES, 3e7, 2e5, HOST);
    jitter(columns, Column.PROCESS_READ_BYTES_PER_SECOND, 2e6, 3e5, HOST);
    jitter(columns, Column.PROCESS_WRITE_BYTES_PER_SECOND, 2e6, 3e5, HOST);
  }

  private static long[] of(Map<Column, long[]> columns, Column column) {
    long[] values = columns.get(column);
    if (values == null) {
      throw new IllegalStateException("BUG: no values of " + column);
    }
    return values;
  }

  private static void constant(Map<Column, long[]> columns, Column column, double value) {
    long[] values = new long[STRETCH];
    Arrays.fill(values, column.steps(value));
    columns.put(column, values);
  }

  private static long[] wholeSeconds(long[] millis) {
    return Arrays.stream(millis).map(lag -> lag < 0 ? lag : lag / 1000 * 1000).toArray();
  }

  private void jitter(
      Map<Column, long[]> columns, Column column, double mean, double deviation, int every) {
    long[] values = new long[STRETCH];
    for (int i = 0; i < STRETCH; i++) {
      values[i] =
          i == 0 || (i + phase) % every == 0
              ? column.steps(Math.max(0, mean + deviation * random.nextGaussian()))
              : values[i - 1];
    }
    columns.put(column, values);
  }

  private void wander(
      Map<Column, long[]> columns, Column column, double from, double step, int every) {
    double at = standing.getOrDefault(column, from);
    long[] values = new long[STRETCH];
    for (int i = 0; i < STRETCH; i++) {
      if ((i + phase) % every == 0) {
        at = Math.max(0, at + step * random.nextGaussian() + (from - at) / 500);
      }
      values[i] = column.steps(at);
    }
    standing.put(column, at);
    columns.put(column, values);
  }

  private void grow(Map<Column, long[]> columns, Column column, double perLook, int every) {
    double at = standing.getOrDefault(column, 0.0);
    long[] values = new long[STRETCH];
    for (int i = 0; i < STRETCH; i++) {
      if ((i + phase) % every == 0 && random.nextDouble() < perLook) {
        at++;
      }
      values[i] = column.steps(at);
    }
    standing.put(column, at);
    columns.put(column, values);
  }
}
