package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.client.log.SampleState;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples from the lines of the classic toolkit's dialect: {@code Migrated rows: 1234567 /
 * 5000000 (24.7%)}, with ETA, coordinates and lag on lines of their own.
 */
final class DialectTracker {
  private final SampleFigures sample = new SampleFigures();
  private @Nullable String coordinates;
  private @Nullable Long estimate;
  private long lag = LineBatch.NONE;
  private String reason = "";
  private long throttledRows = LineBatch.NONE;

  /**
   * Reads a line.
   *
   * @param time when it was written; {@link RunClock#NONE} when it does not say
   * @param start when the run began
   * @return a sample when the line tells how far the copy is or that it holds still, else null
   */
  @Nullable SampleFigures read(String text, long time, long start, long line) {
    if (!text.startsWith("Migrated rows: ")
        && !text.startsWith("ETA: ")
        && !text.startsWith("binlog coordinates: ")
        && !text.startsWith("lag is ")) {
      return null;
    }
    // The rows come along so that the line alone makes a reply with a status line.
    boolean rows = text.startsWith("Migrated rows: ");
    StatusReply reply =
        StatusReply.parse(rows ? text : "Migrated rows: " + Math.max(0, sample.rows) + "\n" + text);
    StatusLine status = reply.line();
    if (status == null) {
      return null;
    }
    if (status.coordinates() != null) {
      coordinates = status.coordinates().text();
    }
    if (status.lagSeconds() != null) {
      lag = Math.round(status.lagSeconds() * 1000);
    }
    boolean throttled = status.state() == MigrationState.THROTTLED;
    if (!rows && !throttled) {
      return null;
    }
    Long copied = status.rowsCopied();
    if (rows && copied != null) {
      if (throttledRows != LineBatch.NONE && copied > throttledRows) {
        throttledRows = LineBatch.NONE;
      }
      sample.rows = copied;
      estimate = status.rowsEstimate() == null ? estimate : status.rowsEstimate();
      sample.percent = status.percent() == null ? Double.NaN : status.percent();
    }
    if (throttled) {
      throttledRows = sample.rows;
      reason = status.throttle() == null ? text : status.throttle().text();
    }
    fill(status, time, start, line, text.hashCode());
    return sample;
  }

  private void fill(StatusLine status, long time, long start, long line, long hash) {
    sample.line = line;
    sample.date = LineBatch.NONE;
    sample.estimate = estimate == null ? LineBatch.NONE : estimate;
    sample.applied = LineBatch.NONE;
    sample.backlog = LineBatch.NONE;
    sample.capacity = LineBatch.NONE;
    sample.total = time == RunClock.NONE || start == RunClock.NONE ? sample.total : time - start;
    sample.copy = sample.total;
    sample.lagMillis = lag;
    sample.heartbeatMillis = LineBatch.NONE;
    sample.state =
        throttledRows == LineBatch.NONE ? SampleState.MIGRATING : SampleState.throttledByLag();
    sample.eta =
        status.eta() == null || status.eta().seconds() == null
            ? LineBatch.NONE
            : status.eta().seconds();
    sample.mark = -1;
    sample.hash = hash * 31 + sample.total;
  }

  String reason() {
    return reason;
  }

  @Nullable String coordinates() {
    return coordinates;
  }
}
