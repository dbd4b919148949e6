package dev.ghostwatch.source.statsd;

/** Whose metrics they are. */
public sealed interface StatsdAssignment {
  /** They are this migration's. */
  record To(StatsdCandidate candidate) implements StatsdAssignment {}

  /**
   * It cannot be told.
   *
   * @param text what to do about it, in one line; the names in it come from outside
   */
  record Unknown(String text) implements StatsdAssignment {}
}
