package dev.ghostwatch.cli;

/** Writes markup that is both HTML and well-formed XML; whatever is told to it is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder(64 << 10);

  /** Markup of ours, as it stands. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html raw(double place) {
    out.append(Math.round(place * 10) / 10.0);
    return this;
  }

  /** A text, all of it. */
  Html text(String text) {
    append(text, Integer.MAX_VALUE);
    return this;
  }

  /** As much of a text as these many bytes hold: what logs contain must not make the page long. */
  Html text(String text, int bytes) {
    append(text, bytes);
    return this;
  }

  /** An element without attributes around a text. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">");
  }

  /** An element of a class around a text. */
  Html element(String name, String css, String text) {
    return raw("<" + name + " class=\"" + css + "\">").text(text).raw("</" + name + ">");
  }

  private void append(String text, int bytes) {
    int room = bytes;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      String escaped = escaped(point);
      room -= escaped == null ? size(point) : escaped.length() * 3;
      if (room < 0) {
        out.append('…');
        return;
      }
      if (escaped == null) {
        out.appendCodePoint(point);
      } else {
        out.append(escaped);
      }
    }
  }

  private static int size(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  private static @org.jspecify.annotations.Nullable String escaped(int point) {
    return switch (point) {
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '&' -> "&amp;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default ->
          switch (Character.getType(point)) {
            // Escapes, bidirectional overrides, halves of characters and what no page may hold.
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED ->
                "\uFFFD";
            default -> null;
          };
    };
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
