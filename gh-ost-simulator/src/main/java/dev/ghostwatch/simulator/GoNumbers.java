package dev.ghostwatch.simulator;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as Go's strconv reads them, with its error texts. */
final class GoNumbers {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(?i:inf|infinity)|(?i:nan)");

  private GoNumbers() {}

  static long integer(String text) throws CommandRefused {
    if (!INTEGER.matcher(text).matches()) {
      throw problem("Atoi", text, "invalid syntax");
    }
    try {
      return new BigInteger(text).longValueExact();
    } catch (ArithmeticException _) {
      throw problem("Atoi", text, "value out of range");
    }
  }

  static double decimal(String text) throws CommandRefused {
    if (!DECIMAL.matcher(text).matches()) {
      throw problem("ParseFloat", text, "invalid syntax");
    }
    if (text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    if (text.toLowerCase(Locale.ROOT).contains("inf")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw problem("ParseFloat", text, "value out of range");
    }
    return value;
  }

  private static CommandRefused problem(String function, String text, String what) {
    return new CommandRefused(
        "strconv.%s: parsing %s: %s".formatted(function, GoText.quote(text), what));
  }
}
