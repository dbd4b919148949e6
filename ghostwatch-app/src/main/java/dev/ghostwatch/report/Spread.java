package dev.ghostwatch.report;

import dev.ghostwatch.model.report.LagFigures;
import java.util.Arrays;

/** All values of a lag, to the millisecond: four bytes a sample. */
final class Spread {
  private int[] millis = new int[64];
  private int count;

  void add(double seconds) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, count * 2);
    }
    millis[count++] = Math.clamp(Math.round(seconds * 1000), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** The figures; the percentile is by nearest rank. */
  LagFigures figures(String method) {
    int[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    int rank = Math.ceilDiv(count * 95, 100);
    return new LagFigures(
        method,
        count,
        Arrays.stream(sorted).asLongStream().sum() / 1000.0 / count,
        sorted[Math.max(1, rank) - 1] / 1000.0,
        sorted[count - 1] / 1000.0);
  }
}
