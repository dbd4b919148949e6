package dev.ghostwatch.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Figures as people read them, the same in both languages. Written without {@code String.format},
 * whose first use costs a command line more than all its other work.
 */
public final class Figures {
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Figures() {}

  /** {@code 1234567} as {@code 1,234,567}. */
  public static String grouped(long number) {
    String digits = Long.toString(number);
    int sign = number < 0 ? 1 : 0;
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > sign; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  /** A decimal with exactly that many places, half up: {@code 3.0}. */
  public static String decimal(double number, int places) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).toPlainString()
        : "?";
  }

  /** Rows or events a second: whole and grouped from 10 on, one place below. */
  public static String rate(double perSecond) {
    return perSecond >= 10 ? grouped(Math.round(perSecond)) : decimal(perSecond, 1);
  }

  /** Seconds of lag: {@code 0.01 s}, {@code 15.1 s}, and hours and minutes when it is long. */
  public static String seconds(double seconds) {
    if (seconds < 1) {
      return decimal(seconds, 2) + " s";
    }
    return seconds < 60
        ? decimal(seconds, 1) + " s"
        : duration(Duration.ofSeconds(Math.round(seconds)));
  }

  /** Whole seconds as {@code 2h34m12s}, with days from two days on: {@code 3d4h}. */
  public static String duration(Duration duration) {
    long all = duration.toSeconds();
    if (all < 0) {
      return "-" + duration(duration.negated());
    }
    long days = all / 86_400;
    if (days >= 2) {
      return days + "d" + all % 86_400 / 3600 + "h";
    }
    long hours = all / 3600;
    long minutes = all % 3600 / 60;
    long seconds = all % 60;
    if (hours > 0) {
      return hours + "h" + minutes + "m" + seconds + "s";
    }
    return minutes > 0 ? minutes + "m" + seconds + "s" : seconds + "s";
  }

  /** How long something lasted that was there: {@code <1s} rather than {@code 0s}. */
  public static String span(long seconds) {
    return seconds == 0 ? "<1s" : duration(Duration.ofSeconds(seconds));
  }

  /** A moment on this host's clock, to the second. */
  public static String time(Instant time, ZoneId zone) {
    return LOCAL_TIME.format(time.atZone(zone));
  }
}
