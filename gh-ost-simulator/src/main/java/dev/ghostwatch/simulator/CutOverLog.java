package dev.ghostwatch.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The log lines around the cut-over. */
final class CutOverLog {
  private final GhostDialect dialect;
  private final RunIdentity identity;
  private final RunLog log;
  private final long lockTimeoutSeconds;
  private final long session;
  private final boolean modern;
  private String challenge = "";

  CutOverLog(
      GhostDialect dialect, RunIdentity identity, RunLog log, StartOptions options, long seed) {
    this.dialect = dialect;
    this.identity = identity;
    this.log = log;
    this.lockTimeoutSeconds = options.cutOver().lockTimeout().toSeconds();
    this.session = 80L + Math.floorMod(seed, 1_000);
    this.modern = dialect.has(DialectTrait.TEARS_DOWN_ON_ABORT);
  }

  private String bothTables() {
    return "%s, %s"
        .formatted(identity.quoted(identity.table()), identity.quoted(identity.oldTable()));
  }

  void asksForLock() {
    log.info("Grabbing voluntary lock: gh-ost.%d.lock".formatted(session));
    log.info("Setting LOCK timeout as %d seconds".formatted(lockTimeoutSeconds * 2));
    log.info("Looking for magic cut-over table");
    log.info("Creating magic cut-over table " + identity.quoted(identity.oldTable()));
    log.info("Magic cut-over table created");
    if (modern) {
      log.info("Setting cut-over idle timeout as %d seconds".formatted(lockTimeoutSeconds * 3));
    }
    log.info("Locking " + bothTables());
  }

  void lockTimedOut(String error) {
    if (modern) {
      log.info("Reverting cut-over idle timeout to 28800 seconds");
    }
    log.error(error);
    log.info("Looking for magic cut-over table");
    log.error(error);
    dropsMagicTable();
  }

  void eventsTimedOut(String error) {
    log.error(error);
    log.info("Looking for magic cut-over table");
    dropsMagicTable();
  }

  private void dropsMagicTable() {
    log.info("Dropping magic cut-over table");
    log.info(RunStages.dropping(dialect) + " table " + identity.quoted(identity.oldTable()));
    log.info("Table dropped");
  }

  void locked(long now) {
    challenge =
        "AllEventsUpToLockProcessed:"
            + ChronoUnit.NANOS.between(Instant.EPOCH, identity.started().plusNanos(now * 1_000));
    log.info("Tables locked");
    log.info("Session locking original & magic tables is " + session);
    // The oldest release marks the place without a time.
    log.info(
        "Writing changelog state: "
            + (dialect.has(DialectTrait.LAG) ? challenge : "AllEventsUpToLockProcessed"));
    if (dialect.has(DialectTrait.LAG)) {
      log.info("Intercepted changelog state AllEventsUpToLockProcessed");
      log.info("Handled changelog state AllEventsUpToLockProcessed");
    }
    log.info("Waiting for events up to lock");
  }

  void eventsProcessed(long waited) {
    if (dialect.has(DialectTrait.LAG)) {
      log.info("Waiting for events up to lock: got " + challenge);
    }
    log.info("Done waiting for events up to lock; duration=" + shortDuration(waited));
  }

  void swapped(long lockedFor) {
    String table = identity.quoted(identity.table());
    String old = identity.quoted(identity.oldTable());
    log.info("Setting RENAME timeout as %d seconds".formatted(lockTimeoutSeconds));
    log.info("Session renaming tables is " + (session + 5));
    log.info(
        "Issuing and expecting this to block: rename /* gh-ost */ table %s to %s, %s to %s"
            .formatted(table, old, identity.quoted(identity.ghostTable()), table));
    log.info(
        "Found atomic RENAME to be blocking, as expected. Double checking the lock is still in"
            + " place (though I don't strictly have to)");
    log.info("Checking session lock: gh-ost.%d.lock".formatted(session));
    log.info("Connection holding lock on original table still exists");
    log.info("Will now proceed to drop magic table and unlock tables");
    log.info("Dropping magic cut-over table");
    if (modern) {
      log.info("Session renameLockSessionId is " + (session + 5));
    }
    log.info("Releasing lock from " + bothTables());
    log.info("Tables unlocked");
    if (modern) {
      log.info("Reverting cut-over idle timeout to 28800 seconds");
      log.info("Looking for magic cut-over table");
    }
    log.info("Tables renamed");
    log.info(
        "Lock & rename duration: %s. During %s time, queries on %s were blocked"
            .formatted(
                shortDuration(lockedFor + 8_251),
                modern ? "mgtr" : "this",
                RunIdentity.quoteName(identity.table())));
  }

  /** A duration with its fraction, as {@code 19.577ms} or {@code 1.04s}. */
  private static String shortDuration(long micros) {
    if (micros < 1_000) {
      return Math.max(1, micros) + "µs";
    }
    return micros < 1_000_000
        ? GoText.shortest(micros / 1e3) + "ms"
        : GoText.shortest(micros / 1e6) + "s";
  }
}
