package dev.ghostwatch.client.statsd;

import org.jspecify.annotations.Nullable;

/** What the values of a metric are. */
public enum MetricType {
  COUNT,
  GAUGE,
  /** Histograms, distributions and timers: single measurements. */
  MEASUREMENT,
  /** Names to be counted once each; gh-ost has none. */
  SET;

  static @Nullable MetricType byCode(byte[] bytes, int from, int to) {
    if (to - from == 1) {
      return switch (bytes[from]) {
        case 'c' -> COUNT;
        case 'g' -> GAUGE;
        case 'h', 'd' -> MEASUREMENT;
        case 's' -> SET;
        default -> null;
      };
    }
    return to - from == 2 && bytes[from] == 'm' && bytes[from + 1] == 's' ? MEASUREMENT : null;
  }
}
