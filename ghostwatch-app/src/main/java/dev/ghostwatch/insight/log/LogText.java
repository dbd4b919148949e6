package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.value.TableName;
import org.jspecify.annotations.Nullable;

/** Takes texts of log lines apart. */
final class LogText {
  private static final int DATE_LENGTH = 19;
  private static final String[] LEVELS = {"ERROR ", "WARNING ", "FATAL ", "CRITICAL ", "INFO "};
  private static final String BRACKETS = " []";
  private static final int LONGEST = 4096;

  private LogText() {}

  /**
   * The text itself: {@code FATAL 2026-11-22 13:39:23 ERROR Cannot find table} wraps another line,
   * and newer releases add {@code []}.
   */
  static String message(String text) {
    String message = text;
    if (message.endsWith(BRACKETS)) {
      message = message.substring(0, message.length() - BRACKETS.length());
    }
    while (isDate(message)) {
      String inner = message.substring(DATE_LENGTH + 1);
      String unwrapped = null;
      for (String level : LEVELS) {
        if (inner.startsWith(level)) {
          unwrapped = inner.substring(level.length());
        }
      }
      if (unwrapped == null) {
        break;
      }
      message = unwrapped;
    }
    message = message.strip();
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
  }

  private static boolean isDate(String text) {
    return text.length() > DATE_LENGTH
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == ' '
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && text.charAt(DATE_LENGTH) == ' ';
  }

  /** {@code 1.1.10+head} of {@code 1.1.10+head (git commit: unknown)}; null when there is none. */
  static @Nullable String firstWord(String text) {
    String stripped = text.strip();
    int blank = stripped.indexOf(' ');
    String word = blank < 0 ? stripped : stripped.substring(0, blank);
    return word.isEmpty() ? null : word;
  }

  /** The table in {@code Migrating `shop`.`orders`}; null when it cannot be cut. */
  static @Nullable TableName table(String text) {
    int open = text.indexOf('`');
    int dot = text.indexOf("`.`", open + 1);
    int close = text.startsWith("Reverting") ? text.indexOf("` from `") : text.lastIndexOf('`');
    return open < 0 || dot < 0 || close < dot + 3
        ? null
        : new TableName(text.substring(open + 1, dot), text.substring(dot + 3, close));
  }
}
