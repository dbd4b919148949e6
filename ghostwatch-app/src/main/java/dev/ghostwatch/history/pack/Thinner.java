package dev.ghostwatch.history.pack;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.Statistic;
import dev.ghostwatch.model.history.Thinning;
import dev.ghostwatch.model.history.Unit;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes few points of many: time is cut into equal pieces and each piece becomes one point, in
 * which greatest, least, mean and last survive as each column wants it. Takes samples and rollups,
 * in ascending order of time.
 */
@SuppressWarnings("EnumOrdinal") // places in an array of this process; what is stored goes by code
public final class Thinner {
  private final long from;
  private final double width;
  private final Collection<Column> columns;
  private final long[] counts;
  private final Pieces[] pieces;

  /**
   * Thins to these pieces; what lies outside them is left out.
   *
   * @param from where the first piece begins, in milliseconds of the epoch
   * @param width how long a piece is, in milliseconds
   * @param pieces how many there are
   */
  public Thinner(long from, double width, int pieces, Collection<Column> columns) {
    this.from = from;
    this.width = width;
    this.columns = columns;
    this.counts = new long[pieces];
    this.pieces = new Pieces[Column.SLOTS];
  }

  /**
   * Rollups of a step: every point is at a multiple of it. Gauges are rounded to three digits,
   * which saves a seventh of the rollups' bytes; those in seconds, the lags, are small and stay
   * exact.
   */
  public static Block rollup(Block block, long step, Collection<Column> columns) {
    if (block.size() == 0) {
      return block;
    }
    long first = Math.floorDiv(block.time(0), step);
    long last = Math.floorDiv(block.time(block.size() - 1), step);
    Thinner thinner = new Thinner(first * step, step, Math.toIntExact(last - first + 1), columns);
    thinner.add(block, 0);
    return thinner.result(true);
  }

  /**
   * Takes in more points, none earlier than those taken in before.
   *
   * @param step the time a point stands for, in milliseconds; a point that reaches into the first
   *     piece from before it belongs there
   */
  public void add(Block block, long step) {
    int[] piece = new int[block.size()];
    long[] weights = block.counts();
    for (int i = 0; i < piece.length; i++) {
      long time = block.time(i);
      double index = time < from && time + step > from ? 0 : (time - from) / width;
      piece[i] = index < 0 || index >= counts.length ? -1 : (int) index;
      if (piece[i] >= 0) {
        counts[piece[i]] += weights == null ? 1 : weights[i];
      }
    }
    for (Column column : columns) {
      add(block, column, piece, weights);
    }
  }

  /** Where a piece begins: the first millisecond that is in it, or in one after it. */
  public long begin(int piece) {
    return from + (long) Math.ceil(piece * width);
  }

  /** The piece a time is in, which lies within them. */
  public int pieceOf(long time) {
    return (int) ((time - from) / width);
  }

  /** Takes in that there were so many more samples in a piece. */
  public void add(int piece, long samples) {
    counts[piece] += samples;
  }

  /**
   * Takes in what samples of a piece say together of a figure, in its steps.
   *
   * @param samples how many they are
   */
  public void add(
      int piece, Column column, long last, long least, long greatest, long mean, long samples) {
    of(column).add(piece, last, least, greatest, mean, samples);
  }

  private Pieces of(Column column) {
    Pieces all = pieces[column.code()];
    if (all == null) {
      all = new Pieces(counts.length);
      pieces[column.code()] = all;
    }
    return all;
  }

  private void add(Block block, Column column, int[] piece, long @Nullable [] weights) {
    long[] last = block.steps(column, Statistic.LAST);
    long[] mean = orElse(block.steps(column, Statistic.AVERAGE), last);
    long[] least = orElse(block.steps(column, Statistic.LEAST), last);
    long[] greatest = orElse(block.steps(column, Statistic.GREATEST), last);
    if (last == null && mean == null) {
      return;
    }
    Pieces all = of(column);
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] >= 0) {
        all.add(
            piece[i],
            at(last, i),
            at(least, i),
            at(greatest, i),
            at(mean, i),
            weights == null ? 1 : weights[i]);
      }
    }
  }

  private static long @Nullable [] orElse(long @Nullable [] values, long @Nullable [] otherwise) {
    return values == null ? otherwise : values;
  }

  private static long at(long @Nullable [] values, int i) {
    return values == null ? Column.UNKNOWN : values[i];
  }

  /** The pieces in which there was anything. */
  public Block result() {
    return result(false);
  }

  private Block result(boolean rounded) {
    int[] kept = new int[counts.length];
    int size = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        kept[size++] = i;
      }
    }
    kept = Arrays.copyOf(kept, size);
    long[] times = new long[size];
    for (int i = 0; i < size; i++) {
      times[i] = from + (long) (kept[i] * width);
    }
    SortedMap<Integer, long[]> series = new TreeMap<>();
    series.put(Block.countsTag(), pick(counts, kept));
    for (Column column : columns) {
      Pieces all = pieces[column.code()];
      if (all != null) {
        for (Statistic statistic : column.thinning().statistics()) {
          long[] values = pick(all.steps(statistic), kept);
          series.put(
              Block.tag(column, statistic),
              rounded && isRounded(column)
                  ? Arrays.stream(values).map(Thinner::round).toArray()
                  : values);
        }
      }
    }
    return new Block(times, series);
  }

  private static long[] pick(long[] values, int[] kept) {
    long[] picked = new long[kept.length];
    for (int i = 0; i < kept.length; i++) {
      picked[i] = values[kept[i]];
    }
    return picked;
  }

  private static boolean isRounded(Column column) {
    return column.thinning() == Thinning.GAUGE && column.unit() != Unit.SECONDS;
  }

  /** To three digits. */
  static long round(long steps) {
    if (steps == Column.UNKNOWN || Math.abs(steps) > Long.MAX_VALUE / 2) {
      return steps;
    }
    long unit = 1;
    while (Math.abs(steps / unit) >= 1_000) {
      unit *= 10;
    }
    return (steps + Long.signum(steps) * (unit / 2)) / unit * unit;
  }

  /** The pieces of one column. */
  private static final class Pieces {
    private final long[] last;
    private final long[] least;
    private final long[] greatest;
    private final double[] sum;
    private final long[] weight;

    Pieces(int length) {
      last = new long[length];
      least = new long[length];
      greatest = new long[length];
      sum = new double[length];
      weight = new long[length];
      Arrays.fill(last, Column.UNKNOWN);
      Arrays.fill(least, Column.UNKNOWN);
      Arrays.fill(greatest, Column.UNKNOWN);
    }

    void add(int piece, long newLast, long low, long high, long mean, long count) {
      if (newLast != Column.UNKNOWN) {
        last[piece] = newLast;
      }
      if (low != Column.UNKNOWN) {
        least[piece] = least[piece] == Column.UNKNOWN ? low : Math.min(least[piece], low);
      }
      if (high != Column.UNKNOWN) {
        // UNKNOWN is the least number there is.
        greatest[piece] = Math.max(greatest[piece], high);
      }
      if (mean != Column.UNKNOWN) {
        sum[piece] += (double) mean * count;
        weight[piece] += count;
      }
    }

    long[] steps(Statistic statistic) {
      return switch (statistic) {
        case LAST -> last;
        case LEAST -> least;
        case GREATEST -> greatest;
        case AVERAGE -> mean();
      };
    }

    private long[] mean() {
      long[] mean = new long[sum.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = weight[i] == 0 ? Column.UNKNOWN : Math.round(sum[i] / weight[i]);
      }
      return mean;
    }
  }
}
