package dev.ghostwatch.history.pack;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Points in time with their figures, by the column. In a block of samples each point is one sample
 * and each column has one series, {@link Statistic#LAST}; in a block of rollups a point stands for
 * all samples from its time to the next step, and how many there were is {@link #counts()}.
 *
 * <p>Not thread-safe; nobody changes a block once it is made.
 */
public final class Block {
  /** Tag of the series that says how many samples a point stands for. */
  private static final int COUNTS = 7;

  private static final int STATISTICS = 8;

  /** Without any point. */
  public static final Block EMPTY = new Block(new long[0], new TreeMap<>());

  private final long[] times;
  private final SortedMap<Integer, long[]> series;

  /**
   * Of these series, whose tags are unique and whose lengths are that of the times.
   *
   * @param times milliseconds of the epoch, ascending, none twice
   */
  Block(long[] times, SortedMap<Integer, long[]> series) {
    this.times = times;
    this.series = series;
  }

  /** The number a series has in packed form. */
  static int tag(Column column, Statistic statistic) {
    return column.code() * STATISTICS + statistic.code();
  }

  /** Whether a tag is of one of these columns, or says what all columns need. */
  static boolean isOf(int tag, boolean[] wantedCodes) {
    int code = tag / STATISTICS;
    return code == 0 || (code < wantedCodes.length && wantedCodes[code]);
  }

  /** A block of samples, which are put in order; of two of the same time the later one counts. */
  public static Block of(List<SampleRow> rows) {
    SampleRow[] sorted = inOrder(rows);
    SortedMap<Integer, long[]> series = new TreeMap<>();
    for (Column column : Column.ALL) {
      long[] values = new long[sorted.length];
      boolean known = false;
      for (int i = 0; i < sorted.length; i++) {
        values[i] = sorted[i].steps(column);
        known |= values[i] != Column.UNKNOWN;
      }
      if (known) {
        series.put(tag(column, Statistic.LAST), values);
      }
    }
    return new Block(Arrays.stream(sorted).mapToLong(SampleRow::millis).toArray(), series);
  }

  private static SampleRow[] inOrder(List<SampleRow> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).millis() <= rows.get(i - 1).millis()) {
        TreeMap<Long, SampleRow> byTime = new TreeMap<>();
        rows.forEach(row -> byTime.put(row.millis(), row));
        return byTime.values().toArray(SampleRow[]::new);
      }
    }
    return rows.toArray(SampleRow[]::new);
  }

  /**
   * A block of samples from whole columns.
   *
   * @param times milliseconds of the epoch, ascending, none twice
   * @param columns the figures in the steps of their columns, as many as there are times
   */
  public static Block of(long[] times, Map<Column, long[]> columns) {
    SortedMap<Integer, long[]> series = new TreeMap<>();
    columns.forEach((column, values) -> series.put(tag(column, Statistic.LAST), values));
    return new Block(times, series);
  }

  /**
   * Both blocks in one; where both have a point of the same time, that of the other counts.
   *
   * @param other points that may lie before, among and after those of this block
   */
  public Block merge(Block other) {
    return withoutTimesOf(other).with(other);
  }

  /** The points from a time (included) to another (not included). */
  public Block between(long from, long to) {
    return pick(i -> times[i] >= from && times[i] < to);
  }

  /** The points that are not between two times. */
  public Block outside(long from, long to) {
    return pick(i -> times[i] < from || times[i] >= to);
  }

  private Block withoutTimesOf(Block other) {
    return pick(i -> Arrays.binarySearch(other.times, times[i]) < 0);
  }

  private Block pick(IntPredicate wanted) {
    int[] kept = IntStream.range(0, times.length).filter(wanted).toArray();
    if (kept.length == times.length) {
      return this;
    }
    SortedMap<Integer, long[]> picked = new TreeMap<>();
    series.forEach((tag, values) -> picked.put(tag, pick(values, kept)));
    return new Block(pick(times, kept), picked);
  }

  private static long[] pick(long[] values, int[] kept) {
    long[] picked = new long[kept.length];
    for (int i = 0; i < kept.length; i++) {
      picked[i] = values[kept[i]];
    }
    return picked;
  }

  /** Both blocks in one; they have no time in common. */
  private Block with(Block other) {
    if (times.length == 0) {
      return other;
    }
    if (other.times.length == 0) {
      return this;
    }
    int length = times.length + other.times.length;
    // Where each point of the result comes from: below times.length from here, else from the other.
    int[] origin = new int[length];
    int here = 0;
    int there = 0;
    for (int i = 0; i < length; i++) {
      boolean fromHere =
          there == other.times.length || (here < times.length && times[here] < other.times[there]);
      origin[i] = fromHere ? here++ : times.length + there++;
    }
    TreeMap<Integer, long[]> both = new TreeMap<>();
    series.keySet().forEach(tag -> both.put(tag, new long[0]));
    other.series.keySet().forEach(tag -> both.put(tag, new long[0]));
    both.replaceAll((tag, _) -> gather(origin, series.get(tag), other.series.get(tag)));
    long[] allTimes = new long[length];
    for (int i = 0; i < length; i++) {
      allTimes[i] =
          origin[i] < times.length ? times[origin[i]] : other.times[origin[i] - times.length];
    }
    return new Block(allTimes, both);
  }

  private long[] gather(int[] origin, long @Nullable [] here, long @Nullable [] there) {
    long[] values = new long[origin.length];
    for (int i = 0; i < values.length; i++) {
      int from = origin[i];
      if (from < times.length) {
        values[i] = here == null ? Column.UNKNOWN : here[from];
      } else {
        values[i] = there == null ? Column.UNKNOWN : there[from - times.length];
      }
    }
    return values;
  }

  /** How many points there are. */
  public int size() {
    return times.length;
  }

  /** When a point is or begins, in milliseconds of the epoch. */
  public long time(int point) {
    return times[point];
  }

  /** One figure of a point; null when it is not known. */
  public @Nullable Double value(int point, Column column, Statistic statistic) {
    long[] values = series.get(tag(column, statistic));
    return values == null ? null : column.value(values[point]);
  }

  /**
   * The series of a column in its steps, unknown values being {@link Column#UNKNOWN}; null when
   * nothing is known.
   */
  long @Nullable [] steps(Column column, Statistic statistic) {
    return series.get(tag(column, statistic));
  }

  /** How many samples each point stands for; null when each is one sample. */
  long @Nullable [] counts() {
    return series.get(COUNTS);
  }

  /** The tag under which a thinner puts the counts. */
  static int countsTag() {
    return COUNTS;
  }

  long[] times() {
    return times;
  }

  SortedMap<Integer, long[]> series() {
    return series;
  }

  /** One point of a block of samples. */
  public SampleRow sample(int point) {
    SampleRow.Builder row = SampleRow.at(times[point]);
    for (Column column : Column.ALL) {
      long[] values = series.get(tag(column, Statistic.LAST));
      if (values != null) {
        row.withSteps(column, values[point]);
      }
    }
    return row.build();
  }
}
