package dev.ghostwatch.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What standard output can show.
 *
 * @param interactive whether lines are redrawn: on a terminal that a person looks at, unless {@code
 *     NO_COLOR} is set or the terminal is {@code dumb}
 * @param columns width in cells, at least 1; 80 when unknown
 * @param colour whether colour is wanted: on a terminal, unless {@code NO_COLOR} is set or the
 *     terminal is {@code dumb}
 * @param unicode whether characters outside ASCII can be shown: the locale's encoding is UTF-8
 * @param progress whether a bar can be redrawn on standard error: it is a terminal that a person
 *     looks at
 */
public record Screen(
    boolean interactive, int columns, boolean colour, boolean unicode, boolean progress) {
  private static final int DEFAULT_COLUMNS = 80;

  public Screen {
    columns = columns < 1 ? DEFAULT_COLUMNS : columns;
  }

  /** A screen of which standard error is a terminal when standard output is one. */
  public Screen(boolean interactive, int columns, boolean colour, boolean unicode) {
    this(interactive, columns, colour, unicode, interactive);
  }

  /** A screen nobody looks at: a file or a pipe. */
  public static Screen plain(boolean unicode) {
    return new Screen(false, DEFAULT_COLUMNS, false, unicode);
  }

  /** Reads what the start script found out of standard output alone. */
  public static Screen of(@Nullable String size, Map<String, String> environment) {
    return of(size, size != null, environment);
  }

  /**
   * Reads what the start script found out.
   *
   * @param size {@code "ROWS COLUMNS"} as {@code stty size} prints it, empty when standard output
   *     is a terminal of unknown size, null when it is no terminal
   * @param errors whether standard error is a terminal
   */
  public static Screen of(@Nullable String size, boolean errors, Map<String, String> environment) {
    boolean unicode = usesUtf8(environment);
    String noColour = environment.get("NO_COLOR");
    boolean able =
        (noColour == null || noColour.isEmpty()) && !"dumb".equals(environment.get("TERM"));
    return size == null
        ? new Screen(false, DEFAULT_COLUMNS, false, unicode, able && errors)
        : new Screen(able, columns(size), able, unicode, able && errors);
  }

  /** A text of ours as this screen can show it: what identifiers hold is left as it is. */
  public String shown(String text) {
    return unicode ? text : text.replace("…", "...");
  }

  /** As much of a line as fits into that many cells, as this screen can show it. */
  public String cut(String line, int cells) {
    if (DisplayWidth.of(line) <= cells) {
      return shown(line);
    }
    // Three dots take two cells more than one sign.
    return shown(DisplayWidth.cut(line, Math.max(1, unicode ? cells : cells - 2)));
  }

  private static int columns(String size) {
    int space = size.indexOf(' ');
    if (space < 0) {
      return DEFAULT_COLUMNS;
    }
    try {
      return Integer.parseInt(size.substring(space + 1).strip());
    } catch (NumberFormatException e) {
      // stty said something else: the width is unknown, not wrong.
      return DEFAULT_COLUMNS;
    }
  }

  private static boolean usesUtf8(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        String upper = value.toUpperCase(java.util.Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return false;
  }
}
