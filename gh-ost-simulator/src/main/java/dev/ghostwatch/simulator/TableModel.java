package dev.ghostwatch.simulator;

import java.time.Duration;

/**
 * The table being copied and how long its chunks take.
 *
 * @param rows rows it really has, at least 0
 * @param estimateFactor what the optimizer believes, as a share of the truth; 0.5 makes Copy reach
 *     200 %
 * @param counting whether and how the rows are counted exactly
 * @param countTakes how long counting takes
 * @param chunkOverhead time one chunk takes whatever its size
 * @param microsPerRow microseconds one row adds to its chunk
 * @param slowing how much slower the last rows are than the first; 1.0 doubles their time
 * @param unevenness relative standard deviation of the time of a chunk
 * @param drift relative standard deviation of the speed of the whole run, which wanders within
 *     minutes
 */
public record TableModel(
    long rows,
    double estimateFactor,
    Counting counting,
    Duration countTakes,
    Duration chunkOverhead,
    double microsPerRow,
    double slowing,
    double unevenness,
    double drift) {

  /** Whether gh-ost counts the rows rather than trusting the optimizer. */
  public enum Counting {
    /** Never; the estimate stays. */
    NEVER,
    /** While copying; the estimate jumps when the count is done. */
    WHILE_COPYING,
    /** Before the copy, which waits in the state "counting rows". */
    BEFORE_THE_COPY
  }

  public TableModel {
    if (rows < 0) {
      throw new IllegalArgumentException("rows is %d; it must be 0 or more".formatted(rows));
    }
    if (!(estimateFactor > 0)) {
      throw new IllegalArgumentException(
          "estimateFactor is %s; it must be above 0".formatted(estimateFactor));
    }
    if (!(microsPerRow >= 0) || chunkOverhead.toNanos() <= 0) {
      throw new IllegalArgumentException(
          "a chunk must take time: overhead is %s and microsPerRow %s"
              .formatted(chunkOverhead, microsPerRow));
    }
  }

  long estimate() {
    return Math.round(rows * estimateFactor);
  }
}
