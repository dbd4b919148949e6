package dev.ghostwatch.insight.timelost;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.StateCodes;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * What a sample says of how time is spent. Whatever is not known is null.
 *
 * @param preparedMillis from the start of the run to that of the copy
 */
public record TimePoint(
    long millis,
    @Nullable MigrationState state,
    ThrottleReason.@Nullable Kind throttle,
    @Nullable Long rowsCopied,
    @Nullable Long rowsEstimate,
    @Nullable Long dmlApplied,
    @Nullable Long backlog,
    @Nullable Long backlogCapacity,
    @Nullable Double niceRatio,
    @Nullable Long preparedMillis) {

  /** The figures of stored samples that {@link #of(SampleRow)} looks at. */
  public static final Collection<Column> COLUMNS =
      EnumSet.of(
          Column.STATE,
          Column.THROTTLE_KIND,
          Column.ROWS_COPIED,
          Column.ROWS_ESTIMATE,
          Column.DML_APPLIED,
          Column.BACKLOG,
          Column.BACKLOG_CAPACITY,
          Column.NICE_RATIO);

  /** A live sample, with the settings that held then. */
  public static TimePoint of(Sample sample, @Nullable Settings settings) {
    StatusLine line = sample.line();
    boolean both = line.elapsed() != null && line.copyTime() != null;
    return new TimePoint(
        sample.observedAt().toEpochMilli(),
        line.state(),
        line.throttle() == null ? null : line.throttle().kind(),
        line.rowsCopied(),
        line.rowsEstimate(),
        line.dmlApplied(),
        line.backlog(),
        line.backlogCapacity(),
        settings == null ? null : settings.niceRatio(),
        both && line.elapsed() != null && line.copyTime() != null
            ? Long.valueOf(line.elapsed().minus(line.copyTime()).toMillis())
            : null);
  }

  /** A stored sample, or a rollup of several. */
  public static TimePoint of(SampleRow row) {
    return new TimePoint(
        row.millis(),
        state(row),
        throttle(row),
        whole(row, Column.ROWS_COPIED),
        whole(row, Column.ROWS_ESTIMATE),
        whole(row, Column.DML_APPLIED),
        whole(row, Column.BACKLOG),
        whole(row, Column.BACKLOG_CAPACITY),
        row.get(Column.NICE_RATIO),
        null);
  }

  private static @Nullable MigrationState state(SampleRow row) {
    long code = row.steps(Column.STATE);
    for (MigrationState state : MigrationState.values()) {
      if (StateCodes.of(state) == code) {
        return state;
      }
    }
    return null;
  }

  private static ThrottleReason.@Nullable Kind throttle(SampleRow row) {
    long code = row.steps(Column.THROTTLE_KIND);
    for (ThrottleReason.Kind kind : ThrottleReason.Kind.values()) {
      if (StateCodes.of(kind) == code) {
        return kind;
      }
    }
    return null;
  }

  private static @Nullable Long whole(SampleRow row, Column column) {
    Double value = row.get(column);
    return value == null ? null : Long.valueOf(Math.round(value));
  }

  Instant at() {
    return Instant.ofEpochMilli(millis);
  }

  long rows() {
    return rowsCopied == null ? 0 : rowsCopied;
  }

  boolean isThrottled() {
    return state == MigrationState.THROTTLED;
  }
}
