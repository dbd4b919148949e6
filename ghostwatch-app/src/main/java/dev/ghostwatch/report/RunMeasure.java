package dev.ghostwatch.report;

import dev.ghostwatch.insight.log.LockDuration;
import dev.ghostwatch.insight.timelost.KnownStretch;
import dev.ghostwatch.insight.timelost.TimeAccount;
import dev.ghostwatch.insight.timelost.TimePoint;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.report.LagFigures;
import dev.ghostwatch.model.report.Measure;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up the measure of one run from its samples in their order. */
final class RunMeasure {
  /** What it looks at beside what the time account does. */
  static final Collection<Column> COLUMNS =
      EnumSet.of(
          Column.LAG_SECONDS,
          Column.HEARTBEAT_LAG_SECONDS,
          Column.REPLICA_LAG_SECONDS,
          Column.PT_HEARTBEAT_LAG_SECONDS,
          Column.CHUNK_SIZE,
          Column.DML_BATCH_SIZE,
          Column.MAX_LAG_MILLIS,
          Column.ROWS_PER_SECOND,
          Column.DML_PER_SECOND,
          Column.BYTES_PER_SECOND,
          Column.THREADS_RUNNING,
          Column.LOAD_AVERAGE);

  private static final List<Column> LAGS =
      List.of(
          Column.LAG_SECONDS,
          Column.HEARTBEAT_LAG_SECONDS,
          Column.REPLICA_LAG_SECONDS,
          Column.PT_HEARTBEAT_LAG_SECONDS);

  /** The last value of these settings is the run's. */
  private static final Map<Measure, Column> SETTINGS =
      new EnumMap<>(
          Map.of(
              Measure.CHUNK_SIZE, Column.CHUNK_SIZE,
              Measure.NICE_RATIO, Column.NICE_RATIO,
              Measure.DML_BATCH_SIZE, Column.DML_BATCH_SIZE,
              Measure.MAX_LAG_MILLIS, Column.MAX_LAG_MILLIS));

  /** The mean of these is the run's. */
  private static final Map<Measure, Column> MEANS =
      new EnumMap<>(
          Map.of(
              Measure.DML_PER_SECOND, Column.DML_PER_SECOND,
              Measure.THREADS_RUNNING, Column.THREADS_RUNNING,
              Measure.LOAD_AVERAGE, Column.LOAD_AVERAGE));

  private final MigrationRow row;
  private final @Nullable Instant end;
  private final TimeAccount time;
  private final Map<Column, Spread> lags = new EnumMap<>(Column.class);
  private final Map<Column, Mean> means = new EnumMap<>(Column.class);
  private final Mean rowBytes = new Mean();
  private final Map<Column, Double> lastSettings = new EnumMap<>(Column.class);
  private @Nullable Double rows;
  private @Nullable Instant last;

  RunMeasure(MigrationRow row, List<KnownStretch> known, @Nullable Instant end) {
    this.row = row;
    this.end = end;
    time = new TimeAccount(row.startedAt(), known);
  }

  /** A mean that grows. */
  private static final class Mean {
    private double sum;
    private long count;

    void add(@Nullable Double value) {
      if (value != null) {
        sum += value;
        count++;
      }
    }

    @Nullable Double value() {
      return count == 0 ? null : sum / count;
    }
  }

  void add(SampleRow sample) {
    time.add(TimePoint.of(sample));
    last = sample.at();
    Double copied = sample.get(Column.ROWS_COPIED);
    rows = copied == null ? rows : copied;
    for (Column column : LAGS) {
      Double lag = sample.get(column);
      if (lag != null) {
        lags.computeIfAbsent(column, _ -> new Spread()).add(lag);
      }
    }
    MEANS
        .values()
        .forEach(column -> means.computeIfAbsent(column, _ -> new Mean()).add(sample.get(column)));
    Double bytes = sample.get(Column.BYTES_PER_SECOND);
    Double perSecond = sample.get(Column.ROWS_PER_SECOND);
    if (bytes != null && perSecond != null && perSecond >= 1 && bytes > 0) {
      rowBytes.add(bytes / perSecond);
    }
    for (Column column : SETTINGS.values()) {
      Double value = sample.get(column);
      if (value != null) {
        lastSettings.put(column, value);
      }
    }
  }

  RunFacts facts(List<EventRow> events) {
    Instant until = end == null ? (last == null ? row.startedAt() : last) : end;
    TimeSpent spent = time.spent(until);
    Double copied = rows;
    double copying = spent.of(Stage.COPYING);
    double copy = copying + spent.of(Stage.SLEEPING) + spent.of(Stage.WRITES) + spent.throttled();
    return new RunFacts(
        row.id(),
        row.database() + "." + row.table(),
        row.migratedHost(),
        row.lifecycle(),
        row.isUnseen(),
        row.startedAt(),
        spent.seconds(),
        copied == null ? null : Long.valueOf(Math.round(copied)),
        rate(copied, copy),
        rate(copied, copying),
        spent,
        measures(spent),
        lag(),
        count(events, RunEvent.Type.CUT_OVER_ATTEMPT) + begunAgain(events),
        count(events, RunEvent.Type.CUT_OVER_FAILED),
        lock(events));
  }

  private static @Nullable Double rate(@Nullable Double rows, double seconds) {
    return rows == null || rows <= 0 || seconds <= 0 ? null : Double.valueOf(rows / seconds);
  }

  private Map<Measure, Double> measures(TimeSpent spent) {
    Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    SETTINGS.forEach((measure, column) -> put(measures, measure, lastSettings.get(column)));
    MEANS.forEach((measure, column) -> {
      Mean mean = means.get(column);
      put(measures, measure, mean == null ? null : mean.value());
    });
    put(measures, Measure.ROW_BYTES, rowBytes.value());
    put(measures, Measure.ROWS, rows);
    if (time.hasSamples()) {
      measures.put(Measure.THROTTLED_PERCENT, 100 * spent.share(spent.throttled()));
    }
    return measures;
  }

  private static void put(Map<Measure, Double> to, Measure measure, @Nullable Double value) {
    if (value != null) {
      to.put(measure, value);
    }
  }

  private List<LagFigures> lag() {
    List<LagFigures> figures = new ArrayList<>();
    lags.forEach((column, spread) -> figures.add(spread.figures(column.jsonName())));
    return figures;
  }

  /** An attempt after one that failed without a word is told as that failure. */
  private static long begunAgain(List<EventRow> events) {
    return events.stream()
        .filter(event -> event.type().equals(RunEvent.Type.CUT_OVER_FAILED.jsonName()))
        .filter(event -> event.text().startsWith("Grabbing voluntary lock"))
        .count();
  }

  private static long count(List<EventRow> events, RunEvent.Type type) {
    return events.stream().filter(event -> event.type().equals(type.jsonName())).count();
  }

  private static @Nullable Double lock(List<EventRow> events) {
    return events.stream()
        .filter(event -> event.type().equals(MigrationEvent.LOCK_DURATION))
        .map(event -> LockDuration.seconds(event.text()))
        .filter(java.util.Objects::nonNull)
        .reduce((_, later) -> later)
        .orElse(null);
  }
}
