package dev.ghostwatch.client.value;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durations as the Go language writes them: {@code 54s}, {@code 2h34m12s}, {@code 1.5ms}, {@code
 * -3m0.25s}.
 *
 * <p>Takes exactly what Go's {@code time.ParseDuration} takes and prints what {@code
 * Duration.String} prints. The range is Go's: 64 bits of nanoseconds, about 292 years.
 */
public final class GoDuration {

  /** 2⁶³ as an unsigned number: the magnitude of the smallest duration. */
  private static final long LIMIT = Long.MIN_VALUE;

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
  private static final Duration SHORTEST = Duration.ofNanos(Long.MIN_VALUE);

  private final String text;
  private int position;

  private GoDuration(String text, int position) {
    this.text = text;
    this.position = position;
  }

  /**
   * The duration that the text says, or null when Go would not take the text, also when it is out
   * of range.
   */
  public static @Nullable Duration parse(String text) {
    if (text.isEmpty()) {
      return null;
    }
    char first = text.charAt(0);
    boolean negative = first == '-';
    int start = negative || first == '+' ? 1 : 0;
    if (text.length() - start == 1 && text.charAt(start) == '0') {
      return Duration.ZERO;
    }
    if (text.length() == start) {
      return null;
    }
    return new GoDuration(text, start).parts(negative);
  }

  private @Nullable Duration parts(boolean negative) {
    long total = 0;
    while (position < text.length()) {
      long nanos = part();
      if (nanos == -1 || (total == LIMIT && nanos != 0) || (nanos == LIMIT && total != 0)) {
        return null;
      }
      total += nanos;
      if (total < 0 && total != LIMIT) {
        return null;
      }
    }
    if (total == LIMIT) {
      return negative ? SHORTEST : null;
    }
    return Duration.ofNanos(negative ? -total : total);
  }

  /**
   * One number with its unit, in nanoseconds; -1 when it is malformed or too large, {@link #LIMIT}
   * for exactly 2⁶³.
   */
  private long part() {
    int digitsStart = position;
    long whole = 0;
    while (position < text.length() && Ascii.isDigit(text.charAt(position))) {
      int digit = text.charAt(position) - '0';
      if (whole == LIMIT || whole > Long.MAX_VALUE / 10) {
        return -1;
      }
      whole = whole * 10 + digit;
      if (whole < 0 && whole != LIMIT) {
        return -1;
      }
      position++;
    }
    int digits = position - digitsStart;
    long fraction = 0;
    double scale = 1;
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      boolean full = false;
      while (position < text.length() && Ascii.isDigit(text.charAt(position))) {
        int digit = text.charAt(position) - '0';
        full |= fraction > (Long.MAX_VALUE - digit) / 10;
        if (!full) {
          fraction = fraction * 10 + digit;
          scale *= 10;
        }
        digits++;
        position++;
      }
    }
    if (digits == 0) {
      return -1;
    }
    long unit = unit();
    if (unit == 0 || Long.compareUnsigned(whole, Long.divideUnsigned(LIMIT, unit)) > 0) {
      return -1;
    }
    whole *= unit;
    if (fraction > 0) {
      whole += (long) ((double) fraction * ((double) unit / scale));
    }
    return (whole < 0 && whole != LIMIT) ? -1 : whole;
  }

  /** Nanoseconds of the unit at the position, or 0 when it is none. */
  private long unit() {
    int start = position;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '.' || Ascii.isDigit(c)) {
        break;
      }
      position++;
    }
    return switch (text.substring(start, position)) {
      case "h" -> 3_600_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      case "ms" -> 1_000_000L;
      // Go takes the micro sign and the Greek letter, which look the same.
      case "us", "\u00b5s", "\u03bcs" -> 1_000L;
      case "ns" -> 1L;
      default -> 0L;
    };
  }

  /** The duration as Go prints it; one beyond Go's range is printed as the end of that range. */
  public static String format(Duration duration) {
    Duration inRange = duration;
    if (duration.compareTo(LONGEST) > 0) {
      inRange = LONGEST;
    } else if (duration.compareTo(SHORTEST) < 0) {
      inRange = SHORTEST;
    }
    long nanos = inRange.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    StringBuilder out = new StringBuilder();
    if (nanos < 0) {
      out.append('-');
    }
    // The magnitude is unsigned: that of the shortest duration does not fit a signed number.
    long magnitude = Math.abs(nanos);
    if (Long.compareUnsigned(magnitude, 1_000L) < 0) {
      out.append(magnitude).append("ns");
    } else if (Long.compareUnsigned(magnitude, 1_000_000L) < 0) {
      appendDecimal(out, magnitude, 1_000L).append("\u00b5s");
    } else if (Long.compareUnsigned(magnitude, 1_000_000_000L) < 0) {
      appendDecimal(out, magnitude, 1_000_000L).append("ms");
    } else {
      appendClock(out, magnitude);
    }
    return out.toString();
  }

  private static void appendClock(StringBuilder out, long magnitude) {
    long seconds = Long.divideUnsigned(magnitude, 1_000_000_000L);
    long hours = seconds / 3600;
    long minutes = seconds / 60 % 60;
    if (hours > 0) {
      out.append(hours).append('h');
    }
    if (hours > 0 || minutes > 0) {
      out.append(minutes).append('m');
    }
    long rest = Long.remainderUnsigned(magnitude, 60_000_000_000L);
    appendDecimal(out, rest, 1_000_000_000L).append('s');
  }

  private static StringBuilder appendDecimal(StringBuilder out, long value, long unit) {
    out.append(value / unit);
    long fraction = value % unit;
    if (fraction != 0) {
      out.append('.');
      for (long place = unit / 10; fraction != 0; place /= 10) {
        out.append(fraction / place);
        fraction %= place;
      }
    }
    return out;
  }
}
