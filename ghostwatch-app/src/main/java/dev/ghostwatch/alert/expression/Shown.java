package dev.ghostwatch.alert.expression;

import dev.ghostwatch.text.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Values as texts for people show them; the same in both languages. */
final class Shown {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final int KIBI = 1024;

  private Shown() {}

  /** With at most two places, from a hundred on none. */
  static String decimal(double number) {
    if (!Double.isFinite(number)) {
      return "?";
    }
    int places = Math.abs(number) >= 100 ? 0 : 2;
    BigDecimal rounded =
        BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
  }

  /** A ratio of 0 to 1 as {@code 42%}. */
  static String percent(double ratio) {
    return decimal(ratio * 100) + "%";
  }

  /** Seconds as {@code 10m0s}. */
  static String span(double seconds) {
    return seconds < 10
        ? decimal(seconds) + "s"
        : Figures.duration(Duration.ofSeconds(Math.round(seconds)));
  }

  /** Bytes as {@code 1.5 GiB}. */
  static String bytes(double bytes) {
    double rest = bytes;
    int unit = 0;
    while (Math.abs(rest) >= KIBI && unit < UNITS.length - 1) {
      rest /= KIBI;
      unit++;
    }
    return decimal(rest) + " " + UNITS[unit];
  }
}
