package dev.ghostwatch.report;

import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.insight.timelost.TimePoint;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.RunAnalysis.Backlog;
import dev.ghostwatch.model.log.RunAnalysis.Noted;
import dev.ghostwatch.model.log.RunAnalysis.Progress;
import dev.ghostwatch.model.log.ThrottleInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The course of a run as charts and lists show it, from its samples in their order. */
final class Course {
  /** Intervals that are listed; more are counted. */
  private static final int KEPT = 1000;

  private final Instant start;
  private final ChartSeries series = new ChartSeries();
  private final List<ThrottleInterval> intervals = new ArrayList<>();
  private long intervalCount;
  private long samples;
  private long throttledSamples;
  private long fullSamples;
  private @Nullable Long maxBacklog;
  private @Nullable Long capacity;
  private @Nullable Long firstRows;
  private @Nullable Long lastRows;
  private @Nullable Long lastEstimate;
  private @Nullable Double lastPercent;
  private @Nullable Double maxPercent;
  private @Nullable Long lastApplied;
  private @Nullable Double maxRate;
  private @Nullable Instant firstAt;
  private @Nullable Instant lastAt;
  private @Nullable Instant throttledSince;
  private ThrottleReason.Kind throttledFor = ThrottleReason.Kind.OTHER;
  private @Nullable Long rateRows;
  private @Nullable Instant rateAt;

  Course(Instant start) {
    this.start = start;
  }

  void add(SampleRow sample) {
    TimePoint point = TimePoint.of(sample);
    samples++;
    firstAt = firstAt == null ? sample.at() : firstAt;
    lastAt = sample.at();
    Long rows = point.rowsCopied();
    if (rows != null) {
      firstRows = firstRows == null ? rows : firstRows;
      lastRows = rows;
      rate(rows, sample.at());
    }
    lastEstimate = point.rowsEstimate() == null ? lastEstimate : point.rowsEstimate();
    lastApplied = point.dmlApplied() == null ? lastApplied : point.dmlApplied();
    Double percent = sample.get(Column.PERCENT);
    if (percent != null) {
      lastPercent = percent;
      maxPercent = maxPercent == null ? percent : Math.max(maxPercent, percent);
    }
    backlog(point);
    throttling(point, sample.at());
    series.add(
        Duration.between(start, sample.at()).toSeconds(),
        rows == null ? ChartSeries.NONE : rows,
        percent == null ? Double.NaN : percent,
        millis(sample, Column.LAG_SECONDS),
        millis(sample, Column.HEARTBEAT_LAG_SECONDS),
        point.backlog() == null ? ChartSeries.NONE : point.backlog());
  }

  private static long millis(SampleRow sample, Column column) {
    Double seconds = sample.get(column);
    return seconds == null ? ChartSeries.NONE : Math.round(seconds * 1000);
  }

  /** Chunks come in steps: over less than a second they say nothing. */
  private void rate(long rows, Instant at) {
    Long before = rateRows;
    Instant beforeAt = rateAt;
    if (before != null && beforeAt != null) {
      double seconds = Duration.between(beforeAt, at).toMillis() / 1000.0;
      if (seconds < 0.9) {
        return;
      }
      double rate = (rows - before) / seconds;
      maxRate = maxRate == null ? rate : Math.max(maxRate, rate);
    }
    rateRows = rows;
    rateAt = at;
  }

  private void backlog(TimePoint point) {
    Long waiting = point.backlog();
    Long most = point.backlogCapacity();
    if (waiting != null) {
      maxBacklog = maxBacklog == null ? waiting : Math.max(maxBacklog, waiting);
    }
    if (most != null) {
      capacity = most;
      fullSamples += waiting != null && most > 0 && waiting >= most ? 1 : 0;
    }
  }

  private void throttling(TimePoint point, Instant at) {
    boolean isThrottled = point.state() == dev.ghostwatch.client.value.MigrationState.THROTTLED;
    ThrottleReason.Kind kind =
        point.throttle() == null ? ThrottleReason.Kind.OTHER : point.throttle();
    throttledSamples += isThrottled ? 1 : 0;
    if (throttledSince != null && (!isThrottled || kind != throttledFor)) {
      close(throttledSince, at);
      throttledSince = null;
    }
    if (isThrottled && throttledSince == null) {
      throttledSince = at;
      throttledFor = kind;
    }
  }

  private void close(Instant from, Instant to) {
    intervalCount++;
    if (intervals.size() < KEPT) {
      intervals.add(
          new ThrottleInterval(
              from,
              to,
              Duration.between(from, to).toSeconds(),
              throttledFor,
              throttledFor.jsonName()));
    }
  }

  Noted<ThrottleInterval> intervals() {
    List<ThrottleInterval> all = new ArrayList<>(intervals);
    Instant open = throttledSince;
    Instant until = lastAt;
    if (open != null && until != null && until.isAfter(open)) {
      all.add(
          new ThrottleInterval(
              open,
              until,
              Duration.between(open, until).toSeconds(),
              throttledFor,
              throttledFor.jsonName()));
      return new Noted<>(all, intervalCount + 1);
    }
    return new Noted<>(all, intervalCount);
  }

  Progress progress() {
    return new Progress(
        samples, firstRows, lastRows, lastEstimate, lastPercent, maxPercent, lastApplied, null);
  }

  Backlog backlog() {
    return new Backlog(maxBacklog, capacity, fullSamples);
  }

  long throttledSamples() {
    return throttledSamples;
  }

  @Nullable Double maxRate() {
    return maxRate;
  }

  @Nullable Instant firstAt() {
    return firstAt;
  }

  @Nullable Instant lastAt() {
    return lastAt;
  }

  ChartSeries series() {
    return series;
  }
}
