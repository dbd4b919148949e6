package dev.ghostwatch.client.command;

import dev.ghostwatch.client.value.Printable;

/** Puts text from outside into messages for people. */
final class Texts {

  private static final int LONGEST_SHOWN = 80;

  private Texts() {}

  /** The text between single quotes, short, and without anything a terminal would obey. */
  static String shown(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return "'" + Printable.text(text) + "'";
    }
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_SHOWN - 1))
            ? LONGEST_SHOWN - 1
            : LONGEST_SHOWN;
    return "'" + Printable.text(text.substring(0, end)) + "…'";
  }
}
