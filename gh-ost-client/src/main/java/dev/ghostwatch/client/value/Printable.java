package dev.ghostwatch.client.value;

import java.util.Locale;

/**
 * Makes text from outside (identifiers, queries, file names, replies) safe to print: control
 * characters, terminal escapes, bidirectional overrides and lone surrogates become visible escapes,
 * so that a table name can neither clear the screen nor forge a line.
 */
public final class Printable {

  private Printable() {}

  /** The text on one line without anything a terminal would obey; line breaks are escaped too. */
  public static String text(String text) {
    // Without a format where nothing needs one: this is on the way of every line printed.
    return holdsObeyed(text) ? escaped(text) : text;
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> append(out, point, point < 0x100 ? "\\x%02x" : "\\u%04x");
          }
        });
    return out.toString();
  }

  private static void append(StringBuilder out, int point, String escape) {
    if (isObeyed(point)) {
      out.append(String.format(Locale.ROOT, escape, point));
    } else {
      out.appendCodePoint(point);
    }
  }

  /**
   * The text as one word of a shell command, to be copied from the screen: as it is, between single
   * quotes, or, with characters a terminal would obey, as bash, zsh and ksh read {@code $'…'}.
   */
  public static String shellWord(String text) {
    if (holdsObeyed(text)) {
      return ansiQuoted(text);
    }
    if (isPlainWord(text)) {
      return text;
    }
    return (text.startsWith("-") ? "-- " : "") + "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean isPlainWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && "/._-+,:@%".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && !text.startsWith("-");
  }

  private static String ansiQuoted(String text) {
    StringBuilder out = new StringBuilder("$'");
    text.codePoints()
        .forEach(point -> {
          if (point == '\'' || point == '\\') {
            out.append('\\').appendCodePoint(point);
          } else {
            // Not \x: in a shell that is a byte, not a character.
            append(out, point, point < 0x1_0000 ? "\\u%04x" : "\\U%08x");
          }
        });
    return (text.startsWith("-") ? "-- " : "") + out.append('\'');
  }

  private static boolean holdsObeyed(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isObeyed(point)) {
        return true;
      }
      i += Character.charCount(point);
    }
    return false;
  }

  private static boolean isObeyed(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      // Format characters include the bidirectional overrides; U+200D joins emoji and stays.
      case Character.FORMAT -> point != 0x200D;
      default -> false;
    };
  }
}
