package dev.ghostwatch.history;

import dev.ghostwatch.history.spool.Entry;
import dev.ghostwatch.history.sql.Dialect;
import dev.ghostwatch.history.sql.Facts;
import dev.ghostwatch.history.sql.JudgementSql;
import dev.ghostwatch.history.sql.MigrationSql;
import dev.ghostwatch.history.sql.SampleSql;
import dev.ghostwatch.history.sql.Transaction;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes entries into the tables, a batch in one transaction. One thread at a time. */
final class EntryWriter {
  private final SampleSql samples;
  private final Keeper keeper;

  /** The numbers of runs that are in the store for certain. */
  private final Map<String, Long> numbers = new HashMap<>();

  EntryWriter(Dialect dialect, Keeper keeper) {
    samples = new SampleSql(dialect);
    this.keeper = keeper;
  }

  /** The store was replaced by a new one. */
  void forget() {
    numbers.clear();
  }

  /**
   * Writes all entries or, when it throws, none.
   *
   * @param frame the number of the spool's frame they come from, remembered with them so that a
   *     frame is never taken over twice; 0 when they come from the queue
   */
  void write(Handle handle, List<Entry> batch, long frame) throws SQLException {
    for (long gone : keeper.takeForgotten()) {
      numbers.values().removeIf(number -> number == gone);
    }
    Map<String, Long> found = new HashMap<>();
    List<SampleSql.Sample> rows = new ArrayList<>(batch.size());
    Transaction.run(
        handle,
        transaction -> {
          for (Entry entry : batch) {
            switch (entry) {
              case Entry.OfMigration(MigrationRow row) ->
                  found.put(row.id(), MigrationSql.write(transaction, row));
              case Entry.OfLogFile(String id, String path) ->
                  MigrationSql.logFile(transaction, number(transaction, id, found), path);
              case Entry.OfSample(String id, SampleRow row) ->
                  rows.add(new SampleSql.Sample(number(transaction, id, found), row));
              case Entry.OfEvent(String id, EventRow row) ->
                  MigrationSql.event(transaction, number(transaction, id, found), row);
              case Entry.OfSetting(String id, SettingRow row) ->
                  MigrationSql.setting(transaction, number(transaction, id, found), row);
              case Entry.OfFinding(String id, FindingRow row) ->
                  JudgementSql.write(transaction, number(transaction, id, found), row);
              case Entry.OfCommand(String id, CommandRow row) ->
                  JudgementSql.write(transaction, id, row);
              case Entry.OfAlert(String id, AlertRow row) ->
                  JudgementSql.write(transaction, numberOrNull(transaction, id, found), row);
            }
          }
          samples.write(transaction.getConnection(), rows);
          if (frame > 0) {
            Facts.put(transaction, Facts.SPOOL_TAKEN, frame);
          }
        });
    numbers.putAll(found);
    rows.forEach(row -> keeper.wrote(row.migration(), row.row().millis()));
  }

  private @Nullable Long numberOrNull(Handle handle, String id, Map<String, Long> found) {
    return id.isEmpty() ? null : Long.valueOf(number(handle, id, found));
  }

  private long number(Handle handle, String id, Map<String, Long> found) {
    Long known = numbers.get(id);
    if (known == null) {
      known = found.get(id);
    }
    if (known == null) {
      known = MigrationSql.number(handle, id).orElseGet(() -> begin(handle, id));
      found.put(id, known);
    }
    return known;
  }

  private static long begin(Handle handle, String id) {
    MigrationId parsed = MigrationId.parse(id);
    if (parsed == null) {
      throw new IllegalArgumentException("BUG: '" + id + "' is not the id of a migration");
    }
    return MigrationSql.write(handle, MigrationRow.of(parsed));
  }
}
