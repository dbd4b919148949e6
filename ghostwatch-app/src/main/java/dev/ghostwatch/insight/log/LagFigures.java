package dev.ghostwatch.insight.log;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lag over all samples. The 95th percentile is exact to a hundredth of a second up to ten minutes,
 * and to a second beyond, in memory that does not grow with the samples.
 */
final class LagFigures {
  private static final int FINE = 60_000;
  private static final int FINE_STEP = 10;
  private static final long COARSE_STEP = 1000;

  /** A heartbeat older than this was never written: gh-ost reports the age of the year 1. */
  private static final long NO_HEARTBEAT = 365L * 86_400 * 1000;

  /** Samples for each hundredth of a second; grows with the lag that is met. */
  private int[] fine = new int[64];

  private final TreeMap<Long, Long> coarse = new TreeMap<>();
  private long count;
  private long sum;
  private long max = Long.MIN_VALUE;
  private long maxHeartbeat = Long.MIN_VALUE;

  void lag(long millis) {
    count++;
    sum += millis;
    max = Math.max(max, millis);
    if (millis > -FINE_STEP && millis < FINE * FINE_STEP) {
      // Divided as an int: the compiler that GhostWatch runs with makes a slow call for longs.
      int step = (int) millis / FINE_STEP;
      if (step >= fine.length) {
        fine = Arrays.copyOf(fine, Math.max(step + 1, fine.length * 2));
      }
      fine[step]++;
    } else {
      coarse.merge(Math.floorDiv(millis, COARSE_STEP), 1L, Long::sum);
    }
  }

  void heartbeat(long millis) {
    if (millis < NO_HEARTBEAT) {
      maxHeartbeat = Math.max(maxHeartbeat, millis);
    }
  }

  @Nullable Double maxSeconds() {
    return count == 0 ? null : max / 1000.0;
  }

  @Nullable Double averageSeconds() {
    return count == 0 ? null : Figure.rounded(sum / 1000.0 / count, 1000);
  }

  @Nullable Double maxHeartbeatSeconds() {
    return maxHeartbeat == Long.MIN_VALUE ? null : maxHeartbeat / 1000.0;
  }

  /** The smallest lag that 95 of 100 samples do not exceed. */
  @Nullable Double p95Seconds() {
    if (count == 0) {
      return null;
    }
    long rank = Math.ceilDiv(count * 95, 100L);
    long seen = 0;
    for (Map.Entry<Long, Long> entry : coarse.headMap(0L).entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return (double) entry.getKey();
      }
    }
    for (int i = 0; i < fine.length; i++) {
      seen += fine[i];
      if (seen >= rank) {
        return i * FINE_STEP / 1000.0;
      }
    }
    for (Map.Entry<Long, Long> entry : coarse.tailMap(0L).entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return (double) entry.getKey();
      }
    }
    return maxSeconds();
  }
}
