package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.server.GhostTables;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerRole;
import dev.ghostwatch.model.server.TableFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The servers and what is on them: rules D29 to D33. */
final class ServerRules {
  private static final Duration LATELY = Duration.ofMinutes(5);
  private static final Duration OLD = Duration.ofHours(1);
  private static final long USUAL_SERVER_ID = 99_999;
  private static final long LONG_SECONDS = 5;
  private static final Pattern WRITER_GONE =
      Pattern.compile(
          "Error 1290|Error 1836|Error 3100|read.?only|connection refused|bad connection"
              + "|broken pipe|invalid connection|connection reset|Error 1053|Error 2006|Error 2013"
              + "|Error 1927|server has gone away|no such host",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MISSING =
      Pattern.compile("Error 1146|doesn't exist", Pattern.CASE_INSENSITIVE);
  private static final Pattern OURS =
      Pattern.compile("_(gho|ghc|ghk|del)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern LEFT = Pattern.compile("^_(.+)_(gho|ghc|ghk|del)$");

  private ServerRules() {}

  /** The writer is gone (gh-ost issues 1169, 1569). */
  static List<Finding> d29(CaseFile file) {
    if (file.hasSucceeded()) {
      return List.of();
    }
    Instant since = file.now().minus(LATELY);
    List<LogLine> lines =
        file.log()
            .newest(
                3,
                line ->
                    ProgressRules.isError(line)
                        && (file.isOver() || !line.at().isBefore(since))
                        && WRITER_GONE.matcher(line.text()).find()
                        && !line.text().contains("throttle"));
    ServerFigures server = file.migrated();
    boolean readOnly =
        server != null
            && server.identity() != null
            && (Boolean.TRUE.equals(server.identity().superReadOnly())
                || Boolean.TRUE.equals(server.identity().readOnly()))
            && server.address().equals(file.snapshot().migratedHost())
            && !file.isOver();
    boolean working = file.window() != null && file.window().rowsCopied() > 0;
    if ((lines.isEmpty() || working) && !readOnly) {
      return List.of();
    }
    Found found =
        Found.critical("D29").title(String.valueOf(file.snapshot().migratedHost())).lines(lines);
    if (readOnly && server != null) {
      found.seen("readOnly", server.name());
    }
    return found
        .run(file.isOver() ? null : file.command("panic"))
        .advice(ProgressRules.resume(file))
        .found();
  }

  /** Two runs pose as the same replica (gh-ost issues 350, 439, 643). */
  static List<Finding> d30(CaseFile file) {
    Snapshot own = file.snapshot();
    if (own.process() == null || own.inspectedHost() == null || file.isOver()) {
      return List.of();
    }
    long id = Arguments.number(own.process(), "replica-server-id", USUAL_SERVER_ID);
    for (Snapshot other : file.neighbours()) {
      if (other.process() != null
          && other.process().pid() != own.process().pid()
          && own.inspectedHost().equals(other.inspectedHost())
          && Arguments.number(other.process(), "replica-server-id", USUAL_SERVER_ID) == id) {
        return Found.warning("D30")
            .title(String.valueOf(id))
            .seen(
                "seen",
                String.valueOf(own.process().pid()),
                String.valueOf(other.process().pid()),
                String.valueOf(other.table()),
                own.inspectedHost(),
                String.valueOf(id))
            .advice(String.valueOf(id + 1))
            .found();
      }
    }
    return List.of();
  }

  /** gh-ost's own tables are gone (gh-ost issues 657, 763, 1573, 1663). */
  static List<Finding> d31(CaseFile file) {
    List<LogLine> lines =
        file.log()
            .newest(
                3,
                line ->
                    ProgressRules.isError(line)
                        && MISSING.matcher(line.text()).find()
                        && OURS.matcher(line.text()).find());
    if (lines.isEmpty()) {
      return List.of();
    }
    boolean harmless = file.hasSucceeded();
    return Found.of("D31", harmless ? Severity.INFO : Severity.CRITICAL)
        .as(harmless ? "after" : "during")
        .lines(lines)
        .run(harmless || file.isOver() ? null : file.command("panic"))
        .found();
  }

  /** Left over from a dead run (gh-ost issues 99, 409). */
  static List<Finding> d32(CaseFile file) {
    List<TableFigures> left = new ArrayList<>();
    for (ServerFigures server : file.servers()) {
      if (server.role() != ServerRole.REPLICA && server.tables() != null) {
        server.tables().stream().filter(table -> isLeft(table, file)).forEach(left::add);
      }
    }
    if (left.isEmpty()) {
      return List.of();
    }
    Found found = Found.info("D32").title(String.valueOf(left.size()));
    StringBuilder drop = new StringBuilder();
    for (TableFigures table : left) {
      found.seen(
          "seen",
          table.table().toString(),
          table.totalBytes() == null ? "?" : Found.bytes(table.totalBytes()),
          Found.time(table.createdAt()),
          Found.time(table.updatedAt()));
      drop.append(drop.isEmpty() ? "" : " ")
          .append("DROP TABLE ")
          .append(Sql.name(table.table()))
          .append(';');
    }
    return found.run(drop.toString()).found();
  }

  /** Asked of each table of a server: whose it is last, as a host may have many runs. */
  private static boolean isLeft(TableFigures table, CaseFile file) {
    TableName own = file.snapshot().table();
    if (own == null
        || !own.database().equals(table.table().database())
        || !LEFT.matcher(table.table().table()).matches()) {
      return false;
    }
    Instant touched = latest(table.createdAt(), table.updatedAt());
    return touched != null
        && file.secondsSince(touched) > OLD.toSeconds()
        && (file.isOver() || !isOf(own, table.table()))
        && file.neighbours().stream()
            .noneMatch(other -> other.table() != null && isOf(other.table(), table.table()));
  }

  private static boolean isOf(TableName migrated, TableName table) {
    return table.equals(GhostTables.ghost(migrated))
        || table.equals(GhostTables.changelog(migrated))
        || table.equals(GhostTables.checkpoint(migrated))
        || table.equals(GhostTables.old(migrated));
  }

  private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  /** Long transactions and queries on the table (classic toolkit T12). */
  static List<Finding> d33(CaseFile file) {
    if (file.isOver()) {
      return List.of();
    }
    Blockers blockers = Blockers.ofTable(file, LONG_SECONDS);
    return blockers.isEmpty()
        ? List.of()
        : Found.warning("D33")
            .title(String.valueOf(blockers.seen().size()))
            .all(blockers.seen())
            .run(blockers.kill())
            .found();
  }
}
