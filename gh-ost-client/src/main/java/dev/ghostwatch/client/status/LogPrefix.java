package dev.ghostwatch.client.status;

import dev.ghostwatch.client.value.Ascii;

/**
 * Finds where the message of a log line begins, behind time and level: {@code 2026-11-22 13:08:06
 * INFO text}, {@code 2023-09-11 15:30:21 [info] text}, {@code [warn] text}.
 */
final class LogPrefix {

  private static final int TIMESTAMP = "2026-11-22 13:08:06".length();

  private LogPrefix() {}

  /** The index of the first character of the message. */
  static int skip(String line) {
    int position = skipBlanks(line, 0);
    if (isTimestamp(line, position)) {
      position = skipBlanks(line, position + TIMESTAMP);
    }
    int end = levelEnd(line, position);
    return end < 0 ? position : skipBlanks(line, end);
  }

  /** Whether the line begins with a time or a level. */
  static boolean isLogLine(String line) {
    int position = skipBlanks(line, 0);
    return isTimestamp(line, position) || levelEnd(line, position) >= 0;
  }

  private static int skipBlanks(String line, int from) {
    int position = from;
    while (position < line.length()
        && (line.charAt(position) == ' ' || line.charAt(position) == '\t')) {
      position++;
    }
    return position;
  }

  private static boolean isTimestamp(String line, int from) {
    if (line.length() < from + TIMESTAMP) {
      return false;
    }
    String pattern = "0000-00-00 00:00:00";
    for (int i = 0; i < TIMESTAMP; i++) {
      char wanted = pattern.charAt(i);
      char found = line.charAt(from + i);
      if (wanted == '0' ? found < '0' || found > '9' : wanted != found) {
        return false;
      }
    }
    return true;
  }

  /** Where the level at the position ends, or -1 when there is none. */
  private static int levelEnd(String line, int from) {
    boolean bracketed = from < line.length() && line.charAt(from) == '[';
    int start = bracketed ? from + 1 : from;
    int end = start;
    while (end < line.length() && Ascii.isLetter(line.charAt(end))) {
      end++;
    }
    if (end == start || end == line.length()) {
      return -1;
    }
    if (line.charAt(end) != (bracketed ? ']' : ' ')) {
      return -1;
    }
    return isLevel(line.substring(start, end)) ? end + 1 : -1;
  }

  private static boolean isLevel(String word) {
    return switch (word) {
      case "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "FATAL" -> true;
      case "debug", "info", "notice", "warn", "warning", "error", "critical", "fatal" -> true;
      default -> false;
    };
  }
}
