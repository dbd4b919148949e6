package dev.ghostwatch.simulator;

/** The log lines of the start and the end of a run. */
final class RunStages {
  private final GhostDialect dialect;
  private final RunIdentity identity;
  private final RunLog log;
  private final TableModel table;

  RunStages(GhostDialect dialect, RunIdentity identity, RunLog log, TableModel table) {
    this.dialect = dialect;
    this.identity = identity;
    this.log = log;
    this.table = table;
  }

  /** The oldest release has its own spelling. */
  static String dropping(GhostDialect dialect) {
    return dialect == GhostDialect.V1_0_21 ? "Droppping" : "Dropping";
  }

  void starting(String coordinates) {
    boolean hosts = dialect.has(DialectTrait.LAG);
    boolean modern = dialect.has(DialectTrait.TEARS_DOWN_ON_ABORT);
    String inspected = identity.inspectedServer();
    String validated = dialect.has(DialectTrait.HEARTBEAT_LAG) ? "%s connection" : "connection";
    log.info("starting gh-ost " + dialect.announcedVersion());
    log.info("Migrating " + identity.quoted(identity.table()));
    log.info(validated.formatted("inspector") + " validated on " + inspected);
    log.info("User has ALL privileges");
    log.info("binary logs validated on " + inspected);
    log.info(
        "Restarting replication on %s to make sure binlog settings apply to replication thread"
            .formatted(inspected));
    if (hosts) {
      log.info(
          "Inspector initiated on %s, version %s".formatted(inspected, identity.serverVersion()));
    }
    log.info("Table found. Engine=InnoDB");
    log.info("Estimated number of rows via EXPLAIN: " + table.estimate());
    if (hosts) {
      log.info("Recursively searching for replication master");
    }
    log.info("Master found to be " + identity.migratedServer());
    log.info((hosts ? "log_slave_updates" : "binary logs updates") + " validated on " + inspected);
    log.info(validated.formatted("streamer") + " validated on " + inspected);
    log.info("Connecting binlog streamer at " + coordinates);
    log.library("binlogsyncer.go:354", "begin to sync binlog from position");
    log.info(validated.formatted("applier") + " validated on " + identity.migratedServer());
    if (hosts) {
      log.info("will use time_zone='SYSTEM' on applier");
      log.info("Examining table structure on applier");
      log.info(
          "Applier initiated on %s, version %s"
              .formatted(identity.migratedServer(), identity.serverVersion()));
    }
    if (modern) {
      log.info(
          "Acquired migration lock gh-ost::%s.%s".formatted(identity.database(), identity.table()));
    }
    createsTables();
    if (modern) {
      log.warning(
          "proceeding without metadata lock check. There is a small chance of data loss if another"
              + " session accesses the ghost table during cut-over. See"
              + " https://github.com/github/gh-ost/pull/1536 for details");
    }
    if (hosts) {
      log.info("Intercepted changelog state GhostTableMigrated");
      log.info("Waiting for ghost table to be migrated. Current lag is 0s");
      log.info("Handled changelog state GhostTableMigrated");
    } else {
      log.info("Waiting for tables to be in place");
    }
    log.info("Chosen shared unique key is PRIMARY");
    log.info("Shared columns are id,customer_id,amount,status,note,created_at");
    log.info("Listening on unix socket file: " + identity.socketFile());
  }

  private void createsTables() {
    log.info("Creating changelog table " + identity.quoted(identity.changelogTable()));
    log.info("Changelog table created");
    log.info("Creating ghost table " + identity.quoted(identity.ghostTable()));
    log.info("Ghost table created");
    log.info("Altering ghost table " + identity.quoted(identity.ghostTable()));
    log.info("Ghost table altered");
    if (dialect.has(DialectTrait.HEARTBEAT_LAG)) {
      log.info(
          "Altering ghost table AUTO_INCREMENT value " + identity.quoted(identity.ghostTable()));
      log.info("Ghost table AUTO_INCREMENT altered");
    }
  }

  void counting() {
    log.info(
        table.counting() == TableModel.Counting.BEFORE_THE_COPY
            ? "As instructed, I'm issuing a SELECT COUNT(*) on the table. This may take a while"
            : "As instructed, counting rows in the background; meanwhile I will use an estimated"
                + " count, and will update it later on");
  }

  void counted() {
    log.info("Exact number of rows via COUNT: " + table.rows());
  }

  void copyBegins() {
    if (dialect.has(DialectTrait.HEARTBEAT_LAG)) {
      log.info("Intercepted changelog state ReadMigrationRangeValues");
      log.info("Handled changelog state ReadMigrationRangeValues");
    }
    log.info("Migration min values: [1]");
    log.info("Migration max values: [%d]".formatted(table.rows()));
    log.info("Waiting for first throttle metrics to be collected");
    if (dialect.has(DialectTrait.LAG)) {
      log.info("First throttle metrics collected");
    }
  }

  void copyComplete() {
    log.info("Row copy complete");
  }

  void succeeded() {
    boolean old = dialect == GhostDialect.V1_0_21;
    if (dialect.has(DialectTrait.TEARS_DOWN_ON_ABORT)) {
      log.info("Writing changelog state: Migrated");
    } else {
      log.info("Looking for magic cut-over table");
    }
    log.library("binlogsyncer.go:164", "syncer is closing...");
    if (!old) {
      log.info("Closed streamer connection. err=<nil>");
    }
    log.info(dropping(dialect) + " table " + identity.quoted(identity.changelogTable()));
    log.info("Table dropped");
    log.info(dropping(dialect) + " table " + identity.quoted(identity.oldTable()));
    log.info("Table dropped");
    log.info("Done migrating " + identity.quoted(identity.table()));
    log.info("Removing socket file: " + identity.socketFile());
    if (old) {
      log.info("Done");
    } else {
      tearsDown();
      log.plain("# Done");
    }
  }

  void aborted(String reason) {
    if (dialect.has(DialectTrait.TEARS_DOWN_ON_ABORT)) {
      log.error("migration aborted: " + reason);
      log.error(reason);
      log.info("Removing socket file: " + identity.socketFile());
      tearsDown();
    }
    log.fatal(reason);
  }

  private void tearsDown() {
    for (String part : new String[] {"inspector", "applier", "streamer", "throttler"}) {
      log.info("Tearing down " + part);
    }
  }
}
