package dev.ghostwatch.terminal;

/**
 * Makes text from outside (identifiers, queries, file names, replies) safe to print: control
 * characters, terminal escapes, bidirectional overrides and lone surrogates become visible escapes,
 * so that a table name can neither clear the screen nor forge a line.
 */
public final class SafeText {
  private SafeText() {}

  /** The text on the lines it has: only its line breaks are left as they are. */
  public static String lines(String text) {
    int newline = text.indexOf('\n');
    if (newline < 0) {
      return line(text);
    }
    return line(text.substring(0, newline)) + '\n' + lines(text.substring(newline + 1));
  }

  /** The text on one line; line breaks and tabs are escaped too. */
  public static String line(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isUnsafe(point)) {
        return escaped(text);
      }
      i += Character.charCount(point);
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          if (!isUnsafe(point)) {
            out.appendCodePoint(point);
          } else if (point == '\n') {
            out.append("\\n");
          } else if (point == '\r') {
            out.append("\\r");
          } else if (point == '\t') {
            out.append("\\t");
          } else {
            out.append(point < 0x100 ? "\\x" : "\\u")
                .append(String.format(point < 0x100 ? "%02x" : "%04x", point));
          }
        });
    return out.toString();
  }

  private static boolean isUnsafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      // Format characters include the bidirectional overrides; U+200D joins emoji and stays.
      case Character.FORMAT -> point != 0x200D;
      default -> false;
    };
  }
}
