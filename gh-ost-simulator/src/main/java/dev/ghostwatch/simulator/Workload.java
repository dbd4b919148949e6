package dev.ghostwatch.simulator;

import java.time.Duration;

/**
 * What the application does to the table meanwhile, and how fast gh-ost can follow.
 *
 * @param changesPerSecond average rate of changed rows, 0 or more
 * @param swing how far the rate swings around its average, 0 (steady) to 1
 * @param period length of one swing
 * @param insertShare share of the changes that add a row, 0 to 1; they move a counted estimate
 * @param otherBytesPerSecond binary log written for other tables
 * @param batchOverhead time one batch of changes takes whatever its size
 * @param microsPerChange microseconds one change adds to its batch
 */
public record Workload(
    double changesPerSecond,
    double swing,
    Duration period,
    double insertShare,
    long otherBytesPerSecond,
    Duration batchOverhead,
    double microsPerChange) {

  public Workload {
    if (!(changesPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "changesPerSecond is %s; it must be 0 or more".formatted(changesPerSecond));
    }
    if (!(swing >= 0 && swing <= 1)) {
      throw new IllegalArgumentException("swing is %s; it must be 0 to 1".formatted(swing));
    }
    if (period.isZero() || period.isNegative() || batchOverhead.toNanos() <= 0) {
      throw new IllegalArgumentException(
          "period is %s and batchOverhead %s; both must be above 0"
              .formatted(period, batchOverhead));
    }
  }

  double rateAt(long micros) {
    double angle = 2 * Math.PI * (micros / 1_000.0) / period.toMillis();
    return changesPerSecond * (1 + swing * Math.sin(angle));
  }
}
