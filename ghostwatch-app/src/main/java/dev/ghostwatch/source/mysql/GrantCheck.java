package dev.ghostwatch.source.mysql;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.server.GhostTables;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.ServerProblem.Kind;
import dev.ghostwatch.model.server.Watch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which rights an account lacks, and the statement that gives each. */
final class GrantCheck {
  private final ServerSource source;
  private final Dialect dialect;
  private final Privileges privileges;
  private final Watch watch;

  GrantCheck(ServerSource source, Dialect dialect, Privileges privileges, Watch watch) {
    this.source = source;
    this.dialect = dialect;
    this.privileges = privileges;
    this.watch = watch;
  }

  /**
   * The rights that are surely missing, each with what to tell. With roles nothing is sure: their
   * rights do not show, and only a refusal tells.
   */
  Map<Need, List<ServerProblem>> missing() {
    Map<Need, List<ServerProblem>> missing = new EnumMap<>(Need.class);
    if (privileges.roles()) {
      return missing;
    }
    for (Need need : Need.values()) {
      List<ServerProblem> problems = problems(need, false);
      if (!problems.isEmpty()) {
        missing.put(need, problems);
      }
    }
    return missing;
  }

  /**
   * Whether it is of no use to try for want of a right. Where only some of the databases may not be
   * read, the others are.
   */
  boolean isHopeless(List<Need> needs, Map<Need, List<ServerProblem>> missing) {
    return needs.stream()
        .filter(missing::containsKey)
        .anyMatch(need ->
            need != Need.TABLES || watch.tables().stream().noneMatch(privileges::maySelect));
  }

  /**
   * What to tell when the server refused something for want of a right.
   *
   * @param global whether it named a right on everything rather than on a table
   */
  Map<Need, List<ServerProblem>> refused(List<Need> needs, boolean global) {
    Map<Need, List<ServerProblem>> refused = new EnumMap<>(Need.class);
    for (Need need : needs) {
      List<ServerProblem> problems =
          needs.size() == 1 || need.isGlobal() == global ? problems(need, true) : List.of();
      if (!problems.isEmpty()) {
        refused.put(need, problems);
      }
    }
    return refused;
  }

  private List<ServerProblem> problems(Need need, boolean all) {
    return switch (need) {
      case PROCESS ->
          global(
              all,
              List.of("PROCESS"),
              "PROCESS",
              dialect.processList()
                  + ", information_schema.innodb_trx, "
                  + (dialect.isMariaDb()
                      ? dialect.rowLockView()
                      : "information_schema.innodb_metrics"));
      case REPLICA_STATUS ->
          global(
              all,
              dialect.replicaPrivileges(),
              dialect.replicaPrivilege(),
              dialect.isMariaDb() ? dialect.replicaStatus() : replication());
      case BINLOGS ->
          global(
              all,
              dialect.binlogPrivileges(),
              dialect.binlogPrivilege(),
              dialect.isMariaDb() ? binlogs() : replication());
      case PERFORMANCE_SCHEMA ->
          dialect.isMariaDb() ? List.of() : select(all, "performance_schema", performanceViews());
      case TABLES -> tables(all);
      case HEARTBEAT -> heartbeat(all);
    };
  }

  private String binlogs() {
    return dialect.binlogStatus() + ", SHOW BINARY LOGS";
  }

  /** One right of MySQL covers both: it is told once. */
  private String replication() {
    return dialect.replicaStatus() + ", " + binlogs();
  }

  private String performanceViews() {
    String locks = "performance_schema.metadata_locks";
    return dialect.showsRowLocksInPerformanceSchema()
        ? locks + ", " + dialect.rowLockView()
        : locks;
  }

  private List<ServerProblem> global(
      boolean all, List<String> accepted, String right, String unread) {
    return !all && privileges.hasGlobal(accepted)
        ? List.of()
        : List.of(
            problem(right, unread, "GRANT " + right + " ON *.* TO " + privileges.account() + ";"));
  }

  private List<ServerProblem> select(boolean all, String database, String unread) {
    return !all && privileges.maySelect(new TableName(database, ""))
        ? List.of()
        : List.of(
            problem(
                "SELECT",
                unread,
                "GRANT SELECT ON `"
                    + database.replace("`", "``")
                    + "`.* TO "
                    + privileges.account()
                    + ";"));
  }

  private List<ServerProblem> tables(boolean all) {
    List<ServerProblem> problems = new ArrayList<>();
    TreeMap<String, String> unread = new TreeMap<>();
    for (TableName table : watch.tables()) {
      TableName changelog = GhostTables.changelog(table);
      if (all || !privileges.maySelect(table) || !privileges.maySelect(changelog)) {
        unread.merge(
            table.database(),
            changelog + ", " + GhostTables.checkpoint(table),
            (before, more) -> before + ", " + more);
      }
    }
    unread.forEach((database, tables) ->
        problems.addAll(select(true, database, "information_schema.tables, " + tables)));
    return problems;
  }

  private List<ServerProblem> heartbeat(boolean all) {
    HeartbeatTable table = source.heartbeat();
    if (table == null
        || (!all && privileges.maySelect(new TableName(table.database(), table.table())))) {
      return List.of();
    }
    return List.of(
        problem(
            "SELECT",
            table.database() + "." + table.table(),
            "GRANT SELECT ON " + table.quoted() + " TO " + privileges.account() + ";"));
  }

  private ServerProblem problem(String right, String unread, String statement) {
    return new ServerProblem(
        Kind.GRANT,
        unread,
        Phrase.of("server.grant", source.name(), privileges.account(), right, unread, statement),
        statement);
  }
}
