package dev.ghostwatch.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Numbers, durations and times as Go's fmt and time packages print them. */
final class GoText {
  private static final long SECOND = 1_000_000;
  private static final DateTimeFormatter RUBY_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter GO_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern(" xx ")
          .toFormatter(Locale.ENGLISH);

  private static final DateTimeFormatter ZONE_NAME =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private GoText() {}

  /** A duration in microseconds without its fraction: {@code 54s}, {@code 2h34m12s}. */
  static String duration(long micros) {
    long seconds = Math.max(0, micros) / SECOND;
    long minutes = seconds / 60;
    long hours = minutes / 60;
    if (hours > 0) {
      return hours + "h" + minutes % 60 + "m" + seconds % 60 + "s";
    }
    return minutes > 0 ? minutes + "m" + seconds % 60 + "s" : seconds + "s";
  }

  /** A value with a fixed number of decimals, ties to even on the exact binary value. */
  static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Microseconds as seconds with a fixed number of decimals. */
  static String seconds(long micros, int decimals) {
    return BigDecimal.valueOf(micros, 6).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A float as {@code %v} prints it: {@code 40}, {@code 0.5}. */
  static String shortest(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (exact.signum() == 0) {
      return "0";
    }
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < 21) {
      return exact.toPlainString();
    }
    String mantissa = exact.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** {@code Sun Nov 22 13:08:06 +0000 2026}. */
  static String rubyDate(Instant time, ZoneId zone) {
    return RUBY_DATE.format(time.atZone(zone));
  }

  /** {@code 2026-11-22 13:47:19.819891 +0000 UTC}. */
  static String time(Instant time, ZoneId zone) {
    String name = ZONE_NAME.format(time.atZone(zone));
    return GO_TIME.format(time.atZone(zone)) + (name.equals("Z") ? "UTC" : name);
  }

  /** Text in double quotes with Go's escapes. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (character < ' ') {
            quoted.append("\\x%02x".formatted((int) character));
          } else {
            quoted.append(character);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** Takes off Go quotes when the text as a whole is quoted, and leaves any other text alone. */
  static String unquote(String text) {
    if (text.length() < 2) {
      return text;
    }
    char first = text.charAt(0);
    String inner = text.substring(1, text.length() - 1);
    if (text.charAt(text.length() - 1) != first) {
      return text;
    }
    return switch (first) {
      case '`' -> inner.indexOf('`') < 0 ? inner : text;
      case '\'' -> inner.codePointCount(0, inner.length()) == 1 ? inner : text;
      case '"' -> unescape(inner, text);
      default -> text;
    };
  }

  private static String unescape(String inner, String whenMalformed) {
    StringBuilder plain = new StringBuilder();
    boolean escaped = false;
    for (int i = 0; i < inner.length(); i++) {
      char character = inner.charAt(i);
      if (escaped) {
        switch (character) {
          case '"', '\\' -> plain.append(character);
          case 'n' -> plain.append('\n');
          case 't' -> plain.append('\t');
          default -> {
            return whenMalformed;
          }
        }
        escaped = false;
      } else if (character == '\\') {
        escaped = true;
      } else if (character == '"') {
        return whenMalformed;
      } else {
        plain.append(character);
      }
    }
    return escaped ? whenMalformed : plain.toString();
  }
}
