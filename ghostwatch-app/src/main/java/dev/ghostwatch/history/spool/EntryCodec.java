package dev.ghostwatch.history.spool;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries as bytes. Figures are named by their codes, so that a newer program reads them too. */
final class EntryCodec {
  private static final int LONGEST_TEXT = 16 << 20;

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
    Instant ended = row.endedAt();
    text(out, ended == null ? null : String.valueOf(ended.toEpochMilli()));
    text(out, row.lifecycle().name());
    text(out, row.lastWords());
    text(out, row.endpoint());
    text(out, row.pid() == null ? null : String.valueOf(row.pid()));
    out.writeInt(row.arguments().size());
    for (String argument : row.arguments()) {
      text(out, argument);
    }
    out.writeInt(row.settings().size());
    for (Map.Entry<String, String> setting : row.settings().entrySet()) {
      text(out, setting.getKey());
      text(out, setting.getValue());
    }
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
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
    String ended = optional(in);
    Lifecycle lifecycle = Lifecycle.valueOf(required(in));
    String words = optional(in);
    String endpoint = optional(in);
    String pid = optional(in);
    List<String> arguments = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      arguments.add(required(in));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      settings.put(required(in), required(in));
    }
    return new MigrationRow(
        id,
        database,
        table,
        migrated,
        inspected,
        executing,
        version,
        started,
        ended == null ? null : Instant.ofEpochMilli(Long.parseLong(ended)),
        lifecycle,
        words,
        endpoint,
        pid == null ? null : Long.valueOf(pid),
        arguments,
        settings);
  }

  private static Instant time(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }

  private static String required(DataInputStream in) throws IOException {
    String text = optional(in);
    if (text == null) {
      throw new IOException("an entry of the spool lacks a text it must have");
    }
    return text;
  }

  private static @Nullable String optional(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > LONGEST_TEXT) {
      throw new IOException("a text of the spool says it has " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the spool ends in the middle of a text");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
