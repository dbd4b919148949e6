package dev.ghostwatch.client.value;

import java.util.Locale;

/** Makes text from outside safe to print. */
public final class Printable {

  private Printable() {}

  /** The text without anything a terminal would obey: such characters are written as in Java. */
  public static String text(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int position = 0;
    while (position < text.length()) {
      int character = text.codePointAt(position);
      position += Character.charCount(character);
      if (isObeyed(character)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", character));
      } else {
        out.appendCodePoint(character);
      }
    }
    return out.toString();
  }

  /** The text as one word of a shell command, to be copied from the screen. */
  public static String shellWord(String text) {
    boolean plain = true;
    boolean obeyed = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain &= Ascii.isLetter(c) || Ascii.isDigit(c) || "/._-+,:@%".indexOf(c) >= 0;
      obeyed |= isObeyed(c);
    }
    if (plain && !text.startsWith("-")) {
      return text;
    }
    if (obeyed) {
      return ansiQuoted(text);
    }
    return (text.startsWith("-") ? "-- " : "") + "'" + text.replace("'", "'\\''") + "'";
  }

  private static String ansiQuoted(String text) {
    StringBuilder out = new StringBuilder("$'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append('\\').append(c);
      } else if (isObeyed(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  private static boolean isObeyed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
