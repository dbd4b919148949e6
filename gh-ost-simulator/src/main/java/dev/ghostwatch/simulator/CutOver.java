package dev.ghostwatch.simulator;

import dev.ghostwatch.simulator.Incident.CutOverLocked;

/**
 * The end of a run: waits until nothing throttles and nothing postpones, then tries to lock and
 * swap the tables until it works or the retries are used up.
 */
final class CutOver {
  private static final long SECOND = 1_000_000;

  private enum Stage {
    THROTTLE_GATE,
    POSTPONE_GATE,
    LOCKING,
    WAITING_FOR_EVENTS,
    BETWEEN_ATTEMPTS,
    DONE
  }

  /** What the cut-over needs to see of the run, and what it tells it. */
  interface Run {
    boolean throttled();

    long heartbeatLag();

    long changesWritten();

    long changesApplied();

    long readUpTo();

    void printStatusAndHint();

    void markPointOfInterest();

    void finish();

    void abort(String reason);
  }

  private final StartOptions options;
  private final RunSettings settings;
  private final World world;
  private final CutOverLog log;
  private final int lockedAttempts;
  private final String lockTimeout;
  private final String eventsTimeout;

  private Stage stage = Stage.THROTTLE_GATE;
  private long nextLook;
  private long stageStarted;
  private long eventsToWaitFor;
  private int attempts;
  private boolean postponing;
  private boolean unpostponed;
  private boolean heldByCommand;

  CutOver(
      Story story,
      GhostDialect dialect,
      RunIdentity identity,
      RunSettings settings,
      World world,
      RunLog log) {
    this.options = story.options();
    this.settings = settings;
    this.world = world;
    this.log = new CutOverLog(dialect, identity, log, story.options(), story.seed());
    this.lockTimeout =
        "Error 1205%s: Lock wait timeout exceeded; try restarting transaction"
            .formatted(dialect.has(DialectTrait.SQL_STATE_IN_ERRORS) ? " (HY000)" : "");
    this.eventsTimeout =
        "%s while waiting for events up to lock"
            .formatted(dialect.has(DialectTrait.PLAIN_ERRORS) ? "timeout" : "Timeout");
    this.lockedAttempts =
        story.incidents().stream()
            .mapToInt(incident -> incident instanceof CutOverLocked(int many) ? many : 0)
            .sum();
  }

  boolean postponing() {
    return postponing;
  }

  /** Holds the cut-over without a flag file; real gh-ost has no such command. */
  void postpone() {
    heldByCommand = true;
  }

  void unpostpone() {
    heldByCommand = false;
    unpostponed = true;
  }

  int attempts() {
    return attempts;
  }

  /** While the lock is asked for or held, the application's writes wait. */
  boolean tableLocked() {
    return stage == Stage.LOCKING || stage == Stage.WAITING_FOR_EVENTS;
  }

  /** Goes on as far as it can at this time. */
  void step(long now, Run run) {
    switch (stage) {
      case THROTTLE_GATE -> {
        if (!run.throttled()) {
          run.markPointOfInterest();
          enter(Stage.POSTPONE_GATE, now, now);
          step(now, run);
        }
      }
      case POSTPONE_GATE -> {
        if (now < nextLook) {
          return;
        }
        if (mustWait(run)) {
          nextLook = now + SECOND;
          return;
        }
        postponing = false;
        run.markPointOfInterest();
        attempts++;
        log.asksForLock();
        long lockWait = options.cutOver().lockTimeout().toSeconds() * 2 * SECOND;
        enter(Stage.LOCKING, now, attempts <= lockedAttempts ? now + lockWait : now);
      }
      case LOCKING -> {
        if (now < nextLook) {
          return;
        }
        if (attempts <= lockedAttempts) {
          log.lockTimedOut(lockTimeout);
          failed(now, lockTimeout, run);
          return;
        }
        eventsToWaitFor = run.changesWritten();
        log.locked(now);
        enter(Stage.WAITING_FOR_EVENTS, now, now);
      }
      case WAITING_FOR_EVENTS -> {
        if (run.changesApplied() >= eventsToWaitFor && run.readUpTo() >= stageStarted) {
          log.eventsProcessed(now - stageStarted);
          run.printStatusAndHint();
          log.swapped(now - stageStarted);
          stage = Stage.DONE;
          run.finish();
        } else if (now - stageStarted > options.cutOver().lockTimeout().toNanos() / 1_000) {
          log.eventsTimedOut(eventsTimeout);
          failed(now, eventsTimeout, run);
        }
      }
      case BETWEEN_ATTEMPTS -> {
        if (now >= nextLook) {
          enter(Stage.THROTTLE_GATE, now, now);
          step(now, run);
        }
      }
      case DONE -> {
        // Nothing is left to do.
      }
    }
  }

  private void failed(long now, String error, Run run) {
    if (attempts >= options.cutOver().retries()) {
      stage = Stage.DONE;
      run.abort(error);
      return;
    }
    enter(Stage.BETWEEN_ATTEMPTS, now, now + SECOND);
  }

  private boolean mustWait(Run run) {
    long heartbeatLag = run.heartbeatLag();
    if (heartbeatLag > settings.maxLagMillis() * 1_000
        || heartbeatLag > options.cutOver().lockTimeout().toNanos() / 1_000) {
      return true;
    }
    if (heldByCommand) {
      postponing = true;
      return true;
    }
    if (settings.postponeFlagFile().isEmpty()) {
      return false;
    }
    if (unpostponed) {
      unpostponed = false;
      return false;
    }
    if (world.postponeFlagSet(settings.postponeFlagFile())) {
      postponing = true;
      return true;
    }
    return false;
  }

  private void enter(Stage next, long now, long look) {
    stage = next;
    stageStarted = now;
    nextLook = look;
  }
}
