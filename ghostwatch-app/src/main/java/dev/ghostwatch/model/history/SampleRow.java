package dev.ghostwatch.model.history;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The figures of one migration at one moment, to the millisecond. Immutable. */
@SuppressWarnings("EnumOrdinal") // places in an array of this process; what is stored goes by code
public final class SampleRow {
  private final long millis;
  private final long[] steps;

  private SampleRow(long millis, long[] steps) {
    this.millis = millis;
    this.steps = steps;
  }

  /** Begins a sample in which nothing is known yet. */
  public static Builder at(Instant time) {
    return at(time.toEpochMilli());
  }

  /** Begins a sample in which nothing is known yet, at so many milliseconds of the epoch. */
  public static Builder at(long millis) {
    return new Builder(millis);
  }

  /**
   * Begins a sample with what a snapshot says of gh-ost's status, settings and rates; the caller
   * adds figures of other sources.
   *
   * @param time when the snapshot's status line was true
   */
  public static Builder of(Snapshot snapshot, Instant time) {
    Builder row = at(time);
    StatusLine line = snapshot.line();
    if (line != null) {
      row.with(Column.ROWS_COPIED, line.rowsCopied())
          .with(Column.ROWS_ESTIMATE, line.rowsEstimate())
          .with(Column.PERCENT, line.percent())
          .with(Column.DML_APPLIED, line.dmlApplied())
          .with(Column.BACKLOG, line.backlog())
          .with(Column.BACKLOG_CAPACITY, line.backlogCapacity())
          .with(Column.LAG_SECONDS, line.lagSeconds())
          .with(Column.HEARTBEAT_LAG_SECONDS, line.heartbeatLagSeconds())
          .with(Column.STATE, line.state() == null ? null : StateCodes.of(line.state()))
          .with(
              Column.THROTTLE_KIND,
              line.throttle() == null ? null : StateCodes.of(line.throttle().kind()))
          .with(Column.ETA_SECONDS, line.eta() == null ? null : line.eta().seconds());
    }
    Settings settings = snapshot.settings();
    if (settings != null) {
      row.with(Column.CHUNK_SIZE, settings.chunkSize())
          .with(Column.NICE_RATIO, settings.niceRatio())
          .with(Column.DML_BATCH_SIZE, settings.dmlBatchSize())
          .with(Column.MAX_LAG_MILLIS, settings.maxLagMillis());
    }
    Rates rates = snapshot.rates();
    if (rates != null) {
      row.with(Column.ROWS_PER_SECOND, rates.rowsPerSecond())
          .with(Column.DML_PER_SECOND, rates.dmlPerSecond())
          .with(Column.BYTES_PER_SECOND, rates.bytesPerSecond())
          .with(Column.CHUNK_SECONDS, rates.chunkSeconds())
          .with(Column.QUERY_SECONDS, rates.querySeconds());
    }
    return row;
  }

  /** When it was true, in milliseconds of the epoch. */
  public long millis() {
    return millis;
  }

  public Instant at() {
    return Instant.ofEpochMilli(millis);
  }

  /** A figure; null when it is not known. */
  public @Nullable Double get(Column column) {
    return column.value(steps[column.code()]);
  }

  /** A figure in the steps of its column, or {@link Column#UNKNOWN}. */
  public long steps(Column column) {
    return steps[column.code()];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SampleRow row
        && row.millis == millis
        && Arrays.equals(row.steps, steps);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(millis) + Arrays.hashCode(steps);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("SampleRow[at=").append(at());
    for (Column column : Column.ALL) {
      if (steps[column.code()] != Column.UNKNOWN) {
        out.append(", ").append(column.sqlName()).append('=').append(get(column));
      }
    }
    return out.append(']').toString();
  }

  /** Puts a sample together. */
  public static final class Builder {
    private final long millis;
    private final long[] steps = new long[Column.SLOTS];

    private Builder(long millis) {
      this.millis = millis;
      Arrays.fill(steps, Column.UNKNOWN);
    }

    /** A figure; null and what is no finite number is not known. */
    public Builder with(Column column, @Nullable Number value) {
      steps[column.code()] = column.steps(value);
      return this;
    }

    /** A figure in the steps of its column. */
    public Builder withSteps(Column column, long value) {
      steps[column.code()] = value;
      return this;
    }

    public SampleRow build() {
      return new SampleRow(millis, steps.clone());
    }
  }
}
