package dev.ghostwatch.model.log;

/**
 * The course of a run in a bounded number of points: when the run outgrows them, each covers twice
 * the time. Within a point the last progress and the worst lag and backlog count.
 */
public final class ChartSeries {
  /** Points at most. */
  public static final int POINTS = 600;

  /** In the place of a value that no sample told. */
  public static final long NONE = Long.MIN_VALUE;

  private final long[] rows = fresh();
  private final long[] percentTenths = fresh();
  private final long[] lagMillis = fresh();
  private final long[] heartbeatMillis = fresh();
  private final long[] backlog = fresh();
  private long width = 1;
  private int used;

  /** A series without points. */
  public ChartSeries() {}

  /** A copy that later samples do not change. */
  public ChartSeries(ChartSeries other) {
    System.arraycopy(other.rows, 0, rows, 0, POINTS);
    System.arraycopy(other.percentTenths, 0, percentTenths, 0, POINTS);
    System.arraycopy(other.lagMillis, 0, lagMillis, 0, POINTS);
    System.arraycopy(other.heartbeatMillis, 0, heartbeatMillis, 0, POINTS);
    System.arraycopy(other.backlog, 0, backlog, 0, POINTS);
    width = other.width;
    used = other.used;
  }

  private static long[] fresh() {
    long[] values = new long[POINTS];
    java.util.Arrays.fill(values, NONE);
    return values;
  }

  /**
   * Takes the figures of a sample, so many seconds after the start; {@link #NONE} and not a number
   * where it has none.
   */
  public void add(
      long total, long rowsCopied, double percent, long lag, long heartbeatLag, long waiting) {
    if (total < 0) {
      return;
    }
    while (total / width >= POINTS) {
      fold();
    }
    int point = (int) (total / width);
    used = Math.max(used, point + 1);
    rows[point] = rowsCopied;
    if (!Double.isNaN(percent)) {
      percentTenths[point] = Math.round(percent * 10);
    }
    lagMillis[point] = Math.max(lagMillis[point], lag);
    heartbeatMillis[point] = Math.max(heartbeatMillis[point], heartbeatLag);
    backlog[point] = Math.max(backlog[point], waiting);
  }

  private void fold() {
    for (int i = 0; i < POINTS; i += 2) {
      rows[i / 2] = rows[i + 1] == NONE ? rows[i] : rows[i + 1];
      percentTenths[i / 2] = percentTenths[i + 1] == NONE ? percentTenths[i] : percentTenths[i + 1];
      lagMillis[i / 2] = Math.max(lagMillis[i], lagMillis[i + 1]);
      heartbeatMillis[i / 2] = Math.max(heartbeatMillis[i], heartbeatMillis[i + 1]);
      backlog[i / 2] = Math.max(backlog[i], backlog[i + 1]);
    }
    for (long[] values : new long[][] {rows, percentTenths, lagMillis, heartbeatMillis, backlog}) {
      java.util.Arrays.fill(values, POINTS / 2, POINTS, NONE);
    }
    width *= 2;
    used = (used + 1) / 2;
  }

  /** Seconds that a point covers. */
  public long secondsAPoint() {
    return width;
  }

  /** How many points there are. */
  public int size() {
    return used;
  }

  public long rows(int point) {
    return rows[point];
  }

  public long percentTenths(int point) {
    return percentTenths[point];
  }

  public long lagMillis(int point) {
    return lagMillis[point];
  }

  public long heartbeatMillis(int point) {
    return heartbeatMillis[point];
  }

  public long backlog(int point) {
    return backlog[point];
  }
}
