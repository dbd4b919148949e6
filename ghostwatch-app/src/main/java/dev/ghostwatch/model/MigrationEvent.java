package dev.ghostwatch.model;

import dev.ghostwatch.model.log.RunEvent;
import java.time.Instant;

/**
 * Something that happened in a run that the agent follows.
 *
 * @param at when, to about a second
 * @param type what, in the contract's words ({@link RunEvent.Type#jsonName()}), or one of those
 *     here
 * @param text what gh-ost said of it, or the old and the new value
 * @param source where it was seen
 */
public record MigrationEvent(Instant at, String type, String text, FigureSource source) {
  /** The run is gone without a final word. */
  public static final String VANISHED = "vanished";

  /** A line of level ERROR, which need not end the run. */
  public static final String ERROR = "error";

  /** A line of level FATAL: gh-ost gives up. */
  public static final String FATAL = "fatal";

  public static final String WARNING = "warning";

  /** gh-ost's line of how long queries on the table were blocked while it was exchanged. */
  public static final String LOCK_DURATION = "lock-duration";

  /** An event that a log tells of too. */
  public static MigrationEvent of(
      Instant at, RunEvent.Type type, String text, FigureSource source) {
    return new MigrationEvent(at, type.jsonName(), text, source);
  }
}
