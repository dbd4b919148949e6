package dev.ghostwatch.insight.log;

import org.jspecify.annotations.Nullable;

/** Small arithmetic. */
final class Figure {
  private Figure() {}

  /** To so many parts of one: {@code 10} rounds to tenths. */
  static double rounded(double value, int parts) {
    return Math.round(value * parts) / (double) parts;
  }

  /** A number that is {@code Long.MIN_VALUE} when it is not known. */
  static @Nullable Long orNull(long value) {
    return value == Long.MIN_VALUE ? null : value;
  }
}
