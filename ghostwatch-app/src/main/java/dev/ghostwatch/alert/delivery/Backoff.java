package dev.ghostwatch.alert.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after tries that failed: twice as long each time, up to a longest pause, and of
 * that a share between a half and the whole by chance, so that many do not come back at once.
 *
 * @param first pause after the first failure
 * @param longest of all pauses
 * @param random draws the share; used by several threads, one at a time
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 40;

  /**
   * The pause after failures in a row.
   *
   * @param failures from 1 on
   */
  Duration after(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
    double millis =
        Math.min((double) longest.toMillis(), first.toMillis() * Math.pow(2, doublings));
    double share;
    synchronized (random) {
      share = 0.5 + random.nextDouble() / 2;
    }
    return Duration.ofMillis(Math.max(1, Math.round(millis * share)));
  }
}
