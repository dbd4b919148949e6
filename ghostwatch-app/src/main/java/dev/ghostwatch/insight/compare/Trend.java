package dev.ghostwatch.insight.compare;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.report.TrendRow;
import dev.ghostwatch.model.report.TrendRow.Group;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs over weeks, by server and by table. */
public final class Trend {
  /** With fewer runs a change is chance. */
  private static final int ENOUGH = 4;

  private static final String NO_SERVER = "?";

  private Trend() {}

  /** The rows: weeks in their order, then servers, then tables, both by their names. */
  public static List<TrendRow> of(List<RunFacts> runs) {
    List<RunFacts> inOrder = new ArrayList<>(runs);
    inOrder.sort(Comparator.comparing(RunFacts::startedAt));
    List<TrendRow> rows = new ArrayList<>();
    grouped(inOrder, Trend::week)
        .forEach((week, some) -> rows.add(row(Group.WEEK, "", week, some)));
    grouped(inOrder, run -> run.server() == null ? NO_SERVER : run.server())
        .forEach((server, some) -> rows.add(row(Group.SERVER, server, null, some)));
    grouped(inOrder, RunFacts::table)
        .forEach((table, some) -> rows.add(row(Group.TABLE, table, null, some)));
    return rows;
  }

  private static LocalDate week(RunFacts run) {
    return run.startedAt()
        .atZone(ZoneOffset.UTC)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static <K extends Comparable<? super K>> Map<K, List<RunFacts>> grouped(
      List<RunFacts> runs, Function<RunFacts, K> key) {
    Map<K, List<RunFacts>> groups = new TreeMap<>();
    runs.forEach(run -> groups.computeIfAbsent(key.apply(run), _ -> new ArrayList<>()).add(run));
    return groups;
  }

  private static TrendRow row(
      Group group, String name, @Nullable LocalDate week, List<RunFacts> runs) {
    int succeeded = 0;
    int running = 0;
    int unknown = 0;
    double seconds = 0;
    double throttled = 0;
    long attempts = 0;
    long failed = 0;
    for (RunFacts run : runs) {
      succeeded += run.lifecycle() == Lifecycle.SUCCEEDED ? 1 : 0;
      running += isRunning(run) ? 1 : 0;
      unknown += run.unseen() ? 1 : 0;
      seconds += run.time().seconds();
      throttled += run.time().throttled();
      attempts += run.cutOverAttempts();
      failed += run.cutOverFailed();
    }
    int ended = runs.size() - running - unknown;
    double[] rates =
        runs.stream()
            .filter(RunFacts::isComparable)
            .map(RunFacts::rowsPerSecond)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return new TrendRow(
        group,
        name,
        week,
        runs.size(),
        succeeded,
        running,
        unknown,
        ended == 0 ? null : (double) succeeded / ended,
        rates.length == 0 ? null : Percentile.median(rates),
        change(rates),
        seconds > 0 ? throttled / seconds : 0,
        attempts,
        failed);
  }

  private static boolean isRunning(RunFacts run) {
    return run.lifecycle() == Lifecycle.RUNNING || run.lifecycle() == Lifecycle.STARTING;
  }

  private static @Nullable Double change(double[] rates) {
    if (rates.length < ENOUGH) {
      return null;
    }
    int half = rates.length / 2;
    double before = Percentile.median(java.util.Arrays.copyOfRange(rates, 0, half));
    double after =
        Percentile.median(java.util.Arrays.copyOfRange(rates, rates.length - half, rates.length));
    return before <= 0 ? null : after / before - 1;
  }
}
