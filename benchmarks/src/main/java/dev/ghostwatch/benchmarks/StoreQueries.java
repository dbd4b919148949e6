package dev.ghostwatch.benchmarks;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.HistoryStore;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.RunFilter;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.StoreOptions;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens a store as the agent does, and asks for whole runs and parts of them. */
public final class StoreQueries {
  private static final int QUESTIONS = 20;
  private static final int POINTS = 1_000;
  private static final List<Column> FOUR =
      List.of(Column.ROWS_COPIED, Column.LAG_SECONDS, Column.ROWS_PER_SECOND, Column.BACKLOG);

  private StoreQueries() {}

  /**
   * {@code StoreQueries STORE first N}: how long opening and the first question, for the Nth run,
   * took this JVM, in milliseconds. {@code StoreQueries STORE warm}: rows of a Markdown table.
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    List<String> ids = Files.readAllLines(file.resolveSibling(file.getFileName() + ".ids"));
    long begin = System.nanoTime();
    try (HistoryStore store =
        HistoryStore.open(
            StoreOptions.of(file), InstantSource.system(), notice -> System.err.println(notice))) {
      double opened = millis(begin);
      HistoryReader reader = store.reader();
      if (arguments[1].equals("first")) {
        String id = ids.get(Integer.parseInt(arguments[2]) % ids.size());
        begin = System.nanoTime();
        int points = reader.points(id, null, null, POINTS, FOUR).size();
        System.out.printf("%.1f %.1f %d%n", opened, millis(begin), points);
      } else {
        warm(reader, ids);
      }
    }
  }

  private static double millis(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void warm(HistoryReader reader, List<String> ids) throws StoreException {
    ask("whole run in 1,000 points, 4 columns", "100", reader, ids, null, FOUR);
    ask(
        "whole run in 1,000 points, all " + Column.ALL.size() + " columns",
        "100",
        reader,
        ids,
        null,
        Column.ALL);
    for (int hours : new int[] {1, 16, 160}) {
      ask(
          "last " + hours + " h in 1,000 points, 4 columns",
          "",
          reader,
          ids,
          Duration.ofHours(hours),
          FOUR);
    }
    double[] times = new double[QUESTIONS];
    int runs = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      long begin = System.nanoTime();
      runs = reader.runs(RunFilter.latest(100)).size();
      times[i] = millis(begin);
    }
    print("the latest " + runs + " runs with their last samples", "", times);
  }

  private static void ask(
      String what,
      String goal,
      HistoryReader reader,
      List<String> ids,
      @Nullable Duration length,
      Collection<Column> columns)
      throws StoreException {
    double[] times = new double[QUESTIONS];
    for (int i = 0; i < QUESTIONS; i++) {
      String id = ids.get(i % ids.size());
      Instant end = length == null ? null : end(reader, id);
      Instant from = end == null ? null : end.minus(length);
      long begin = System.nanoTime();
      reader.points(id, from, end, POINTS, columns);
      times[i] = millis(begin);
    }
    print(what, goal, times);
  }

  private static Instant end(HistoryReader reader, String id) throws StoreException {
    PastRun run = Objects.requireNonNull(reader.run(id));
    SampleRow last = Objects.requireNonNull(run.last());
    return last.at();
  }

  private static void print(String what, String goal, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        "| … once warm: %s, median (worst) of %d, ms | %s | %.0f (%.0f) |%n",
        what, millis.length, goal, millis[millis.length / 2], millis[millis.length - 1]);
  }
}
