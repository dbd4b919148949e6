package dev.ghostwatch.benchmarks;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.Packer;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.sql.MigrationSql;
import dev.ghostwatch.history.sql.SampleSql;
import dev.ghostwatch.history.sql.Schema;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.history.sql.Transaction;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.simulator.Stories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Fills a store with migrations sampled once a second for so many days, as the agent would: packed
 * two hours at a time by the agent's own packer, all migrations in turn, the last two hours as
 * rows.
 */
public final class StoreGenerator {
  private static final Instant END = Instant.parse("2026-11-24T00:00:00Z");
  private static final int TRACE_SECONDS = 25 * 3_600;
  private static final int STRETCHES_AS_ROWS = 1;
  private static final List<String> STORIES =
      List.of("healthy", "lagging-replica", "max-load", "backlog-bound");

  private StoreGenerator() {}

  /** {@code StoreGenerator STORE DAYS MIGRATIONS all|gh-ost}. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    int days = Integer.parseInt(arguments[1]);
    int migrations = Integer.parseInt(arguments[2]);
    boolean everySource = arguments[3].equals("all");
    List<Trace> traces = new ArrayList<>();
    for (String story : STORIES) {
      traces.add(new Trace(Stories.byName(story).rows(900_000_000L), TRACE_SECONDS));
    }
    List<SampleSource> sources = new ArrayList<>();
    for (int i = 0; i < migrations; i++) {
      sources.add(
          new SampleSource(traces.get(i % traces.size()), i * 7_919, 1_000 + i, everySource));
    }
    SqliteFile store = new SqliteFile(file, Duration.ofSeconds(5));
    store.prepare();
    Schema.migrate(store);
    long begin = System.nanoTime();
    try (Handle handle = Jdbi.open(store.writing())) {
      fill(handle, sources, days, store);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long samples = days * 86_400L * migrations;
      try (var statement = handle.getConnection().createStatement()) {
        statement.execute("pragma wal_checkpoint(truncate)");
      }
      System.out.printf(
          "samples %,d  file %,d bytes  %.2f bytes/sample  %.0f s  %,.0f samples/s%n",
          samples,
          Files.size(file),
          Files.size(file) / (double) samples,
          seconds,
          samples / seconds);
      shares(handle, samples);
    }
  }

  private static void fill(Handle handle, List<SampleSource> sources, int days, SqliteFile store)
      throws SQLException {
    Instant start = END.minus(Duration.ofDays(days));
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      MigrationId id = new MigrationId(new TableName("shop", "table_" + i), start);
      numbers.add(MigrationSql.write(handle, MigrationRow.of(id)));
    }
    SampleSql rows = new SampleSql(store.dialect());
    try (Packer packer =
        new Packer(damage -> {
          throw new IllegalStateException(damage);
        })) {
      for (int stretch = 0; stretch < days * 12; stretch++) {
        long from = start.plus(Duration.ofHours(2L * stretch)).toEpochMilli();
        boolean asRows = stretch >= days * 12 - STRETCHES_AS_ROWS;
        for (int i = 0; i < sources.size(); i++) {
          Block samples = sources.get(i).next(from);
          long number = numbers.get(i);
          Transaction.run(
              handle,
              transaction -> {
                if (asRows) {
                  rows.write(transaction.getConnection(), rows(number, samples));
                } else {
                  packer.pack(transaction, number, from, samples);
                }
              });
        }
        if (stretch % 12 == 11) {
          System.err.printf("day %d of %d%n", stretch / 12 + 1, days);
        }
      }
    }
  }

  private static List<SampleSql.Sample> rows(long number, Block samples) {
    List<SampleSql.Sample> rows = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      rows.add(new SampleSql.Sample(number, samples.sample(i)));
    }
    return rows;
  }

  private static void shares(Handle handle, long samples) throws SQLException {
    try (Statement statement = handle.getConnection().createStatement();
        ResultSet found =
            statement.executeQuery(
                "select step_seconds, count(*), sum(points), sum(length(data)) from block"
                    + " group by step_seconds order by step_seconds")) {
      while (found.next()) {
        System.out.printf(
            "step %3d s: %,d blocks, %,d points, %,d bytes, %.2f bytes/sample of the store%n",
            found.getInt(1),
            found.getLong(2),
            found.getLong(3),
            found.getLong(4),
            found.getLong(4) / (double) samples);
      }
    }
  }
}
