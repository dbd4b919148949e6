package dev.ghostwatch.report;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.insight.timelost.KnownStretch;
import dev.ghostwatch.insight.timelost.TimePoint;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures runs in the history. */
final class RunReader {
  /** Points of a run that is measured only to be compared with: short runs as they were sampled. */
  private static final int POINTS = 720;

  /** What a measure looks at. */
  private static final Collection<Column> COLUMNS = columns();

  private final HistoryReader reader;
  private final Instant now;

  RunReader(HistoryReader reader, Instant now) {
    this.reader = reader;
    this.now = now;
  }

  private static Collection<Column> columns() {
    EnumSet<Column> columns = EnumSet.copyOf(TimePoint.COLUMNS);
    columns.addAll(RunMeasure.COLUMNS);
    return columns;
  }

  /** The measure of a run from at most some hundred points of it. */
  RunFacts roughly(MigrationRow row) throws StoreException {
    List<EventRow> events = reader.events(row.id());
    RunMeasure measure = new RunMeasure(row, stretches(events, end(row)), end(row));
    Block points = reader.points(row.id(), null, null, POINTS, COLUMNS);
    for (int i = 0; i < points.size(); i++) {
      measure.add(points.sample(i));
    }
    return measure.facts(events);
  }

  /**
   * The measure of a run from all its samples, which the course is told too.
   *
   * @param more takes each sample
   */
  RunFacts exactly(
      MigrationRow row, List<EventRow> events, java.util.function.Consumer<SampleRow> more)
      throws StoreException {
    RunMeasure measure = new RunMeasure(row, stretches(events, end(row)), end(row));
    EnumSet<Column> wanted = EnumSet.copyOf(COLUMNS);
    wanted.add(Column.PERCENT);
    reader.samples(
        row.id(),
        null,
        null,
        wanted,
        sample -> {
          measure.add(sample);
          more.accept(sample);
        });
    return measure.facts(events);
  }

  /** Until now while it runs; until its last sample when nobody saw it end. */
  @Nullable Instant end(MigrationRow row) {
    return switch (row.lifecycle()) {
      case STARTING, RUNNING -> now;
      case SUCCEEDED, FAILED, ABORTED, VANISHED -> row.endedAt();
    };
  }

  /** From the first attempt to exchange the tables to the end of the run samples tell little. */
  private static List<KnownStretch> stretches(List<EventRow> events, @Nullable Instant end) {
    for (EventRow event : events) {
      if (event.type().equals(RunEvent.Type.CUT_OVER_ATTEMPT.jsonName()) && end != null) {
        return event.at().isBefore(end)
            ? List.of(new KnownStretch(event.at(), end, Stage.CUT_OVER))
            : List.of();
      }
    }
    return List.of();
  }
}
