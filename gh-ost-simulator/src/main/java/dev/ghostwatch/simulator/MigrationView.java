package dev.ghostwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The truth about a simulated run at one moment, for tests and for judging estimates. What gh-ost
 * tells is in its replies.
 *
 * @param now the virtual time this was true
 * @param phase what the run is doing
 * @param rowsTotal rows the table really has
 * @param rowsEstimate rows gh-ost believes it has
 * @param rowsCopied rows copied
 * @param changesApplied change events applied
 * @param changesWaiting change events read and not yet applied
 * @param changesUnread change events written by the application and not yet read
 * @param lag replication lag as gh-ost measures it
 * @param heartbeatLag age of the newest heartbeat read from the binary log
 * @param throttledBy why the run is throttled, if it is
 * @param cutOverAttempts attempts at the cut-over so far
 */
public record MigrationView(
    Instant now,
    Phase phase,
    long rowsTotal,
    long rowsEstimate,
    long rowsCopied,
    long changesApplied,
    long changesWaiting,
    long changesUnread,
    Duration lag,
    Duration heartbeatLag,
    Optional<String> throttledBy,
    int cutOverAttempts) {

  /** What a run is doing. */
  public enum Phase {
    /** Counting the rows before the copy. */
    COUNTING,
    /** Copying rows. */
    COPYING,
    /** All rows are copied and the run waits to be let on. */
    POSTPONED,
    /** Trying to swap the tables, or waiting for the moment to. */
    CUTTING_OVER,
    /** The run is over. */
    ENDED
  }
}
