package dev.ghostwatch.document;

import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.history.StateCodes;
import dev.ghostwatch.model.history.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of migrations, as documents. */
public final class HistoryDocument {
  private HistoryDocument() {}

  /**
   * Writes the fields of a run; the caller opens and closes the object.
   *
   * @param last its last sample
   */
  public static void run(Json json, MigrationRow row, @Nullable SampleRow last) {
    json.text("id", row.id());
    json.text("database", row.database());
    json.text("table", row.table());
    json.text("migratedHost", row.migratedHost());
    json.text("inspectedHost", row.inspectedHost());
    json.text("executingHost", row.executingHost());
    json.text("ghostVersion", row.ghostVersion());
    json.time("startedAt", row.startedAt());
    json.time("endedAt", row.endedAt());
    json.time("lastSampleAt", last == null ? null : last.at());
    json.decimal("durationSeconds", duration(row, last));
    json.text("lifecycle", row.lifecycle().jsonName());
    json.text("lastWords", row.lastWords());
    json.text("endpoint", row.endpoint());
    json.number("pid", row.pid());
    json.texts("arguments", row.arguments());
    json.object("settings", () -> new TreeMap<>(row.settings()).forEach((k, v) -> json.text(k, v)));
    json.objectOrNull(
        "progress",
        last,
        sample -> {
          json.number("rowsCopied", whole(sample, Column.ROWS_COPIED));
          json.number("rowsEstimate", whole(sample, Column.ROWS_ESTIMATE));
          json.decimal("percent", sample.get(Column.PERCENT));
          json.number("dmlApplied", whole(sample, Column.DML_APPLIED));
        });
  }

  /**
   * Writes the fields of a run that is over as those of a live migration are named; what only a
   * live one has is null. The settings are those the run was first seen with, by gh-ost's names.
   *
   * @param last its last sample
   */
  public static void migration(Json json, MigrationRow row, @Nullable SampleRow last) {
    json.text("id", row.id());
    json.text("database", row.database());
    json.text("table", row.table());
    json.text("ghostTable", null);
    json.text("migratedHost", row.migratedHost());
    json.text("inspectedHost", row.inspectedHost());
    json.text("executingHost", row.executingHost());
    json.time("startedAt", row.startedAt());
    json.text("ghostVersion", row.ghostVersion());
    json.text("endpoint", row.endpoint());
    json.time("observedAt", last == null ? null : last.at());
    json.text("lifecycle", row.lifecycle().jsonName());
    json.text("state", null);
    json.text("throttle", null);
    json.objectOrNull("progress", last, sample -> progress(json, sample));
    json.text("settings", null);
    json.text("rates", null);
    json.text("eta", null);
    json.time("endedAt", row.endedAt());
    json.decimal("durationSeconds", duration(row, last));
    json.text("lastWords", row.lastWords());
    json.texts("arguments", row.arguments());
    json.textsByName("firstSettings", new TreeMap<>(row.settings()));
  }

  private static void progress(Json json, SampleRow sample) {
    json.number("rowsCopied", whole(sample, Column.ROWS_COPIED));
    json.number("rowsEstimate", whole(sample, Column.ROWS_ESTIMATE));
    json.decimal("percent", sample.get(Column.PERCENT));
    json.number("dmlApplied", whole(sample, Column.DML_APPLIED));
    json.number("backlog", whole(sample, Column.BACKLOG));
    json.number("backlogCapacity", whole(sample, Column.BACKLOG_CAPACITY));
    json.decimal("lagSeconds", sample.get(Column.LAG_SECONDS));
    json.decimal("heartbeatLagSeconds", sample.get(Column.HEARTBEAT_LAG_SECONDS));
  }

  /** From the start to the end, or to the last sample while there is none; null without either. */
  public static @Nullable Double duration(MigrationRow row, @Nullable SampleRow last) {
    Instant end = row.endedAt() != null ? row.endedAt() : last == null ? null : last.at();
    return end == null ? null : Duration.between(row.startedAt(), end).toMillis() / 1000.0;
  }

  /** Writes the fields of a sample: its time and these figures. */
  public static void sample(Json json, SampleRow sample, Collection<Column> columns) {
    json.time("at", sample.at());
    for (Column column : columns) {
      if (column.unit() == Unit.CODE) {
        json.text(column.jsonName(), code(sample, column));
      } else if (column.isWhole()) {
        json.number(column.jsonName(), whole(sample, column));
      } else {
        json.decimal(column.jsonName(), sample.get(column));
      }
    }
  }

  /** The word that a code stands for; null when it is not known. */
  public static @Nullable String code(SampleRow sample, Column column) {
    Double value = sample.get(column);
    return value == null ? null : StateCodes.name(column, value.longValue());
  }

  private static @Nullable Long whole(SampleRow sample, Column column) {
    Double value = sample.get(column);
    return value == null ? null : Math.round(value);
  }

  /** Writes the fields of an event. */
  public static void event(Json json, EventRow event) {
    json.time("at", event.at());
    json.text("type", event.type());
    json.text("text", event.text());
    json.text("source", event.source());
  }

  /** Writes the fields of a finding: since when, until when, and what a live one has. */
  public static void finding(Json json, FindingRow row, MigrationDocument findings) {
    json.time("from", row.from());
    json.time("to", row.to());
    findings.finding(json, row.finding());
  }

  /** Writes the fields of a command, named as in the audit. */
  public static void command(Json json, CommandRow row) {
    json.time("at", row.at());
    json.text("user", row.person());
    json.text("endpoint", row.endpoint());
    json.text("command", row.command());
    json.text("before", row.before());
    json.text("after", row.after());
    json.text("answer", row.answer());
    json.flag("sent", row.sent());
  }

  /** Writes the fields of an alert. */
  public static void alert(Json json, AlertRow row) {
    json.text("rule", row.rule());
    json.text("severity", row.severity().jsonName());
    json.text("state", row.state());
    json.time("startedAt", row.startedAt());
    json.time("endedAt", row.endedAt());
    json.object("labels", () -> new TreeMap<>(row.labels()).forEach((k, v) -> json.text(k, v)));
    json.object(
        "annotations", () -> new TreeMap<>(row.annotations()).forEach((k, v) -> json.text(k, v)));
  }

  /** Writes the fields of a change of a setting. */
  public static void setting(Json json, SettingRow change) {
    json.time("at", change.at());
    json.text("setting", change.name());
    json.text("before", change.before());
    json.text("after", change.after());
  }
}
