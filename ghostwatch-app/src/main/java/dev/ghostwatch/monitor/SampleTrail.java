package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.insight.RateCalculator;
import dev.ghostwatch.insight.RatePoint;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.statsd.StatsdFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one run from all its sources, each once and in order. One owner at a time. */
final class SampleTrail {
  /** No longer than the rates look back: there are as many as migrations times seconds. */
  private static final Duration KEPT = RateCalculator.WINDOW;

  private final List<RatePoint> points = new ArrayList<>();
  private final SampleTwins twins = new SampleTwins();
  private @Nullable Sample newest;
  private @Nullable FigureSource newestSource;
  private @Nullable Sample newestLine;
  private @Nullable StatsdFigures statsd;
  private long taken;

  /** What became of a sample. */
  enum Result {
    /** It was known, or a younger one was. */
    LEFT_OUT,
    TAKEN,
    /** Taken, and the clock was set back since the one before. */
    TAKEN_AFTER_CLOCK_SET_BACK
  }

  /** How many different samples there were; one seen by two sources is one. */
  long taken() {
    return taken;
  }

  /** The newest sample; null before the first. */
  @Nullable Sample newest() {
    return newest;
  }

  Result take(Instant at, FigureSource source, StatusLine line) {
    if (twins.isTwin(line, source) || isLate(at, source, line)) {
      return Result.LEFT_OUT;
    }
    Sample sample = new Sample(at, line);
    newestLine = sample;
    Sample before = newest;
    if (before != null
        && newestSource == FigureSource.STATSD
        && StatsdSample.isSame(before, sample)) {
      // The same sample with more to tell: it takes the place of the other.
      newest = new Sample(before.observedAt(), line);
      newestSource = source;
      return Result.LEFT_OUT;
    }
    return add(sample, source);
  }

  Result take(StatsdFigures figures) {
    statsd = figures;
    StatusLine line = StatsdSample.line(figures, newest, newestLine);
    if (line == null) {
      return Result.LEFT_OUT;
    }
    Sample sample = new Sample(figures.at(), line);
    boolean isTwin =
        newest != null
            && newestSource != FigureSource.STATSD
            && StatsdSample.isSame(newest, sample);
    return isTwin ? Result.LEFT_OUT : add(sample, FigureSource.STATSD);
  }

  private Result add(Sample sample, FigureSource source) {
    Instant at = sample.observedAt();
    boolean isSetBack = newest != null && at.isBefore(newest.observedAt());
    if (isSetBack) {
      // What was dated before gives no speeds with what comes now.
      points.clear();
    }
    taken++;
    newest = sample;
    newestSource = source;
    RatePoint point = RatePoint.of(sample);
    points.add(point);
    while (points.size() > 2 && points.getFirst().isBefore(point, KEPT)) {
      points.removeFirst();
    }
    return isSetBack ? Result.TAKEN_AFTER_CLOCK_SET_BACK : Result.TAKEN;
  }

  /**
   * A log that is read from its beginning tells what a younger answer has already told better. The
   * total time, which only grows, tells such a line from one written after the clock was set back.
   */
  private boolean isLate(Instant at, FigureSource source, StatusLine line) {
    if (source != FigureSource.LOG || newest == null || !at.isBefore(newest.observedAt())) {
      return false;
    }
    Duration known = newest.line().elapsed();
    return known == null || line.elapsed() == null || line.elapsed().compareTo(known) <= 0;
  }

  /**
   * The speeds at the newest sample; null before the first.
   *
   * @param chunkSize null when not known
   */
  @Nullable Rates rates(@Nullable Long chunkSize) {
    Sample last = newest;
    if (last == null) {
      return null;
    }
    Rates rates = RateCalculator.rates(points, last, chunkSize);
    StatsdFigures measured = statsd;
    boolean isFresh =
        measured != null
            && Duration.between(measured.at(), last.observedAt()).compareTo(RateCalculator.WINDOW)
                <= 0;
    return measured == null || !isFresh
        ? rates
        : rates.measured(
            measured.chunkSeconds(),
            measured.copy() == null ? null : measured.copy().meanSeconds());
  }
}
