package dev.ghostwatch.model.statsd;

/**
 * How long things took that happened within one flush. gh-ost measures whole milliseconds, so quick
 * queries count as 0.
 *
 * @param count how many, at least 1
 * @param totalSeconds of all together
 * @param p95Seconds 95 of 100 took no longer (nearest rank)
 */
public record Timing(long count, double totalSeconds, double p95Seconds, double maxSeconds) {
  public double meanSeconds() {
    return totalSeconds / count;
  }
}
