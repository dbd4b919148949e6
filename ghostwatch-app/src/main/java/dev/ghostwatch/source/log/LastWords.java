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
  /** The log says nothing of an end. */
  public static final LastWords NONE = new LastWords(false, null);

  private static final LastWords DONE = new LastWords(true, null);

  /** Reads them from the end of a log; what follows the newest sign counts. */
  static LastWords of(String end) {
    LastWords last = NONE;
    for (String line : end.split("\n", -1)) {
      LastWords said = of(line, LogMessage.of(line));
      last = said == null ? last : said;
    }
    return last;
  }

  /**
   * What a line says of the end of its run; null when it says nothing of it.
   *
   * @param message the line as a message; null when it is none
   */
  static @Nullable LastWords of(String line, @Nullable LogMessage message) {
    if (message == null) {
      return line.equals("# Done") ? DONE : null;
    }
    if (message.isFatal()) {
      return new LastWords(false, message.text());
    }
    return message.saysDone() ? DONE : null;
  }
}
