package dev.ghostwatch.history.pack;

import dev.ghostwatch.model.history.Column;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Least, greatest and mean lie close together: packed are the least, how far the greatest is above
 * it, and how far the mean is from the middle, which takes a third less.
 */
final class Spread {
  private static final int STATISTICS = 8;
  private static final int LEAST = 1;
  private static final int GREATEST = 2;
  private static final int AVERAGE = 3;

  /** In packed form only: greatest less least. */
  private static final int HEIGHT = 5;

  /** In packed form only: mean less the middle of least and greatest. */
  private static final int SKEW = 6;

  /** Beyond it differences might not fit. */
  private static final long SAFE = 1L << 61;

  private Spread() {}

  /** The series as they are packed. */
  static SortedMap<Integer, long[]> narrow(SortedMap<Integer, long[]> series) {
    SortedMap<Integer, long[]> narrowed = new TreeMap<>(series);
    series.forEach((tag, least) -> {
      int column = tag - tag % STATISTICS;
      long[] greatest = series.get(column + GREATEST);
      long[] average = series.get(column + AVERAGE);
      if (tag % STATISTICS == LEAST
          && greatest != null
          && average != null
          && goTogether(least, greatest, average)) {
        long[] height = new long[least.length];
        long[] skew = new long[least.length];
        for (int i = 0; i < least.length; i++) {
          boolean known = least[i] != Column.UNKNOWN;
          height[i] = known ? greatest[i] - least[i] : Column.UNKNOWN;
          skew[i] = known ? average[i] - middle(least[i], height[i]) : Column.UNKNOWN;
        }
        narrowed.remove(column + GREATEST);
        narrowed.remove(column + AVERAGE);
        narrowed.put(column + HEIGHT, height);
        narrowed.put(column + SKEW, skew);
      }
    });
    return narrowed;
  }

  private static boolean goTogether(long[] least, long[] greatest, long[] average) {
    for (int i = 0; i < least.length; i++) {
      boolean known = least[i] != Column.UNKNOWN;
      if (known != (greatest[i] != Column.UNKNOWN) || known != (average[i] != Column.UNKNOWN)) {
        return false;
      }
      if (known && (least[i] < -SAFE || greatest[i] > SAFE || greatest[i] < least[i])) {
        return false;
      }
    }
    return true;
  }

  /** The series as they were. */
  static SortedMap<Integer, long[]> widen(SortedMap<Integer, long[]> series) {
    SortedMap<Integer, long[]> widened = new TreeMap<>(series);
    series.forEach((tag, height) -> {
      int column = tag - tag % STATISTICS;
      long[] least = series.get(column + LEAST);
      long[] skew = series.get(column + SKEW);
      if (tag % STATISTICS == HEIGHT && least != null && skew != null) {
        long[] greatest = new long[height.length];
        long[] average = new long[height.length];
        for (int i = 0; i < height.length; i++) {
          boolean known = height[i] != Column.UNKNOWN;
          greatest[i] = known ? least[i] + height[i] : Column.UNKNOWN;
          average[i] = known ? skew[i] + middle(least[i], height[i]) : Column.UNKNOWN;
        }
        widened.remove(column + HEIGHT);
        widened.remove(column + SKEW);
        widened.put(column + GREATEST, greatest);
        widened.put(column + AVERAGE, average);
      }
    });
    return widened;
  }

  private static long middle(long least, long height) {
    return least + height / 2;
  }
}
