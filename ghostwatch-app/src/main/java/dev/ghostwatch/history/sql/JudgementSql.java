package dev.ghostwatch.history.sql;

import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** What was found out about runs, what people did, and what there were alerts of. */
public final class JudgementSql {
  private static final String ALERTS =
      "select rule_name, severity, state, started_at, ended_at, labels, annotations from alert";

  private JudgementSql() {}

  /** Writes a finding, or its end and what was found last. */
  public static void write(Handle handle, long migration, FindingRow row) {
    Optional<Long> known =
        handle
            .createQuery(
                "select no from finding where migration_no = ? and rule_name = ?"
                    + " and from_millis = ?")
            .bind(0, migration)
            .bind(1, row.finding().rule())
            .bind(2, row.from().toEpochMilli())
            .mapTo(Long.class)
            .findOne();
    Finding finding = row.finding();
    Update update =
        known.isPresent()
            ? handle
                .createUpdate(
                    "update finding set to_millis = :to, severity = :severity, title = :title,"
                        + " evidence = :evidence, cause = :cause, advice = :advice,"
                        + " command_line = :command where no = :no")
                .bind("no", known.get())
            : handle
                .createUpdate(
                    "insert into finding (migration_no, rule_name, from_millis, to_millis,"
                        + " severity, title, evidence, cause, advice, command_line) values"
                        + " (:migration, :rule, :from, :to, :severity, :title, :evidence, :cause,"
                        + " :advice, :command)")
                .bind("migration", migration)
                .bind("rule", finding.rule())
                .bind("from", row.from().toEpochMilli());
    update
        .bind("to", millis(row.to()))
        .bind("severity", finding.severity().jsonName())
        .bind("title", TextValues.write(finding.title()))
        .bind(
            "evidence",
            TextValues.write(finding.evidence().stream().map(TextValues::write).toList()))
        .bind("cause", TextValues.write(finding.cause()))
        .bind("advice", TextValues.write(finding.advice()))
        .bind("command", finding.command())
        .execute();
  }

  /** The findings of a run in their order. */
  public static List<FindingRow> findings(Handle handle, long migration) {
    return handle
        .createQuery(
            "select from_millis, to_millis, rule_name, severity, title, evidence, cause, advice,"
                + " command_line from finding where migration_no = ? order by from_millis, no")
        .bind(0, migration)
        .map((rows, _) ->
            new FindingRow(
                Instant.ofEpochMilli(rows.getLong(1)),
                time(rows, 2),
                new Finding(
                    rows.getString(3),
                    severity(rows.getString(4)),
                    TextValues.phrase(rows.getString(5)),
                    TextValues.list(rows.getString(6)).stream().map(TextValues::phrase).toList(),
                    TextValues.phrase(rows.getString(7)),
                    TextValues.phrase(rows.getString(8)),
                    rows.getString(9))))
        .list();
  }

  /**
   * Writes a command, unless it is there.
   *
   * @param migration the id of a run that may not be in the store yet, or a table, or empty
   */
  public static void write(Handle handle, String migration, CommandRow row) {
    String key =
        key(
            String.valueOf(row.at().toEpochMilli()),
            row.person(),
            migration,
            String.valueOf(row.endpoint()),
            row.command(),
            String.valueOf(row.sent()));
    if (number(handle, "select no from command where entry_key = ?", key).isPresent()) {
      return;
    }
    handle
        .createUpdate(
            "insert into command (migration_no, migration_id, at_millis, person, endpoint, words,"
                + " old_value, new_value, answer, sent, entry_key) values (:no, :migration, :at,"
                + " :person, :endpoint, :words, :before, :after, :answer, :sent, :key)")
        .bind("no", MigrationSql.number(handle, migration).orElse(null))
        .bind("migration", migration)
        .bind("at", row.at().toEpochMilli())
        .bind("person", row.person())
        .bind("endpoint", row.endpoint())
        .bind("words", row.command())
        .bind("before", row.before())
        .bind("after", row.after())
        .bind("answer", row.answer())
        .bind("sent", row.sent() ? 1 : 0)
        .bind("key", key)
        .execute();
  }

  /**
   * The commands given for a run in their order; those given to its table while it ran too, because
   * the start of a run is not always known to who gives them.
   */
  public static List<CommandRow> commands(Handle handle, MigrationRow run) {
    return handle
        .createQuery(
            "select at_millis, person, endpoint, words, old_value, new_value, answer, sent"
                + " from command where migration_id = :id or (migration_id = :table"
                + " and at_millis >= :started and (:ended is null or at_millis <= :ended))"
                + " order by at_millis, no")
        .bind("id", run.id())
        .bind("table", run.database() + "." + run.table())
        .bind("started", run.startedAt().toEpochMilli())
        .bind("ended", millis(run.endedAt()))
        .map((rows, _) ->
            new CommandRow(
                Instant.ofEpochMilli(rows.getLong(1)),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getInt(8) != 0))
        .list();
  }

  /** Writes an alert, or what became of it. */
  public static void write(Handle handle, @Nullable Long migration, AlertRow row) {
    String labels = TextValues.write(new TreeMap<>(row.labels()));
    String key =
        key(row.rule(), String.valueOf(labels), String.valueOf(row.startedAt().toEpochMilli()));
    Optional<Long> known = number(handle, "select no from alert where alert_key = ?", key);
    Update update =
        known.isPresent()
            ? handle
                .createUpdate(
                    "update alert set state = :state, severity = :severity, ended_at = :ended,"
                        + " annotations = :annotations where no = :no")
                .bind("no", known.get())
            : handle
                .createUpdate(
                    "insert into alert (migration_no, rule_name, severity, state, started_at,"
                        + " ended_at, labels, annotations, alert_key) values (:migration, :rule,"
                        + " :severity, :state, :started, :ended, :labels, :annotations, :key)")
                .bind("migration", migration)
                .bind("rule", row.rule())
                .bind("started", row.startedAt().toEpochMilli())
                .bind("labels", labels)
                .bind("key", key);
    update
        .bind("severity", row.severity().jsonName())
        .bind("state", row.state())
        .bind("ended", millis(row.endedAt()))
        .bind("annotations", TextValues.write(row.annotations()))
        .execute();
  }

  /** The alerts of a run in the order in which they began. */
  public static List<AlertRow> alerts(Handle handle, long migration) {
    return handle
        .createQuery(ALERTS + " where migration_no = ? order by started_at, no")
        .bind(0, migration)
        .map((rows, _) -> alert(rows))
        .list();
  }

  /** The latest alerts of all runs and of the agent, the latest first, at most so many. */
  public static List<AlertRow> alerts(Handle handle, int limit) {
    return handle
        .createQuery(ALERTS + " order by started_at desc, no desc limit ?")
        .bind(0, limit)
        .map((rows, _) -> alert(rows))
        .list();
  }

  private static AlertRow alert(ResultSet rows) throws SQLException {
    return new AlertRow(
        rows.getString(1),
        severity(rows.getString(2)),
        rows.getString(3),
        Instant.ofEpochMilli(rows.getLong(4)),
        time(rows, 5),
        TextValues.map(rows.getString(6)),
        TextValues.map(rows.getString(7)));
  }

  /** When the newest command was given; null when there is none. */
  public static @Nullable Instant newestCommand(Handle handle) {
    return handle
        .createQuery("select max(at_millis) from command")
        .map((rows, _) -> Optional.ofNullable(time(rows, 1)))
        .one()
        .orElse(null);
  }

  /** Forgets commands and alerts of before a time that belong to no run. */
  public static void forgetLoose(Handle handle, Instant before) {
    handle.execute(
        "delete from command where migration_no is null and at_millis < ?", before.toEpochMilli());
    handle.execute(
        "delete from alert where migration_no is null and started_at < ?", before.toEpochMilli());
  }

  private static Optional<Long> number(Handle handle, String query, String key) {
    return handle.createQuery(query).bind(0, key).mapTo(Long.class).findOne();
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
    long millis = rows.getLong(column);
    return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static Severity severity(String name) {
    for (Severity severity : Severity.values()) {
      if (severity.jsonName().equals(name)) {
        return severity;
      }
    }
    throw new IllegalStateException(
        "the store names a severity '" + name + "' that this GhostWatch does not know");
  }

  /** Short and always of the same length, however long the texts are. */
  private static String key(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("BUG: every Java has SHA-256", e);
    }
  }
}
