package dev.ghostwatch.model.history;

/** What a figure counts. */
public enum Unit {
  ROWS,
  EVENTS,
  PERCENT,
  SECONDS,
  MILLISECONDS,
  BYTES,
  /** A count of something else. */
  COUNT,
  /** 0 to 1; may pass 1 for a process on several cores. */
  RATIO,
  PER_SECOND,
  BYTES_PER_SECOND,
  /** One of {@link StateCodes}. */
  CODE
}
