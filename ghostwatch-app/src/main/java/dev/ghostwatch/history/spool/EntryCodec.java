package dev.ghostwatch.history.spool;

import static dev.ghostwatch.history.spool.Fields.list;
import static dev.ghostwatch.history.spool.Fields.map;
import static dev.ghostwatch.history.spool.Fields.optional;
import static dev.ghostwatch.history.spool.Fields.optionalTime;
import static dev.ghostwatch.history.spool.Fields.required;
import static dev.ghostwatch.history.spool.Fields.text;
import static dev.ghostwatch.history.spool.Fields.time;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Entries as bytes. Figures are named by their codes, so that a newer program reads them too. */
final class EntryCodec {
  private EntryCodec() {}

  static byte[] write(List<Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 96);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(entries.size());
      for (Entry entry : entries) {
        write(out, entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    switch (entry) {
      case Entry.OfMigration(MigrationRow row) -> {
        out.writeByte('m');
        write(out, row);
      }
      case Entry.OfLogFile(String migration, String path) -> {
        out.writeByte('l');
        text(out, migration);
        text(out, path);
      }
      case Entry.OfSample(String migration, SampleRow row) -> {
        out.writeByte('s');
        text(out, migration);
        out.writeLong(row.millis());
        for (Column column : Column.ALL) {
          if (row.steps(column) != Column.UNKNOWN) {
            out.writeShort(column.code());
            out.writeLong(row.steps(column));
          }
        }
        out.writeShort(0);
      }
      case Entry.OfEvent(String migration, EventRow row) -> {
        out.writeByte('e');
        text(out, migration);
        out.writeLong(row.at().toEpochMilli());
        text(out, row.type());
        text(out, row.text());
        text(out, row.source());
      }
      case Entry.OfSetting(String migration, SettingRow row) -> {
        out.writeByte('c');
        text(out, migration);
        out.writeLong(row.at().toEpochMilli());
        text(out, row.name());
        text(out, row.before());
        text(out, row.after());
      }
      case Entry.OfFinding(String migration, FindingRow row) -> {
        out.writeByte('f');
        text(out, migration);
        JudgementCodec.write(out, row);
      }
      case Entry.OfCommand(String migration, CommandRow row) -> {
        out.writeByte('k');
        text(out, migration);
        JudgementCodec.write(out, row);
      }
      case Entry.OfAlert(String migration, AlertRow row) -> {
        out.writeByte('a');
        text(out, migration);
        JudgementCodec.write(out, row);
      }
    }
  }

  private static void write(DataOutputStream out, MigrationRow row) throws IOException {
    text(out, row.id());
    text(out, row.database());
    text(out, row.table());
    text(out, row.migratedHost());
    text(out, row.inspectedHost());
    text(out, row.executingHost());
    text(out, row.ghostVersion());
    out.writeLong(row.startedAt().toEpochMilli());
    optionalTime(out, row.endedAt());
    text(out, row.lifecycle().name());
    text(out, row.lastWords());
    text(out, row.endpoint());
    text(out, row.pid() == null ? null : String.valueOf(row.pid()));
    list(out, row.arguments());
    map(out, row.settings());
  }

  static List<Entry> read(byte[] bytes) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (int left = in.readInt(); left > 0; left--) {
        entries.add(read(in));
      }
    }
    return entries;
  }

  private static Entry read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 'm' -> new Entry.OfMigration(migration(in));
      case 'l' -> new Entry.OfLogFile(required(in), required(in));
      case 's' -> {
        String migration = required(in);
        SampleRow.Builder row = SampleRow.at(in.readLong());
        for (int code = in.readShort(); code != 0; code = in.readShort()) {
          long steps = in.readLong();
          for (Column column : Column.ALL) {
            if (column.code() == code) {
              row.withSteps(column, steps);
            }
          }
        }
        yield new Entry.OfSample(migration, row.build());
      }
      case 'e' ->
          new Entry.OfEvent(
              required(in), new EventRow(time(in), required(in), required(in), optional(in)));
      case 'c' ->
          new Entry.OfSetting(
              required(in), new SettingRow(time(in), required(in), optional(in), required(in)));
      case 'f' -> new Entry.OfFinding(required(in), JudgementCodec.finding(in));
      case 'k' -> new Entry.OfCommand(required(in), JudgementCodec.command(in));
      case 'a' -> new Entry.OfAlert(required(in), JudgementCodec.alert(in));
      default -> throw new IOException("an entry of the spool has kind " + kind);
    };
  }

  private static MigrationRow migration(DataInputStream in) throws IOException {
    String id = required(in);
    String database = required(in);
    String table = required(in);
    String migrated = optional(in);
    String inspected = optional(in);
    String executing = optional(in);
    String version = optional(in);
    Instant started = time(in);
    Instant ended = optionalTime(in);
    Lifecycle lifecycle = Lifecycle.valueOf(required(in));
    String words = optional(in);
    String endpoint = optional(in);
    String pid = optional(in);
    List<String> arguments = list(in);
    Map<String, String> settings = map(in);
    return new MigrationRow(
        id,
        database,
        table,
        migrated,
        inspected,
        executing,
        version,
        started,
        ended,
        lifecycle,
        words,
        endpoint,
        pid == null ? null : Long.valueOf(pid),
        arguments,
        settings);
  }
}
