package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.Flavor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server calls things: MySQL 5.7 to 9 and MariaDB 10.6 to 11 differ in statements, views and
 * privileges. Everything that depends on the server's version is here.
 *
 * @param version the version as the server prints it
 */
record Dialect(Flavor flavor, String version, int major, int minor, int patch) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

  /** MariaDB 10 once called itself 5.5.5-10.x for old replicas' sake. */
  private static final String REPLICATION_PREFIX = "5.5.5-";

  static Dialect of(String version, String comment) {
    boolean mariaDb = (version + " " + comment).toLowerCase(Locale.ROOT).contains("mariadb");
    String own =
        mariaDb && version.startsWith(REPLICATION_PREFIX)
            ? version.substring(REPLICATION_PREFIX.length())
            : version;
    Matcher numbers = NUMBERS.matcher(own);
    boolean found = numbers.lookingAt();
    return new Dialect(
        mariaDb ? Flavor.MARIADB : Flavor.MYSQL,
        own,
        found ? Integer.parseInt(numbers.group(1)) : 0,
        found ? Integer.parseInt(numbers.group(2)) : 0,
        found && numbers.group(3) != null ? Integer.parseInt(numbers.group(3)) : 0);
  }

  boolean isMariaDb() {
    return flavor == Flavor.MARIADB;
  }

  private boolean isMySql(int fromMajor, int fromMinor, int fromPatch) {
    return flavor == Flavor.MYSQL && isAtLeast(fromMajor, fromMinor, fromPatch);
  }

  private boolean isAtLeast(int fromMajor, int fromMinor, int fromPatch) {
    if (major != fromMajor) {
      return major > fromMajor;
    }
    return minor != fromMinor ? minor > fromMinor : patch >= fromPatch;
  }

  /** Makes a new connection harmless: read-only, and never waiting for long. */
  List<String> sessionSetUp(Duration statementLimit) {
    List<String> all = new ArrayList<>();
    all.add("SET SESSION TRANSACTION READ ONLY");
    // A question must not queue behind a cut-over, nor others behind it.
    all.add("SET SESSION lock_wait_timeout = 1, innodb_lock_wait_timeout = 1");
    if (isMariaDb()) {
      all.add("SET SESSION max_statement_time = " + statementLimit.toMillis() / 1000.0);
    } else {
      all.add("SET SESSION max_execution_time = " + statementLimit.toMillis());
    }
    // Times that InnoDB shows are in the system's zone, whatever the session's is.
    all.add("SET SESSION time_zone = 'SYSTEM'");
    if (isMySql(8, 0, 0)) {
      // By default MySQL 8 shows sizes that are up to a day old.
      all.add("SET SESSION information_schema_stats_expiry = 0");
    }
    return all;
  }

  /** Status of all channels, a row each. */
  String replicaStatus() {
    if (isMariaDb()) {
      return "SHOW ALL SLAVES STATUS";
    }
    return isMySql(8, 0, 22) ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
  }

  /**
   * Starts a channel's threads again.
   *
   * @param channel name of the channel, empty for the default one
   * @param threads {@code IO_THREAD}, {@code SQL_THREAD} or empty for both
   */
  String startReplica(String channel, String threads) {
    String what = threads.isEmpty() ? "" : " " + threads;
    if (isMariaDb()) {
      return "START SLAVE" + (channel.isEmpty() ? "" : " " + literal(channel)) + what + ";";
    }
    return (isMySql(8, 0, 22) ? "START REPLICA" : "START SLAVE")
        + what
        + (channel.isEmpty() ? "" : " FOR CHANNEL " + literal(channel))
        + ";";
  }

  private static String literal(String name) {
    return "'" + name.replace("'", "''") + "'";
  }

  /** The end of the server's own binary log. */
  String binlogStatus() {
    return isMySql(8, 2, 0) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
  }

  /** A process list that does not hold up the server, where there is one. */
  String processList() {
    return isMySql(8, 0, 22) ? "performance_schema.processlist" : "information_schema.processlist";
  }

  /** Who waits for whose row lock. */
  String rowLockWaits() {
    String columns =
        "r.trx_mysql_thread_id AS waiting_id,"
            + " TIMESTAMPDIFF(SECOND, r.trx_wait_started, NOW()) AS waiting_seconds,"
            + " LEFT(r.trx_query, 100) AS waiting_query,"
            + " b.trx_mysql_thread_id AS blocking_id,"
            + " TIMESTAMPDIFF(SECOND, b.trx_started, NOW()) AS blocking_seconds,"
            + " LEFT(b.trx_query, 100) AS blocking_query";
    if (isMySql(8, 0, 1)) {
      return "SELECT "
          + columns
          + ", CONCAT(l.object_schema, '.', l.object_name) AS lock_table"
          + " FROM performance_schema.data_lock_waits w"
          + " JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_engine_transaction_id"
          + " JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_engine_transaction_id"
          + " LEFT JOIN performance_schema.data_locks l"
          + " ON l.engine_lock_id = w.requesting_engine_lock_id LIMIT 50";
    }
    return "SELECT "
        + columns
        + ", REPLACE(l.lock_table, '`', '') AS lock_table"
        + " FROM information_schema.innodb_lock_waits w"
        + " JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_trx_id"
        + " JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_trx_id"
        + " LEFT JOIN information_schema.innodb_locks l ON l.lock_id = w.requested_lock_id LIMIT 50";
  }

  /** The view behind {@link #rowLockWaits}, for people. */
  String rowLockView() {
    return isMySql(8, 0, 1)
        ? "performance_schema.data_lock_waits"
        : "information_schema.innodb_lock_waits";
  }

  /** Whether row locks are in the performance schema, which wants a grant of its own. */
  boolean showsRowLocksInPerformanceSchema() {
    return isMySql(8, 0, 1);
  }

  /** The grant for replica status. */
  String replicaPrivilege() {
    return isMariaDb() ? "REPLICA MONITOR" : "REPLICATION CLIENT";
  }

  /** The grant for binary logs. */
  String binlogPrivilege() {
    return isMariaDb() ? "BINLOG MONITOR" : "REPLICATION CLIENT";
  }

  /** What SHOW GRANTS may call the grant for replica status. */
  List<String> replicaPrivileges() {
    return isMariaDb()
        ? List.of("SLAVE MONITOR", "REPLICA MONITOR", "SUPER")
        : List.of("REPLICATION CLIENT", "SUPER");
  }

  /** What SHOW GRANTS may call the grant for binary logs. */
  List<String> binlogPrivileges() {
    return isMariaDb()
        ? List.of("BINLOG MONITOR", "REPLICATION CLIENT", "SUPER")
        : List.of("REPLICATION CLIENT", "SUPER");
  }
}
