package dev.ghostwatch.insight.log;

import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import org.jspecify.annotations.Nullable;

/** Counts attempts to exchange the tables and how they end. */
final class CutOverTracker {
  private final EventLog events;
  private boolean open;
  private long attempts;
  private long failed;
  private @Nullable Double lockSeconds;
  private Moment from = Moment.UNKNOWN;
  private Moment to = Moment.UNKNOWN;

  CutOverTracker(EventLog events) {
    this.events = events;
  }

  void info(Moment at, String text, long line) {
    if (text.startsWith("Grabbing voluntary lock")
        || (text.startsWith("Locking ") && !text.contains("`, `") && !open)) {
      if (open) {
        fail(at, "the attempt before ended without an exchange of the tables", line);
      }
      open = true;
      attempts++;
      from = attempts == 1 ? at : from;
      events.add(at, RunEvent.Type.CUT_OVER_ATTEMPT, text, line);
    } else if (text.startsWith("Tables renamed")) {
      open = false;
      to = at;
    } else if (text.startsWith(LockDuration.BEGINS)) {
      open = false;
      to = at;
      lockSeconds = LockDuration.seconds(text);
    }
  }

  /** An error while an attempt is under way ends it, unless it answers somebody's command. */
  void error(Moment at, String text, long line) {
    if (open && (text.startsWith("Error ") || text.contains("lock") || text.contains("imeout"))) {
      fail(at, text, line);
    }
  }

  private void fail(Moment at, String text, long line) {
    open = false;
    failed++;
    events.add(at, RunEvent.Type.CUT_OVER_FAILED, text, line);
  }

  RunAnalysis.CutOver finished(long postponedSeconds) {
    return new RunAnalysis.CutOver(attempts, failed, postponedSeconds, lockSeconds);
  }

  /** The first attempt. */
  Moment from() {
    return from;
  }

  /** The exchange of the tables. */
  Moment to() {
    return to;
  }
}
