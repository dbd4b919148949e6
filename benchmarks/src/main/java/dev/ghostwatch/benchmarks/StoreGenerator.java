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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Fills a store with migrations sampled once a second for so many days, as the agent would: packed
 * two hours at a time by the agent's own packer, all migrations in turn, the last two hours as
 * rows. As many threads as there are processors pack, one writes.
 */
public final class StoreGenerator {
  private static final Duration STRETCH = Duration.ofHours(2);
  private static final int TRACE_SECONDS = 25 * 3_600;
  private static final List<String> STORIES =
      List.of("healthy", "lagging-replica", "max-load", "backlog-bound");

  private final SqliteFile store;
  private final Handle handle;
  private final List<SampleSource> sources;
  private final List<Long> numbers = new ArrayList<>();

  private StoreGenerator(SqliteFile store, Handle handle, List<SampleSource> sources) {
    this.store = store;
    this.handle = handle;
    this.sources = sources;
  }

  /**
   * {@code StoreGenerator STORE DAYS MIGRATIONS all|gh-ost}: prints rows of a Markdown table, and
   * writes the ids of the runs to STORE.ids.
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    int days = Integer.parseInt(arguments[1]);
    int migrations = Integer.parseInt(arguments[2]);
    List<SampleSource> sources = sources(migrations, arguments[3].equals("all"));
    SqliteFile store = new SqliteFile(file, Duration.ofSeconds(5));
    store.prepare();
    Schema.HISTORY.migrate(store);
    long now = Instant.now().toEpochMilli();
    Instant end = Instant.ofEpochMilli(now - now % STRETCH.toMillis());
    long begin = System.nanoTime();
    try (Handle handle = Jdbi.open(store.writing())) {
      new StoreGenerator(store, handle, sources).fill(end.minus(Duration.ofDays(days)), days, file);
      double seconds = (System.nanoTime() - begin) / 1e9;
      try (var statement = handle.getConnection().createStatement()) {
        statement.execute("pragma wal_checkpoint(truncate)");
      }
      report(handle, Files.size(file), days * 86_400L * migrations, seconds);
    }
  }

  private static List<SampleSource> sources(int migrations, boolean everySource) {
    List<Trace> traces =
        STORIES.parallelStream()
            .map(name -> new Trace(Stories.byName(name).rows(900_000_000L), TRACE_SECONDS))
            .toList();
    List<SampleSource> sources = new ArrayList<>();
    for (int i = 0; i < migrations; i++) {
      sources.add(
          new SampleSource(traces.get(i % traces.size()), i * 7_919, 1_000 + i, everySource));
    }
    return sources;
  }

  private void fill(Instant start, int days, Path file) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      MigrationId id = new MigrationId(new TableName("shop", "table_" + i), start);
      numbers.add(MigrationSql.write(handle, MigrationRow.of(id)));
      ids.add(id.text());
    }
    Files.write(file.resolveSibling(file.getFileName() + ".ids"), ids);
    int stretches = days * 12;
    int threads = Runtime.getRuntime().availableProcessors();
    BlockingQueue<Worker> idle = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) {
      idle.put(new Worker(store));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int stretch = 0; stretch < stretches - 1; stretch++) {
        pack(start.plus(STRETCH.multipliedBy(stretch)).toEpochMilli(), pool, idle);
        if (stretch % 12 == 11) {
          System.err.printf("day %d of %d%n", stretch / 12 + 1, days);
        }
      }
    }
    for (Worker worker : idle) {
      worker.close();
    }
    lastRows(start.plus(STRETCH.multipliedBy(stretches - 1L)).toEpochMilli());
  }

  /** Packs a stretch of every run; the next may begin when this one is written. */
  private void pack(long from, ExecutorService pool, BlockingQueue<Worker> idle) throws Exception {
    List<Future<List<Packer.Packed>>> packed = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      SampleSource source = sources.get(i);
      long number = numbers.get(i);
      packed.add(
          pool.submit(() -> {
            Worker worker = idle.take();
            try {
              return worker.packer().blocks(worker.reading(), number, from, source.next(from));
            } finally {
              idle.put(worker);
            }
          }));
    }
    for (int i = 0; i < packed.size(); i++) {
      List<Packer.Packed> blocks = packed.get(i).get();
      long number = numbers.get(i);
      Transaction.run(handle, transaction -> Packer.write(transaction, number, blocks));
    }
  }

  private void lastRows(long from) throws SQLException {
    SampleSql rows = new SampleSql(store.dialect());
    for (int i = 0; i < sources.size(); i++) {
      Block samples = sources.get(i).next(from);
      List<SampleSql.Sample> last = new ArrayList<>();
      for (int point = 0; point < samples.size(); point++) {
        last.add(new SampleSql.Sample(numbers.get(i), samples.sample(point)));
      }
      Transaction.run(handle, transaction -> rows.write(transaction.getConnection(), last));
    }
  }

  /** What one thread packs with. */
  private record Worker(Packer packer, Handle reading) implements AutoCloseable {
    Worker(SqliteFile store) {
      this(
          new Packer(damage -> {
            throw new IllegalStateException(damage);
          }),
          Jdbi.open(store.reading()));
    }

    @Override
    public void close() {
      packer.close();
      reading.close();
    }
  }

  private static void report(Handle handle, long bytes, long samples, double seconds)
      throws SQLException {
    System.out.printf("| samples | | %,d |%n", samples);
    System.out.printf("| file, bytes | | %,d |%n", bytes);
    System.out.printf(
        "| bytes a sample on disk, over all | 15 | **%.2f** |%n", bytes / (double) samples);
    long blocks = 0;
    try (Statement statement = handle.getConnection().createStatement();
        ResultSet found =
            statement.executeQuery(
                "select step_seconds, sum(length(data)) from block group by step_seconds"
                    + " order by step_seconds")) {
      while (found.next()) {
        int step = found.getInt(1);
        blocks += found.getLong(2);
        System.out.printf(
            "| … %s | | %.2f |%n",
            step == 0 ? "samples, packed" : "rollups of " + step + " s",
            found.getLong(2) / (double) samples);
      }
    }
    System.out.printf(
        "| … rows of the last two hours, indexes, unused ends of pages | | %.2f |%n",
        (bytes - blocks) / (double) samples);
    System.out.printf(
        "| generating and packing, s (samples a second) | | %.0f (%,.0f) |%n",
        seconds, samples / seconds);
  }
}
