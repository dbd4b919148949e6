package dev.ghostwatch.client.value;

import org.jspecify.annotations.Nullable;

/** Reads numbers out of the middle of a text, without exceptions and without making strings. */
public final class Numbers {

  /** Powers of ten that a double holds exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  private static final int EXACT_DIGITS = 15;
  private static final int LONGEST_DECIMAL = 400;

  private Numbers() {}

  /**
   * The digits from (inclusive) to (exclusive) as a number of at least 0; -1 when they are none or
   * too many.
   */
  public static long parseCount(String text, int from, int to) {
    if (from >= to) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** A whole number, perhaps with a minus sign; null when it is none or out of range. */
  public static @Nullable Long parseLong(String text, int from, int to) {
    boolean negative = from < to && text.charAt(from) == '-';
    long value = parseCount(text, negative ? from + 1 : from, to);
    if (value < 0) {
      return null;
    }
    return negative ? -value : value;
  }

  /**
   * A number such as {@code -12.50} (no exponent), exactly as {@code Double.parseDouble} reads it;
   * null when it is none.
   */
  public static @Nullable Double parseDecimal(String text, int from, int to) {
    boolean negative = from < to && text.charAt(from) == '-';
    int start = negative ? from + 1 : from;
    int point = -1;
    int digits = 0;
    long mantissa = 0;
    for (int i = start; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c >= '0' && c <= '9') {
        digits++;
        if (digits <= EXACT_DIGITS) {
          mantissa = mantissa * 10 + (c - '0');
        }
      } else {
        return null;
      }
    }
    if (digits == 0 || to - start > LONGEST_DECIMAL) {
      return null;
    }
    if (digits > EXACT_DIGITS) {
      return Double.valueOf(text.substring(from, to));
    }
    int decimals = point < 0 ? 0 : to - point - 1;
    // Both operands are exact, so the quotient is the nearest double, as with parseDouble.
    double value = (double) mantissa / POWERS[decimals];
    return negative ? -value : value;
  }
}
