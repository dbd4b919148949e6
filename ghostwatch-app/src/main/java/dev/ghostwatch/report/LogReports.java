package dev.ghostwatch.report;

import dev.ghostwatch.insight.timelost.LogTime;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.report.LagFigures;
import dev.ghostwatch.model.report.Measure;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.report.RunReport;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a run of which there is only a log. */
public final class LogReports {
  private static final String ARROW = " -> ";

  private LogReports() {}

  /**
   * The report.
   *
   * @param now when it is made
   */
  public static RunReport of(RunAnalysis run, Instant now) {
    TimeSpent known = LogTime.of(run);
    TimeSpent time = known == null ? new TimeSpent(0, List.of(), null, List.of()) : known;
    Long rows = run.progress().lastRowsCopied();
    double copying = time.of(Stage.COPYING);
    Instant started = run.startedAt();
    RunFacts facts =
        new RunFacts(
            null,
            run.database() == null || run.table() == null
                ? "?"
                : run.database() + "." + run.table(),
            null,
            lifecycle(run),
            false,
            started == null ? now : started,
            time.seconds(),
            rows,
            run.rate().averageRowsPerSecond(),
            rows == null || copying <= 0 ? null : Double.valueOf(rows / copying),
            time,
            measures(run, time),
            lag(run),
            run.cutOver().attempts(),
            run.cutOver().failed(),
            run.cutOver().lockSeconds());
    return new RunReport(
        now, null, run, facts, settings(run), List.of(), List.of(), List.of(), null);
  }

  private static Lifecycle lifecycle(RunAnalysis run) {
    return switch (run.outcome()) {
      case SUCCEEDED -> Lifecycle.SUCCEEDED;
      case FAILED -> Lifecycle.FAILED;
      case ABORTED -> Lifecycle.ABORTED;
      case RUNNING -> Lifecycle.RUNNING;
      case UNKNOWN -> Lifecycle.VANISHED;
    };
  }

  private static Map<Measure, Double> measures(RunAnalysis run, TimeSpent time) {
    Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    if (run.progress().lastRowsCopied() != null) {
      measures.put(Measure.ROWS, run.progress().lastRowsCopied().doubleValue());
    }
    measures.put(Measure.THROTTLED_PERCENT, 100 * time.share(time.throttled()));
    return measures;
  }

  private static List<LagFigures> lag(RunAnalysis run) {
    RunAnalysis.Lag lag = run.lag();
    Double average = lag.averageSeconds();
    Double p95 = lag.p95Seconds();
    Double max = lag.maxSeconds();
    return average == null || p95 == null || max == null
        ? List.of()
        : List.of(new LagFigures("lagSeconds", run.progress().samples(), average, p95, max));
  }

  private static List<SettingRow> settings(RunAnalysis run) {
    List<SettingRow> changes = new ArrayList<>();
    for (RunEvent event : run.events().kept()) {
      SettingRow change = change(event);
      if (change != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  /** Of {@code chunk-size: 1000 -> 500}. */
  private static @Nullable SettingRow change(RunEvent event) {
    int colon = event.text().indexOf(": ");
    int arrow = event.text().indexOf(ARROW);
    Instant at = event.at();
    return event.type() != RunEvent.Type.SETTING_CHANGED
            || colon < 0
            || arrow < colon + 2
            || at == null
        ? null
        : new SettingRow(
            at,
            event.text().substring(0, colon),
            event.text().substring(colon + 2, arrow),
            event.text().substring(arrow + ARROW.length()));
  }
}
