package dev.ghostwatch.source.log;

import org.jspecify.annotations.Nullable;

/**
 * How a log ends.
 *
 * @param done whether gh-ost says that the migration is done
 * @param fatal the text of the last FATAL line, without level and time stamps; null when there is
 *     none
 */
public record LastWords(boolean done, @Nullable String fatal) {
  private static final String FATAL = " FATAL ";

  /** Reads them from the end of a log; what follows the newest sign counts. */
  static LastWords of(String end) {
    boolean done = false;
    String fatal = null;
    for (String line : end.split("\n", -1)) {
      int mark = line.indexOf(FATAL);
      if (mark > 0 && Character.isDigit(line.charAt(0))) {
        fatal = withoutInnerPrefix(line.substring(mark + FATAL.length()).strip());
        done = false;
      } else if (line.equals("# Done")
          || line.contains(" INFO Done migrating ")
          || line.endsWith(" INFO Done")) {
        done = true;
        fatal = null;
      }
    }
    return new LastWords(done, fatal);
  }

  /** {@code FATAL 2026-11-22 13:39:23 ERROR Cannot find table} wraps another line. */
  private static String withoutInnerPrefix(String text) {
    int error = text.indexOf(" ERROR ");
    return error == 19 ? text.substring(error + " ERROR ".length()) : text;
  }
}
