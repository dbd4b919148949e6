package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.LineBatch;
import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.GoTime;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.log.RunOutcome;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the analysis of one run from its lines in their order. */
final class RunTracker {
  private static final int KEPT_PROBLEMS = 500;
  private static final String STARTING = "starting gh-ost ";
  private static final String STARTED = "# Migration started at ";
  private static final String NAMES = "# Migrating `";

  private record Pending(Moment at, LineLevel level, String message, long line) {}

  private final RunClock clock;
  private final EventLog events = new EventLog();
  private final SampleTracker samples;
  private final StateTracker states = new StateTracker(events);
  private final CutOverTracker cutOver = new CutOverTracker(events);
  private final EndTracker end = new EndTracker();
  private final SettingsTracker settings = new SettingsTracker(events);
  private final DialectTracker dialect = new DialectTracker();
  private final Capped<Pending> errors = new Capped<>(KEPT_PROBLEMS);
  private final Capped<Pending> warnings = new Capped<>(KEPT_PROBLEMS);
  private final LevelCounts levels = new LevelCounts();
  private final PhaseTracker phases = new PhaseTracker();

  private final Supplier<String> reason = this::reason;
  private LineBatch current = new LineBatch();
  private @Nullable String version;
  private @Nullable TableName table;
  private @Nullable OffsetDateTime startHint;

  /** The hints that told the start and the names: they come again many times. */
  private String startText = "";

  private String namesText = "";
  private @Nullable String coordinates;
  private int coordinatesMark = -1;
  private boolean recognised;
  private boolean anything;

  RunTracker(ZoneId zone, boolean withCharts) {
    clock = new RunClock(zone);
    samples = new SampleTracker(withCharts);
  }

  // --- entries

  void counts(LineBatch batch) {
    anything |= levels.add(batch);
  }

  void time(long date) {
    clock.dated(date);
  }

  /** A sample out of the batch. */
  void sample(SampleFigures sample, LineBatch batch) {
    if (settings.isWaiting()) {
      settings.sample(Moment.sinceStart(sample.total));
    }
    current = batch;
    if (isNew(sample)) {
      coordinatesMark = batch.hasCoordinates() ? batch.mark() : coordinatesMark;
      add(sample, reason);
    }
  }

  /** The last sample again, behind a date. */
  void repeat(long date, long totalSeconds) {
    if (settings.isWaiting()) {
      settings.sample(Moment.sinceStart(totalSeconds));
    }
    clock.exact(clock.dated(date), totalSeconds);
  }

  private String reason() {
    return current.throttleText();
  }

  private boolean isNew(SampleFigures sample) {
    recognised = true;
    if (sample.date == LineBatch.NONE) {
      clock.undated(sample.total);
    } else {
      clock.exact(clock.dated(sample.date), sample.total);
    }
    return !samples.isRepeated(sample, current);
  }

  private void add(SampleFigures sample, Supplier<String> words) {
    if (samples.samples() == 0) {
      Moment first = Moment.sinceStart(sample.total);
      phases.copyStarted(first);
      events.add(first, RunEvent.Type.COPY_STARTED, "first status line", sample.line);
    }
    samples.add(sample);
    states.add(sample.state, sample.total, sample.line, words);
  }

  /** The buffer behind the batch is about to change: texts that may be needed are taken out. */
  void batchEnds(LineBatch batch) {
    samples.batchEnds(batch);
    if (coordinatesMark >= 0) {
      coordinates = batch.coordinatesAt(coordinatesMark);
      coordinatesMark = -1;
    }
  }

  void hint(String text, long line) {
    recognised |= text.startsWith("# Migrati") || text.startsWith("# Done");
    if (text.equals(namesText) || text.equals(startText)) {
      return;
    }
    if (text.startsWith(NAMES)) {
      namesText = text;
      TableName names = names(text);
      table = names == null ? table : names;
    } else if (text.startsWith(STARTED)) {
      OffsetDateTime start = GoTime.parseRubyDate(text.substring(STARTED.length()).strip());
      if (start != null) {
        startHint = start;
        startText = text;
        clock.started(start);
      }
    } else if (text.strip().equals("# Done")) {
      end.done(now(), line);
    } else {
      settings.hint(text, now(), line);
    }
  }

  static @Nullable TableName names(String hint) {
    var hints = StatusReply.parse(hint).hints();
    return hints == null ? null : hints.table();
  }

  /** Whether the hint tells the start of another run than this. */
  boolean isOtherRun(String hint) {
    if (startHint == null || hint.equals(startText) || !hint.startsWith(STARTED)) {
      return false;
    }
    OffsetDateTime start = GoTime.parseRubyDate(hint.substring(STARTED.length()).strip());
    return start != null && !start.isEqual(startHint);
  }

  void message(LineLevel level, long date, String text, long line) {
    Moment at = date == LineBatch.NONE ? now() : Moment.dated(clock.dated(date));
    switch (level) {
      case INFO -> info(at, date, text, line);
      case WARNING -> warning(at, date, text, line);
      case ERROR -> {
        String message = LogText.message(text);
        errors.add(new Pending(at, level, message, line));
        cutOver.error(at, message, line);
        end.error(at, message, line);
      }
      case FATAL -> {
        String message = LogText.message(text);
        errors.add(new Pending(at, level, message, line));
        end.fatal(at, message, line);
      }
      case OTHER -> undated(at, text, line);
      case DEBUG, STATUS, HINT -> throw new IllegalStateException("BUG: no message: " + level);
    }
  }

  private void info(Moment at, long date, String text, long line) {
    if (text.startsWith(STARTING)) {
      recognised = true;
      version = LogText.firstWord(text.substring(STARTING.length()));
      events.add(at, RunEvent.Type.STARTED, text, line);
    } else if (text.startsWith("Migrating `") || text.startsWith("Reverting `")) {
      recognised = true;
      table = table == null ? LogText.table(text) : table;
    } else if (text.startsWith("Estimated number of rows") || text.startsWith("Exact number of")) {
      recognised = true;
      events.add(at, RunEvent.Type.ROWS_ESTIMATED, text, line);
    } else if (text.startsWith("Ghost table created")) {
      recognised = true;
      events.add(at, RunEvent.Type.GHOST_CREATED, text, line);
    } else if (text.startsWith("Row copy complete")) {
      recognised = true;
      phases.copyComplete(at);
      events.add(at, RunEvent.Type.COPY_COMPLETE, text, line);
    } else if (text.startsWith("executing gh-ost-on-interactive-command")) {
      events.add(at, RunEvent.Type.COMMAND, text, line);
    } else if (text.startsWith("Received SIGHUP")) {
      events.add(at, RunEvent.Type.COMMAND, text, line);
    } else if (text.startsWith("Reconnecting")) {
      events.add(at, RunEvent.Type.RECONNECTED, text, line);
    } else if (text.startsWith("StreamEvents encountered unexpected error")) {
      warnings.add(new Pending(at, LineLevel.INFO, LogText.message(text), line));
    } else {
      recognised |= text.startsWith("Done migrating") || text.startsWith("Done reverting");
      cutOver.info(at, text, line);
      end.info(at, text, line);
      dialect(at, date, text, line);
    }
  }

  private void warning(Moment at, long date, String text, long line) {
    warnings.add(new Pending(at, LineLevel.WARNING, LogText.message(text), line));
    dialect(at, date, text, line);
  }

  private void undated(Moment at, String text, long line) {
    if (text.startsWith("[mysql] ")) {
      warnings.add(new Pending(at, LineLevel.OTHER, text, line));
    } else if (text.startsWith("Migrated rows: ")) {
      dialect(at, LineBatch.NONE, text, line);
    } else {
      boolean usage = !text.startsWith("panic: ") && !text.startsWith("fatal error: ");
      recognised |= text.startsWith("Usage of gh-ost") || text.startsWith("flag provided but");
      if (!text.startsWith("Usage of gh-ost") || samples.samples() == 0) {
        if (!text.startsWith("Usage of gh-ost")) {
          errors.add(new Pending(at, usage ? LineLevel.ERROR : LineLevel.FATAL, text, line));
        }
        end.broke(at, text, line);
      }
    }
  }

  private void dialect(Moment at, long date, String text, long line) {
    long time = date == LineBatch.NONE ? RunClock.NONE : at.value();
    SampleFigures sample = dialect.read(text, time, clock.first(), line);
    if (sample != null) {
      recognised = true;
      if (!samples.isRepeated(sample, current)) {
        clock.undated(sample.total);
        add(sample, dialect::reason);
      }
    }
    String place = dialect.coordinates();
    coordinates = place == null ? coordinates : place;
  }

  private Moment now() {
    long latest = clock.latest();
    if (samples.samples() == 0) {
      return latest == RunClock.NONE ? Moment.UNKNOWN : Moment.dated(latest);
    }
    Moment sampled = Moment.sinceStart(samples.lastTotal());
    return sampled.time(clock) < latest ? Moment.dated(latest) : sampled;
  }

  // --- results

  long lastTotal() {
    return samples.lastTotal();
  }

  long samples() {
    return samples.samples();
  }

  /** Whether there is any line yet. */
  boolean hasAnything() {
    return anything || isRun();
  }

  /** Whether the lines are those of a run rather than of something before it. */
  boolean isRun() {
    return recognised || errors.count() > 0;
  }

  /** Counts the lines of another one as this run's. */
  void take(RunTracker other) {
    levels.add(other.levels);
  }

  /** Whether there is a line that only gh-ost writes. */
  boolean isRecognised() {
    return recognised;
  }

  RunAnalysis finished() {
    Instant started = startHint == null ? clock.instant(firstTime()) : startHint.toInstant();
    Instant ended = clock.instant(lastTime());
    RunOutcome outcome = end.outcome(recognised);
    TableName name = table;
    return new RunAnalysis(
        version,
        name == null ? null : name.database(),
        name == null ? null : name.table(),
        outcome,
        end.isNoop(),
        end.reason(),
        started,
        ended,
        duration(started, ended),
        samples.copySeconds(),
        samples.progress(coordinates),
        samples.rate(),
        samples.lag(),
        samples.backlog(),
        states.throttling(clock),
        cutOver.finished(states.postponedSeconds()),
        phases.finished(firstTime(), lastTime(), states, cutOver, clock),
        levels.known(),
        problems(errors),
        problems(warnings),
        events.finished(clock, lastEvent(outcome)),
        samples.recent(clock),
        settings.values(),
        samples.charts());
  }

  private @Nullable Long duration(@Nullable Instant started, @Nullable Instant ended) {
    if (started == null || ended == null) {
      return samples.samples() == 0 ? null : samples.lastTotal();
    }
    return Math.max(0, ended.getEpochSecond() - started.getEpochSecond());
  }

  private long firstTime() {
    if (startHint != null) {
      return clock.start();
    }
    long start = clock.start();
    return clock.first() != RunClock.NONE && (start == RunClock.NONE || clock.first() < start)
        ? clock.first()
        : start;
  }

  private long lastTime() {
    long sampled = samples.samples() == 0 ? RunClock.NONE : clock.sample(samples.lastTotal());
    return Math.max(clock.latest(), sampled);
  }

  private List<RunEvent> lastEvent(RunOutcome outcome) {
    RunEvent.Type type =
        switch (outcome) {
          case SUCCEEDED -> RunEvent.Type.SUCCEEDED;
          case FAILED -> RunEvent.Type.FAILED;
          case ABORTED -> RunEvent.Type.PANIC;
          case RUNNING, UNKNOWN -> null;
        };
    String reason = end.reason();
    return type == null
        ? List.of()
        : List.of(
            new RunEvent(
                end.at().instant(clock), type, reason == null ? "Done" : reason, end.line()));
  }

  private RunAnalysis.Noted<Problem> problems(Capped<Pending> pending) {
    List<Problem> out = new ArrayList<>();
    for (Pending problem : pending.kept()) {
      out.add(new Problem(problem.at.instant(clock), problem.level, problem.message, problem.line));
    }
    return new RunAnalysis.Noted<>(out, pending.count());
  }
}
