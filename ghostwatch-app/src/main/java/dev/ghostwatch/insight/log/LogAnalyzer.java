package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.client.log.LineScanner;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.RunAnalysis;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the lines of a log in their order, in pieces of any size, and can tell at any time what
 * they say so far. What it tells does not depend on where the log was cut into pieces.
 */
public final class LogAnalyzer implements Consumer<LineBatch> {
  private static final int KEPT_RUNS = 500;

  /** A sample that is this much earlier than the one before it belongs to another run. */
  private static final long TOLERATED_DISORDER = 5;

  private final ZoneId zone;
  private final boolean withCharts;
  private final Capped<RunAnalysis> finished = new Capped<>(KEPT_RUNS);
  private final SampleFigures sample = new SampleFigures();
  private final LineScanner scanner = new LineScanner();
  private final LineBatch fed = new LineBatch();
  private byte[] padded = new byte[0];
  private final LevelCounts levels = new LevelCounts();
  private RunTracker run;
  private boolean recognised;
  private long lines;
  private long unparsed;
  private String names = "";

  /**
   * @param zone of the host that wrote the log, where no hint line tells it
   * @param withCharts whether the course of runs is kept for charts
   */
  public LogAnalyzer(ZoneId zone, boolean withCharts) {
    this.zone = zone;
    this.withCharts = withCharts;
    run = new RunTracker(zone, withCharts);
  }

  /** Takes whole lines as bytes, for logs that grow. */
  public void feed(byte[] bytes, int from, int to) {
    if (padded.length < to - from + LineScanner.PADDING) {
      padded = new byte[to - from + LineScanner.PADDING];
    }
    System.arraycopy(bytes, from, padded, 0, to - from);
    scanner.scan(padded, 0, to - from, fed);
    accept(fed);
  }

  /** Takes the next lines. */
  @Override
  public void accept(LineBatch batch) {
    long firstLine = lines + 1;
    while (true) {
      switch (batch.next()) {
        case SAMPLE -> {
          sample.read(batch, firstLine);
          if (run.samples() > 0 && sample.total < run.lastTotal() - TOLERATED_DISORDER) {
            nextRun(batch);
          }
          run.sample(sample, batch);
        }
        case REPEAT -> run.repeat(batch.date(), sample.total);
        case TIME -> run.time(batch.date());
        case MESSAGE -> message(batch, firstLine + batch.line());
        case HINT -> hint(batch, firstLine + batch.line());
        case COUNTS -> counts(batch);
        case END -> {
          run.batchEnds(batch);
          lines += batch.lines();
          return;
        }
      }
    }
  }

  private void message(LineBatch batch, long line) {
    String text = batch.text();
    if (batch.level() == LineLevel.INFO
        && text.startsWith("starting gh-ost ")
        && run.hasAnything()) {
      nextRun(batch);
    }
    run.message(batch.level(), batch.date(), text, line);
  }

  private void hint(LineBatch batch, long line) {
    String text = batch.text();
    if (run.isOtherRun(text)) {
      nextRun(batch);
      if (!names.isEmpty()) {
        run.hint(names, line);
      }
    }
    if (text.startsWith("# Migrating `")) {
      names = text;
    }
    run.hint(text, line);
  }

  private void counts(LineBatch batch) {
    unparsed += batch.unparsed();
    run.counts(batch);
    levels.add(batch);
  }

  private void nextRun(LineBatch batch) {
    run.batchEnds(batch);
    RunTracker before = run;
    run = new RunTracker(zone, withCharts);
    if (before.isRun()) {
      recognised |= before.isRecognised();
      finished.add(before.finished());
    } else {
      // What stands before the first words of gh-ost, such as a wrapper's banner, is no run.
      run.take(before);
    }
  }

  /** Whether there is a line that only gh-ost writes. */
  public boolean isRecognised() {
    return recognised || run.isRecognised();
  }

  /** What the lines so far say. */
  public LogAnalysis analysis() {
    List<RunAnalysis> runs = new ArrayList<>(finished.kept());
    runs.add(run.finished());
    return new LogAnalysis(
        lines, unparsed, levels.all(), new RunAnalysis.Noted<>(runs, finished.count() + 1));
  }
}
