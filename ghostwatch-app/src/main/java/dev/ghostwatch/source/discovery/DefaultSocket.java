package dev.ghostwatch.source.discovery;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names that gh-ost gives its control socket when it is not told one. */
final class DefaultSocket {

  private static final String HEXADECIMAL = "0123456789ABCDEF";
  private static final String PREFIX = "gh-ost.";
  private static final String SUFFIX = ".sock";

  private DefaultSocket() {}

  /**
   * {@code /tmp/gh-ost.<database>.<table>.sock} with the database as given: releases before 2022.
   */
  static String plain(String database, String table) {
    return "/tmp/" + PREFIX + database + "." + table + SUFFIX;
  }

  /**
   * The same with the database, not the table, escaped as in a URL's query: releases since 2022.
   */
  static String escaped(String database, String table) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : database.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xFF);
      if (isUnreserved(character)) {
        escaped.append(character);
      } else if (character == ' ') {
        escaped.append('+');
      } else {
        escaped
            .append('%')
            .append(HEXADECIMAL.charAt(character >> 4))
            .append(HEXADECIMAL.charAt(character & 0xF));
      }
    }
    return plain(escaped.toString(), table);
  }

  private static boolean isUnreserved(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "-_.~".indexOf(character) >= 0;
  }

  /**
   * The table that a socket's file name tells of; null when it is no default name. With more than
   * one dot in the middle only gh-ost knows where the database ends.
   */
  static @Nullable TableHint hint(String fileName) {
    if (!fileName.startsWith(PREFIX)
        || !fileName.endsWith(SUFFIX)
        || fileName.length() <= PREFIX.length() + SUFFIX.length()) {
      return null;
    }
    String middle = fileName.substring(PREFIX.length(), fileName.length() - SUFFIX.length());
    int dot = middle.indexOf('.');
    boolean isClear = dot > 0 && dot == middle.lastIndexOf('.') && dot < middle.length() - 1;
    return isClear
        ? new TableHint(middle.substring(0, dot), middle.substring(dot + 1), middle)
        : new TableHint(null, null, middle);
  }
}
