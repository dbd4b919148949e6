package dev.ghostwatch.source.log;

import dev.ghostwatch.client.value.Numbers;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A dated line of gh-ost's own log.
 *
 * @param date when it was written, by the clock of the host that wrote it; null when it is no date
 * @param level {@code INFO}, {@code WARNING}, {@code ERROR}, {@code FATAL} …
 * @param text what it says, without the prefix of a line that it wraps and without a trailing
 *     {@code []}
 * @param wraps whether it says again what a line before it said: {@code ERROR 2026-11-22 13:08:06
 *     ERROR Cannot …}
 */
public record LogMessage(@Nullable LocalDateTime date, String level, String text, boolean wraps) {
  private static final int DATE_LENGTH = "2026-11-22 13:08:06 ".length();
  private static final String NOTHING = " []";
  private static final String START = "starting gh-ost ";

  /** A line that wraps no other. */
  public LogMessage(@Nullable LocalDateTime date, String level, String text) {
    this(date, level, text, false);
  }

  /** The message that this line is; null when it is none. */
  public static @Nullable LogMessage of(String line) {
    if (line.length() <= DATE_LENGTH
        || !Character.isDigit(line.charAt(0))
        || line.charAt(4) != '-'
        || line.charAt(10) != ' '
        || line.charAt(13) != ':'
        || line.charAt(DATE_LENGTH - 1) != ' ') {
      return null;
    }
    int end = line.indexOf(' ', DATE_LENGTH);
    if (end < 0) {
      return null;
    }
    String level = line.substring(DATE_LENGTH, end);
    if (!isLevel(level)) {
      return null;
    }
    String text = line.substring(end + 1);
    LogMessage wrapped = of(text);
    String said = wrapped == null ? text : wrapped.text;
    return new LogMessage(
        date(line),
        level,
        said.endsWith(NOTHING) ? said.substring(0, said.length() - NOTHING.length()) : said,
        wrapped != null);
  }

  /** By hand: setting up a formatter would cost every {@code status} milliseconds. */
  private static @Nullable LocalDateTime date(String line) {
    try {
      return LocalDateTime.of(
          number(line, 0, 4),
          number(line, 5, 7),
          number(line, 8, 10),
          number(line, 11, 13),
          number(line, 14, 16),
          number(line, 17, 19));
    } catch (DateTimeException _) {
      // A line that looks like one with a date and has none, such as 2026-13-01.
      return null;
    }
  }

  private static int number(String line, int from, int to) {
    long number = Numbers.parseCount(line, from, to);
    if (number < 0) {
      throw new DateTimeException("no number");
    }
    return (int) number;
  }

  private static boolean isLevel(String word) {
    return switch (word) {
      case "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "FATAL" -> true;
      default -> false;
    };
  }

  public boolean isFatal() {
    return level.equals("FATAL");
  }

  /** Whether gh-ost says with it that the migration is done. */
  boolean saysDone() {
    return level.equals("INFO") && (text.startsWith("Done migrating ") || text.equals("Done"));
  }

  /**
   * The version of the gh-ost that begins its run with this line: {@code 1.1.10}, or {@code
   * 1.1.10+head} of {@code 1.1.10+head (git commit: unknown)}. Null when it says something else.
   */
  @Nullable String version() {
    if (!text.startsWith(START)) {
      return null;
    }
    int end = text.indexOf(' ', START.length());
    String version = text.substring(START.length(), end < 0 ? text.length() : end);
    return version.isEmpty() ? null : version;
  }
}
