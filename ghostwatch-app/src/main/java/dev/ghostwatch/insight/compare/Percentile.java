package dev.ghostwatch.insight.compare;

import java.util.Arrays;

/** Percentiles by nearest rank: always one of the values. */
public final class Percentile {
  private Percentile() {}

  /**
   * The least of the values that so many of a hundred do not exceed.
   *
   * @param values in any order; at least one
   * @param percent above 0, at most 100
   */
  public static double of(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
    return sorted[Math.clamp(rank, 1, sorted.length) - 1];
  }

  /** The middle value; of an even number the mean of the two in the middle. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
