package dev.ghostwatch.report;

import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.client.value.ThrottleReason.Kind;
import dev.ghostwatch.history.HistoryStore;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.history.StoreOptions;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.StateCodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts made-up runs into a history: 100 s, copied with a pause for lag, postponed, cut over. */
public final class StoredRuns {
  /** When the first run starts. */
  public static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private StoredRuns() {}

  /** Makes a history and closes it, so that all is in the file. */
  public static void write(Path file, InstantSource clock, Consumer<HistoryWriter> runs)
      throws IOException {
    HistoryStore store = HistoryStore.open(StoreOptions.of(file), clock, _ -> {});
    store.start();
    runs.accept(store);
    store.close();
  }

  /** The id of a run that starts so many seconds after the first. */
  public static String id(TableName table, long second) {
    return new MigrationId(table, START.plusSeconds(second)).text();
  }

  /** A row with a server. */
  public static MigrationRow row(TableName table, String server, long second) {
    MigrationRow row = MigrationRow.of(new MigrationId(table, START.plusSeconds(second)));
    return new MigrationRow(
        row.id(),
        row.database(),
        row.table(),
        server,
        server,
        "util1",
        "1.1.5",
        row.startedAt(),
        null,
        Lifecycle.RUNNING,
        null,
        null,
        null,
        List.of("gh-ost", "--password=****"),
        Map.of("chunk-size", "1000", "nice-ratio", "1.0"));
  }

  /**
   * A run of 100 s: 60 s of copying at nice-ratio 1, in them 20 s throttled by lag, then 30 s
   * postponed, then cut over.
   *
   * @param rate rows a second while it is not throttled
   * @param ended how it ended; null while it runs
   */
  public static void run(
      HistoryWriter store,
      TableName table,
      String server,
      long second,
      long rate,
      @Nullable Lifecycle ended) {
    MigrationRow row = row(table, server, second);
    String id = row.id();
    Instant start = row.startedAt();
    store.migration(row);
    long all = 40 * rate;
    for (int i = 0; i <= 90; i++) {
      boolean throttled = i >= 20 && i < 40;
      boolean postponed = i > 60;
      long rows = Math.min(all, rate * (i <= 20 ? i : i < 40 ? 20 : i - 20));
      store.sample(
          id,
          SampleRow.at(start.plusSeconds(i))
              .with(Column.ROWS_COPIED, rows)
              .with(Column.ROWS_ESTIMATE, postponed ? all : all + 500)
              .with(Column.PERCENT, 100.0 * rows / all)
              .with(Column.DML_APPLIED, 0)
              .with(Column.BACKLOG, 0)
              .with(Column.BACKLOG_CAPACITY, 1_000)
              .with(Column.LAG_SECONDS, (i + 1) * 0.1)
              .with(Column.CHUNK_SIZE, 1_000)
              .with(Column.NICE_RATIO, 1)
              .with(Column.ROWS_PER_SECOND, rate)
              .with(Column.BYTES_PER_SECOND, rate * 200)
              .with(Column.LOAD_AVERAGE, 2)
              .with(
                  Column.STATE,
                  StateCodes.of(
                      throttled
                          ? MigrationState.THROTTLED
                          : postponed
                              ? MigrationState.POSTPONING_CUT_OVER
                              : MigrationState.MIGRATING))
              .with(Column.THROTTLE_KIND, throttled ? StateCodes.of(Kind.LAG) : null)
              .build());
    }
    event(store, id, start, 60, "copy-complete", "copied");
    event(store, id, start, 61, "postponed", "postponing cut-over");
    if (ended == null) {
      return;
    }
    event(store, id, start, 90, "cut-over-attempt", "Grabbing voluntary lock: gh-ost.1.lock");
    event(store, id, start, 95, "cut-over-failed", "Error 1205: Lock wait timeout exceeded");
    event(store, id, start, 96, "cut-over-attempt", "Grabbing voluntary lock: gh-ost.2.lock");
    event(store, id, start, 96, "error", "Error 1205: Lock wait timeout exceeded");
    event(
        store,
        id,
        start,
        99,
        MigrationEvent.LOCK_DURATION,
        "Lock & rename duration: 1.25s. During this time, queries on `t` were blocked");
    event(store, id, start, 100, ended.jsonName(), "");
    store.migration(row.ended(start.plusSeconds(100), ended, null));
  }

  private static void event(
      HistoryWriter store, String id, Instant start, long second, String type, String text) {
    store.event(id, new EventRow(start.plusSeconds(second), type, text, "log"));
  }
}
