package dev.ghostwatch.client.log;

import java.util.Locale;

/** What a line of a log counts as; every line counts as exactly one. */
public enum LineLevel {
  DEBUG,
  /** INFO and NOTICE, but not the status lines that newer releases repeat at this level. */
  INFO,
  WARNING,
  /** ERROR and CRITICAL. */
  ERROR,
  FATAL,
  /** A status line, plain or behind {@code INFO}. */
  STATUS,
  /** A line that begins with {@code #}. */
  HINT,
  /** A line without a level: stack traces, hook output, blank lines. */
  OTHER;

  private static final LineLevel[] ALL = values();

  /** The level with this ordinal. */
  static LineLevel of(int ordinal) {
    return ALL[ordinal];
  }

  /** The name in JSON documents. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
