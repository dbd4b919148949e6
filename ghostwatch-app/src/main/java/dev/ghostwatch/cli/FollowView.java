package dev.ghostwatch.cli;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is new in a log, line by line: each event once, and the progress now and then. */
final class FollowView {
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(30);
  private static final Duration SAME_ERROR_EVERY = Duration.ofSeconds(60);
  private static final int KNOWN_ERRORS = 1000;
  private static final String UNKNOWN_TIME = "-------------------";

  private final CliContext context;
  private final ZoneId zone;
  private final ErrorCatalogue catalogue;
  private final StatusView status;
  private MigrationMonitor monitor = new MigrationMonitor(null);
  private long lineTold;
  private long runs;
  private @Nullable Duration progressTold;

  private final Map<String, Repeated> repeated = new HashMap<>();

  private record Said(long line, String text) {}

  /** When an error was told of last, and how often it came since. */
  private record Repeated(@Nullable Instant told, int since) {}

  FollowView(CliContext context, ZoneId zone) {
    this.context = context;
    this.zone = zone;
    catalogue = ErrorCatalogue.in(context.texts().language().code());
    status = new StatusView(context);
  }

  /** Takes as told what the analysis says already. */
  void begin(LogFeed.News news) {
    lineTold = news.analysis().lines();
    runs = news.analysis().runs().count();
    observe(news);
    progressTold = elapsed();
  }

  /** Prints what was not told yet. */
  void show(LogFeed.News news) {
    LogAnalysis analysis = news.analysis();
    List<Said> lines = new ArrayList<>();
    List<RunAnalysis> all = analysis.runs().kept();
    long newRuns = Math.min(all.size() - 1, analysis.runs().count() - runs);
    for (RunAnalysis run : all.subList((int) (all.size() - 1 - newRuns), all.size())) {
      events(lines, run);
    }
    lines.sort(Comparator.comparingLong(Said::line));
    lines.forEach(line -> context.out().println(line.text));
    if (newRuns > 0) {
      monitor = new MigrationMonitor(null);
      progressTold = null;
    }
    runs = analysis.runs().count();
    lineTold = analysis.lines();
    observe(news);
    progress(analysis.last());
  }

  private void observe(LogFeed.News news) {
    StatusLine line = news.latest().line();
    Duration at = line == null || line.elapsed() == null ? Duration.ZERO : line.elapsed();
    monitor.observe(
        new Observation.StatusSeen(Instant.EPOCH.plus(at), FigureSource.LOG, news.latest()));
  }

  private @Nullable Duration elapsed() {
    StatusLine line = monitor.snapshot().line();
    return line == null ? null : line.elapsed();
  }

  private void progress(RunAnalysis run) {
    Snapshot snapshot = monitor.snapshot();
    Duration elapsed = elapsed();
    if (snapshot.line() == null
        || elapsed == null
        || (progressTold != null && elapsed.minus(progressTold).compareTo(PROGRESS_EVERY) < 0)) {
      return;
    }
    progressTold = elapsed;
    Instant start = run.startedAt();
    context
        .out()
        .println(
            time(start == null ? null : start.plus(elapsed))
                + "  "
                + context.styled(Style.DIM, status.progress(snapshot)));
  }

  private void events(List<Said> lines, RunAnalysis run) {
    Set<Long> said = new HashSet<>();
    for (RunEvent event : run.events().kept()) {
      if (event.line() > lineTold) {
        lines.add(new Said(event.line(), event(event)));
        if (tellsAnError(event.type())) {
          said.add(event.line());
        }
      }
    }
    for (Problem error : run.errors().kept()) {
      if (error.line() > lineTold && !said.contains(error.line())) {
        String text = error(error);
        if (text != null) {
          lines.add(new Said(error.line(), text));
        }
      }
    }
    for (Problem warning : run.warnings().kept()) {
      if (warning.line() > lineTold) {
        lines.add(
            new Said(
                warning.line(),
                line(
                    warning.at(),
                    Style.CAREFUL,
                    context.text("follow.warning", SafeText.line(warning.message())))));
      }
    }
  }

  private static boolean tellsAnError(RunEvent.Type type) {
    return switch (type) {
      case CUT_OVER_FAILED, FAILED, PANIC -> true;
      case STARTED,
          ROWS_ESTIMATED,
          GHOST_CREATED,
          COPY_STARTED,
          COPY_COMPLETE,
          THROTTLE,
          RESUME,
          CUT_OVER_ATTEMPT,
          POSTPONED,
          UNPOSTPONED,
          SUCCEEDED,
          SETTING_CHANGED,
          COMMAND,
          RECONNECTED ->
          false;
    };
  }

  private String event(RunEvent event) {
    Style style =
        switch (event.type()) {
          case THROTTLE, POSTPONED, RECONNECTED -> Style.CAREFUL;
          case CUT_OVER_FAILED, FAILED, PANIC -> Style.BAD;
          case SUCCEEDED -> Style.GOOD;
          case STARTED,
              ROWS_ESTIMATED,
              GHOST_CREATED,
              COPY_STARTED,
              COPY_COMPLETE,
              RESUME,
              CUT_OVER_ATTEMPT,
              UNPOSTPONED,
              SETTING_CHANGED,
              COMMAND ->
              Style.PLAIN;
        };
    return line(
        event.at(),
        style,
        context.text("follow.event." + event.type().jsonName(), SafeText.line(event.text())));
  }

  /** Null when the same was told just before: some errors come each second. */
  private @Nullable String error(Problem error) {
    Instant at = error.at();
    String kind = ProblemGroups.kind(error);
    Repeated before = repeated.get(kind);
    if (before != null && isSoon(before.told(), at)) {
      repeated.put(kind, new Repeated(before.told(), before.since() + 1));
      return null;
    }
    if (repeated.size() >= KNOWN_ERRORS) {
      repeated.clear();
    }
    repeated.put(kind, new Repeated(at, 0));
    ErrorClass known = catalogue.classify(error.message());
    String text =
        context.text("follow.error", known.category().jsonName(), SafeText.line(error.message()))
            + (known.harmless() ? " " + context.text("analyze.harmless") : "")
            + (before == null || before.since() == 0
                ? ""
                : " " + context.text("follow.again", String.valueOf(before.since())));
    return line(at, known.harmless() ? Style.CAREFUL : Style.BAD, text);
  }

  private static boolean isSoon(@Nullable Instant told, @Nullable Instant at) {
    return told == null || at == null || Duration.between(told, at).compareTo(SAME_ERROR_EVERY) < 0;
  }

  private String line(@Nullable Instant at, Style style, String text) {
    return time(at) + "  " + context.styled(style, text);
  }

  private String time(@Nullable Instant at) {
    return at == null ? UNKNOWN_TIME : Figures.time(at, zone);
  }
}
