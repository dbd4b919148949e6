package dev.ghostwatch.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Which table a simulated gh-ost migrates, where, and since when.
 *
 * @param database the schema of the table
 * @param table the table
 * @param migratedServer host and port of the migrated server
 * @param inspectedServer host and port of the server gh-ost reads from
 * @param executingHost the host gh-ost runs on
 * @param serverVersion version text of both servers
 * @param socketFile path of the Unix socket as gh-ost prints it
 * @param started virtual time of the start
 * @param zone zone of the times in the log
 */
public record RunIdentity(
    String database,
    String table,
    String migratedServer,
    String inspectedServer,
    String executingHost,
    String serverVersion,
    String socketFile,
    Instant started,
    ZoneId zone) {

  /** A table on made-up servers, with gh-ost's default socket name and times in UTC. */
  public static RunIdentity of(String database, String table, Instant started) {
    return new RunIdentity(
        database,
        table,
        "db1:3306",
        "db1:3306",
        "util1",
        "8.0.42",
        "/tmp/gh-ost.%s.%s.sock".formatted(database, table),
        started,
        ZoneOffset.UTC);
  }

  /** The same run on another socket. */
  public RunIdentity onSocket(String path) {
    return new RunIdentity(
        database,
        table,
        migratedServer,
        inspectedServer,
        executingHost,
        serverVersion,
        path,
        started,
        zone);
  }

  /** The same run between other servers. */
  public RunIdentity between(String migrated, String inspected, String executing, String version) {
    return new RunIdentity(
        database, table, migrated, inspected, executing, version, socketFile, started, zone);
  }

  String ghostTable() {
    return "_" + table + "_gho";
  }

  String changelogTable() {
    return "_" + table + "_ghc";
  }

  String oldTable() {
    return "_" + table + "_del";
  }

  /** The name of one of the tables as it appears in SQL. */
  String quoted(String name) {
    return quoteName(database) + "." + quoteName(name);
  }

  static String quoteName(String name) {
    return "`" + name + "`";
  }
}
