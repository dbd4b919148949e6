package dev.ghostwatch.benchmarks;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.HistoryStore;
import dev.ghostwatch.history.RunFilter;
import dev.ghostwatch.history.StoreOptions;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.model.history.Column;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Opens a store as the agent does, and asks for whole runs and parts of them. */
public final class StoreQueries {
  private static final int RUNS = 20;

  private StoreQueries() {}

  /** {@code StoreQueries STORE}. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    long begin = System.nanoTime();
    try (HistoryStore store =
        HistoryStore.open(
            StoreOptions.of(file), InstantSource.system(), notice -> System.out.println(notice))) {
      System.out.printf(
          "open for writing, first in its JVM: %.0f ms (%d queued)%n",
          (System.nanoTime() - begin) / 1e6, store.stats().queued());
    }
    begin = System.nanoTime();
    HistoryReader reader = HistoryReader.open(file);
    System.out.printf("open for reading: %.1f ms%n", (System.nanoTime() - begin) / 1e6);
    begin = System.nanoTime();
    List<String> ids =
        reader.runs(RunFilter.latest(100)).stream().map(run -> run.row().id()).toList();
    System.out.printf(
        "history, %d runs with their last sample: %.0f ms%n",
        ids.size(), (System.nanoTime() - begin) / 1e6);
    List<Column> four =
        List.of(Column.ROWS_COPIED, Column.LAG_SECONDS, Column.ROWS_PER_SECOND, Column.BACKLOG);
    whole(reader, ids, four, "whole run, 1,000 points, 4 columns");
    whole(reader, ids, Column.ALL, "whole run, 1,000 points, all columns");
    Instant end = Instant.parse("2026-11-24T00:00:00Z");
    for (Duration length :
        List.of(Duration.ofHours(1), Duration.ofHours(16), Duration.ofHours(160))) {
      double[] millis = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        reader.points(ids.get(i % ids.size()), end.minus(length), end, 1_000, four);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      print("last " + length.toHours() + " h, 1,000 points, 4 columns", millis);
    }
  }

  private static void whole(
      HistoryReader reader, List<String> ids, Collection<Column> columns, String what)
      throws Exception {
    double[] millis = new double[RUNS];
    int points = 0;
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      Block block = reader.points(ids.get(i % ids.size()), null, null, 1_000, columns);
      millis[i] = (System.nanoTime() - start) / 1e6;
      points = block.size();
    }
    print(what + " (" + points + " given)", millis);
  }

  private static void print(String what, double[] millis) {
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf(
        "%s: first %.0f ms, median %.1f ms, worst %.0f ms%n",
        what, first, millis[millis.length / 2], millis[millis.length - 1]);
  }
}
