package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.RunAnalysis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers progress, rates, lag and backlog over the distinct samples of one run. */
final class SampleTracker {
  private static final int RECENT = 10;

  /** At least as many, and a power of two for the same reason as {@link #REMEMBERED}. */
  private static final int ROOM_FOR_RECENT = 16;

  /**
   * Samples are logged from two streams, so a repetition may come a few samples late. A power of
   * two, because the compiler that GhostWatch runs with makes slow calls of divisions of longs.
   */
  private static final int REMEMBERED = 8;

  private final LagFigures lag = new LagFigures();

  /** Of the samples remembered: the time since the start, and the mark or the hash of the text. */
  private final long[] seenTotal = new long[REMEMBERED];

  private final int[] seenMark = new int[REMEMBERED];
  private final long[] seenHash = new long[REMEMBERED];
  private final long[][] recent = new long[ROOM_FOR_RECENT][5];
  private final @Nullable ChartSeries charts;

  /** How many of the recent ones there were: the last of each second. */
  private long seconds;

  private long samples;
  private long firstRows = LineBatch.NONE;
  private long firstCopy = LineBatch.NONE;
  private long lastRows = LineBatch.NONE;
  private long lastEstimate = LineBatch.NONE;
  private double lastPercent = Double.NaN;
  private double maxPercent = Double.NaN;
  private long lastApplied = LineBatch.NONE;
  private long lastCopy = LineBatch.NONE;
  private long lastTotal = LineBatch.NONE;
  private long rateRows;
  private long rateTotal;
  private double maxRate = Double.NaN;
  private long maxBacklog = LineBatch.NONE;
  private long capacity = LineBatch.NONE;
  private long full;

  SampleTracker(boolean withCharts) {
    charts = withCharts ? new ChartSeries() : null;
  }

  /**
   * Whether this text was among the last samples.
   *
   * @param batch in which the marks since {@link #batchEnds} are
   */
  boolean isRepeated(SampleFigures sample, LineBatch batch) {
    int known = (int) Math.min(samples, REMEMBERED);
    for (int i = 0; i < known; i++) {
      if (seenTotal[i] == sample.total
          && hash(seenMark[i], seenHash[i], batch) == hash(sample.mark, sample.hash, batch)) {
        return true;
      }
    }
    return false;
  }

  private static long hash(int mark, long hash, LineBatch batch) {
    return mark < 0 ? hash : batch.hashAt(mark);
  }

  /** The texts of the batch are about to go. */
  void batchEnds(LineBatch batch) {
    for (int i = 0; i < Math.min(samples, REMEMBERED); i++) {
      seenHash[i] = hash(seenMark[i], seenHash[i], batch);
      seenMark[i] = -1;
    }
  }

  void add(SampleFigures sample) {
    int place = (int) samples & (REMEMBERED - 1);
    seenTotal[place] = sample.total;
    seenMark[place] = sample.mark;
    seenHash[place] = sample.hash;
    remember(sample);
    if (samples == 0) {
      firstRows = sample.rows;
      firstCopy = sample.copy;
      rateRows = sample.rows;
      rateTotal = sample.total;
    }
    samples++;
    lastRows = sample.rows;
    lastEstimate = sample.estimate;
    lastApplied = sample.applied;
    lastCopy = sample.copy;
    lastTotal = sample.total;
    lastPercent = sample.percent;
    if (!(maxPercent >= sample.percent) && !Double.isNaN(sample.percent)) {
      maxPercent = sample.percent;
    }
    if (sample.total > rateTotal) {
      double rate = (double) (sample.rows - rateRows) / (sample.total - rateTotal);
      if (!(maxRate >= rate)) {
        maxRate = rate;
      }
      rateRows = sample.rows;
      rateTotal = sample.total;
    }
    if (sample.lagMillis != LineBatch.NONE) {
      lag.lag(sample.lagMillis);
    }
    if (sample.heartbeatMillis != LineBatch.NONE) {
      lag.heartbeat(sample.heartbeatMillis);
    }
    if (sample.backlog != LineBatch.NONE) {
      maxBacklog = Math.max(maxBacklog, sample.backlog);
      capacity = sample.capacity;
      if (sample.capacity > 0 && sample.backlog >= sample.capacity) {
        full++;
      }
    }
    if (charts != null) {
      charts.add(
          sample.total,
          sample.rows,
          sample.percent,
          sample.lagMillis,
          sample.heartbeatMillis,
          sample.backlog);
    }
  }

  private static int slot(long sample) {
    return (int) sample & (ROOM_FOR_RECENT - 1);
  }

  private void remember(SampleFigures sample) {
    if (samples == 0 || sample.total != lastTotal) {
      seconds++;
    }
    long[] kept = recent[slot(seconds)];
    kept[0] = sample.total;
    kept[1] = sample.rows;
    kept[2] = sample.estimate;
    kept[3] = Double.doubleToRawLongBits(sample.percent);
    kept[4] = sample.eta;
  }

  long samples() {
    return samples;
  }

  long lastTotal() {
    return lastTotal;
  }

  @Nullable Long copySeconds() {
    return Figure.orNull(lastCopy);
  }

  RunAnalysis.Progress progress(@Nullable String coordinates) {
    return new RunAnalysis.Progress(
        samples,
        Figure.orNull(firstRows),
        Figure.orNull(lastRows),
        Figure.orNull(lastEstimate),
        Double.isNaN(lastPercent) ? null : lastPercent,
        Double.isNaN(maxPercent) ? null : maxPercent,
        Figure.orNull(lastApplied),
        coordinates);
  }

  RunAnalysis.Rate rate() {
    boolean known = samples > 0 && lastCopy != LineBatch.NONE && firstCopy != LineBatch.NONE;
    Double average =
        known && lastCopy > firstCopy
            ? Figure.rounded((double) (lastRows - firstRows) / (lastCopy - firstCopy), 10)
            : null;
    return new RunAnalysis.Rate(
        average, Double.isNaN(maxRate) ? null : Figure.rounded(maxRate, 10));
  }

  RunAnalysis.Lag lag() {
    return new RunAnalysis.Lag(
        lag.maxSeconds(), lag.averageSeconds(), lag.p95Seconds(), lag.maxHeartbeatSeconds());
  }

  RunAnalysis.Backlog backlog() {
    return new RunAnalysis.Backlog(Figure.orNull(maxBacklog), Figure.orNull(capacity), full);
  }

  @Nullable ChartSeries charts() {
    return charts == null ? null : new ChartSeries(charts);
  }

  List<RunAnalysis.RecentSample> recent(RunClock clock) {
    List<RunAnalysis.RecentSample> out = new ArrayList<>();
    long first = Math.max(0, seconds - RECENT);
    for (long i = first + 1; i <= seconds; i++) {
      long[] kept = recent[slot(i)];
      double percent = Double.longBitsToDouble(kept[3]);
      out.add(
          new RunAnalysis.RecentSample(
              clock.instant(clock.sample(kept[0])),
              kept[0],
              kept[1],
              Figure.orNull(kept[2]),
              Double.isNaN(percent) ? null : percent,
              Figure.orNull(kept[4])));
    }
    return out;
  }
}
