package dev.ghostwatch.terminal;

import org.jline.utils.WCWidth;

/** How many terminal cells a text takes: Chinese characters take two, combining marks none. */
public final class DisplayWidth {
  private DisplayWidth() {}

  /** Cells of a text without control characters. */
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      width += point < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(point));
      i += Character.charCount(point);
    }
    return width;
  }

  /** The text, or as much of its beginning as fits into that many cells, ending in {@code …}. */
  public static String cut(String text, int cells) {
    if (of(text) <= cells) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int next = point < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(point));
      if (width + next > cells - 1) {
        break;
      }
      out.appendCodePoint(point);
      width += next;
      i += Character.charCount(point);
    }
    return cells < 1 ? "" : out.append('…').toString();
  }
}
