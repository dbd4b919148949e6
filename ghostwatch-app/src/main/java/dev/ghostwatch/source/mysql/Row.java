package dev.ghostwatch.source.mysql;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of an answer: columns by name in lower case, values as the server prints them. */
record Row(Map<String, @Nullable String> columns) {

  /** The value of the first of these columns that there is; servers differ in names. */
  @Nullable String text(String... names) {
    for (String name : names) {
      String value = columns.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  String textOr(String otherwise, String... names) {
    String value = text(names);
    return value == null ? otherwise : value;
  }

  /** The value with nothing instead of an empty text. */
  @Nullable String filled(String... names) {
    String value = text(names);
    return value == null || value.isEmpty() ? null : value;
  }

  @Nullable Long number(String... names) {
    return Row.parseNumber(text(names));
  }

  long numberOr(long otherwise, String... names) {
    Long value = number(names);
    return value == null ? otherwise : value;
  }

  @Nullable Double decimal(String... names) {
    BigDecimal value = parseDecimal(text(names));
    return value == null ? null : value.doubleValue();
  }

  /** A whole number, also where a server prints {@code 5.000000}; null for what is none. */
  static @Nullable Long parseNumber(@Nullable String text) {
    BigDecimal value = parseDecimal(text);
    return value == null ? null : Long.valueOf(value.longValue());
  }

  static @Nullable BigDecimal parseDecimal(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** ON and OFF, YES and NO, 1 and 0. */
  static @Nullable Boolean parseFlag(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "ON", "YES", "Yes", "1" -> Boolean.TRUE;
      case "OFF", "NO", "No", "0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
