package dev.ghostwatch.simulator;

import java.time.Duration;

/**
 * Something that happens in a story, at a time counted from the start of the run. Several may
 * overlap.
 */
public sealed interface Incident {

  /** When it begins. */
  Duration from();

  /** How long it lasts. */
  Duration lasting();

  /** A throttle control replica stops applying: its lag grows by a second a second. */
  record ReplicaStops(Duration from, Duration lasting, String replica) implements Incident {}

  /**
   * A throttle control replica applies at most so many rows a second, so that copying faster makes
   * it lag and slowing down lets it recover.
   */
  record ReplicaSlow(Duration from, Duration lasting, String replica, double rowsPerSecond)
      implements Incident {}

  /** A throttle control replica answers with an error. */
  record ReplicaFails(Duration from, Duration lasting, String replica, String error)
      implements Incident {}

  /** The inspected server stops replicating: lag grows and no changes are read. */
  record InspectedServerStops(Duration from, Duration lasting) implements Incident {}

  /** A status variable of the migrated server, such as Threads_running, takes a value. */
  record StatusVariable(Duration from, Duration lasting, String variable, long value)
      implements Incident {}

  /** Somebody puts the throttle flag file in place and removes it afterwards. */
  record ThrottleFlag(Duration from, Duration lasting) implements Incident {}

  /** Somebody puts the postpone flag file in place and removes it afterwards. */
  record PostponeFlag(Duration from, Duration lasting) implements Incident {}

  /** Somebody puts the panic flag file in place. */
  record PanicFlag(Duration from, Duration lasting) implements Incident {}

  /** The throttle query returns a number above 0. */
  record ThrottleQueryHits(Duration from, Duration lasting) implements Incident {}

  /** The throttle URL answers with a status other than 200; -1 is a refused connection. */
  record HttpAnswers(Duration from, Duration lasting, int status) implements Incident {}

  /** The application changes rows at this rate instead of its usual one. */
  record ChangeBurst(Duration from, Duration lasting, double changesPerSecond)
      implements Incident {}

  /** Applying a batch does not come back; the copy waits behind it. */
  record ApplierStuck(Duration from, Duration lasting) implements Incident {}

  /** A chunk waits for a row lock. */
  record CopyBlocked(Duration from, Duration lasting) implements Incident {}

  /** No binary log events arrive while the copy runs on. */
  record StreamerFrozen(Duration from, Duration lasting) implements Incident {}

  /** The first cut-over attempts wait for the table lock in vain. */
  record CutOverLocked(int attempts) implements Incident {
    @Override
    public Duration from() {
      return Duration.ZERO;
    }

    @Override
    public Duration lasting() {
      return FOR_GOOD;
    }
  }

  /** An operator sends a command. */
  record OperatorSends(Duration from, String command) implements Incident {
    @Override
    public Duration lasting() {
      return Duration.ZERO;
    }
  }

  /** The process is killed and writes no last line. */
  record Killed(Duration from, int signal) implements Incident {
    @Override
    public Duration lasting() {
      return Duration.ZERO;
    }
  }

  /** Longer than any run. */
  Duration FOR_GOOD = Duration.ofDays(3650);
}
