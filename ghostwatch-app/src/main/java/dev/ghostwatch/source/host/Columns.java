package dev.ghostwatch.source.host;

import dev.ghostwatch.client.value.Numbers;
import org.jspecify.annotations.Nullable;

/** Finds numbers in lines of columns without cutting the lines up. */
final class Columns {
  private Columns() {}

  /** The whole number in a column, from 0; -1 when there is none. */
  static long count(String line, int column) {
    int start = start(line, 0, column);
    return start < 0 ? -1 : Numbers.parseCount(line, start, end(line, start));
  }

  static @Nullable Double decimal(String line, int column) {
    int start = start(line, 0, column);
    return start < 0 ? null : Numbers.parseDecimal(line, start, end(line, start));
  }

  static String word(String line, int column) {
    int start = start(line, 0, column);
    return start < 0 ? "" : line.substring(start, end(line, start));
  }

  /** The number behind the word at the beginning of a line of a text; -1 when there is none. */
  static long labelled(String text, String label) {
    int at = text.startsWith(label) ? 0 : text.indexOf("\n" + label);
    if (at < 0) {
      return -1;
    }
    int start = start(text, at + label.length() + (at == 0 ? 0 : 1), 0);
    return start < 0 ? -1 : Numbers.parseCount(text, start, end(text, start));
  }

  private static int start(String line, int from, int column) {
    int at = from;
    for (int i = 0; at < line.length(); i++) {
      while (at < line.length() && line.charAt(at) <= ' ') {
        at++;
      }
      if (at == line.length()) {
        break;
      }
      if (i == column) {
        return at;
      }
      at = end(line, at);
    }
    return -1;
  }

  private static int end(String line, int start) {
    int at = start;
    while (at < line.length() && line.charAt(at) > ' ') {
      at++;
    }
    return at;
  }
}
