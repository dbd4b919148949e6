package dev.ghostwatch.source.statsd;

import dev.ghostwatch.client.statsd.MetricLine;
import dev.ghostwatch.model.statsd.Timing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers times of one kind within a flush. */
final class Measurements {
  /** So many are kept for the percentile; all count for the sum. */
  private static final int MOST_KEPT = 20_000;

  private static final double PERCENTILE = 0.95;
  private static final double MILLIS = 1000;

  private double[] kept = new double[64];
  private int size;
  private double count;
  private double total;
  private double max;

  void add(MetricLine line) {
    double weight = 1 / line.sampleRate();
    for (int i = 0; i < line.values().size(); i++) {
      double value = line.values().at(i);
      if (value < 0) {
        continue;
      }
      count += weight;
      total += value * weight;
      max = Math.max(max, value);
      if (size < MOST_KEPT) {
        if (size == kept.length) {
          kept = Arrays.copyOf(kept, size * 2);
        }
        kept[size++] = value;
      }
    }
  }

  void add(Measurements other) {
    count += other.count;
    total += other.total;
    max = Math.max(max, other.max);
    int room = Math.min(other.size, MOST_KEPT - size);
    kept = Arrays.copyOf(kept, Math.max(kept.length, size + room));
    System.arraycopy(other.kept, 0, kept, size, room);
    size += room;
  }

  /** Null when there were none. */
  @Nullable Timing timing() {
    if (size == 0) {
      return null;
    }
    double[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(PERCENTILE * size) - 1;
    return new Timing(
        Math.max(1, Math.round(count)), total / MILLIS, sorted[rank] / MILLIS, max / MILLIS);
  }
}
