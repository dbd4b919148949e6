package dev.ghostwatch.client.log;

import java.util.Locale;

/** What a line of a log counts as; every line counts as exactly one. */
public enum LineLevel {
  DEBUG(0),
  /** INFO and NOTICE, but not the status lines that newer releases repeat at this level. */
  INFO(1),
  WARNING(2),
  /** ERROR and CRITICAL. */
  ERROR(3),
  FATAL(4),
  /** A status line, plain or behind {@code INFO}. */
  STATUS(5),
  /** A line that begins with {@code #}. */
  HINT(6),
  /** A line without a level: stack traces, hook output, blank lines. */
  OTHER(7);

  private static final LineLevel[] ALL = values();

  /** The place of the level among all, as it is kept in batches. */
  final int place;

  LineLevel(int place) {
    this.place = place;
  }

  static LineLevel at(int place) {
    return ALL[place];
  }

  /** The name in JSON documents. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
