package dev.ghostwatch.source.log.follow;

/** How a line ended. */
public enum LineEnding {
  /** With a newline, as lines do. */
  NEWLINE,
  /** It was longer than allowed: this is its beginning, the rest is left out. */
  CUT,
  /** Its file ended without one and will not be written to again. */
  MISSING
}
