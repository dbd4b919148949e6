package dev.ghostwatch.source.discovery;

import org.jspecify.annotations.Nullable;

/**
 * Picks fields out of the blank-divided lines of {@code /proc}, without the start-up cost of
 * regular expressions.
 */
final class Fields {

  /** Beyond this many digits a number could exceed a long; the kernel's are shorter. */
  private static final int MOST_DIGITS = 18;

  private Fields() {}

  /** The field at an index, from 0; null when there are fewer. */
  static @Nullable String word(String text, int index) {
    int start = 0;
    for (int field = 0; ; field++) {
      while (start < text.length() && text.charAt(start) <= ' ') {
        start++;
      }
      int end = start;
      while (end < text.length() && text.charAt(end) > ' ') {
        end++;
      }
      if (start == end) {
        return null;
      }
      if (field == index) {
        return text.substring(start, end);
      }
      start = end;
    }
  }

  /** The whole number at an index; null when there is none. */
  static @Nullable Long number(String text, int index) {
    String word = word(text, index);
    return word == null ? null : number(word);
  }

  /** A text of digits only as a number; null for any other. */
  static @Nullable Long number(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return Long.parseLong(text);
  }
}
