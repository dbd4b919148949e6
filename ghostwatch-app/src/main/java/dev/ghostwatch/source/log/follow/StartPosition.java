package dev.ghostwatch.source.log.follow;

/** Where a follower begins. */
public sealed interface StartPosition {
  /** With the first line of the file there is, or of the first that appears. */
  record Beginning() implements StartPosition {}

  /**
   * With what is written from now on; a line half written at this moment is delivered whole. A file
   * that appears later is read from its first line.
   */
  record End() implements StartPosition {}

  /** Where an earlier follower left off. */
  record Place(LogPlace place) implements StartPosition {}
}
