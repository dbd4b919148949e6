package dev.ghostwatch.cli;

import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.log.RunOutcome;
import dev.ghostwatch.model.log.ThrottleInterval;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A log analysis as text for people: what the classic log analyzer told, and how it ended. */
final class AnalysisView {
  private static final int SHOWN = 5;
  private static final int SHOWN_KINDS = 8;
  private static final int SHOWN_CHANGES = 30;
  private static final String UNKNOWN = "-";

  private final CliContext context;
  private final LogInput input;
  private final ErrorCatalogue catalogue;
  private String running = "analyze.outcome.RUNNING";

  AnalysisView(CliContext context, LogInput input) {
    this.context = context;
    this.input = input;
    catalogue = ErrorCatalogue.in(context.texts().language().code());
  }

  /** Prints what a log says that is still being written. */
  void printSoFar(LogAnalysis analysis) {
    running = "follow.running";
    print(analysis);
  }

  void print(LogAnalysis analysis) {
    List<String> lines = new ArrayList<>();
    if (analysis.runs().count() > 1) {
      runs(lines, analysis);
    }
    RunAnalysis run = analysis.last();
    head(lines, run);
    figures(lines, run);
    throttling(lines, run);
    progress(lines, run);
    issues(lines, run);
    lines.add("");
    lines.add(
        context.styled(
            Style.DIM,
            context.text(
                "analyze.read",
                Figures.grouped(analysis.lines()),
                Figures.grouped(input.bytes()),
                String.valueOf(analysis.unparsedLines()))));
    lines.forEach(context.out()::println);
  }

  private void runs(List<String> lines, LogAnalysis analysis) {
    lines.add(context.text("analyze.runs", String.valueOf(analysis.runs().count())));
    Table table = new Table("STARTED", "TABLE", "OUTCOME", "ROWS", "DURATION");
    for (RunAnalysis run : analysis.runs().kept()) {
      table.row(
          time(run.startedAt()),
          name(run),
          run.outcome().jsonName(),
          grouped(run.progress().lastRowsCopied()),
          duration(run.durationSeconds()));
    }
    lines.addAll(table.lines());
    lines.add("");
  }

  private void head(List<String> lines, RunAnalysis run) {
    Style style =
        switch (run.outcome()) {
          case SUCCEEDED -> Style.GOOD;
          case FAILED, ABORTED -> Style.BAD;
          case RUNNING, UNKNOWN -> Style.CAREFUL;
        };
    String outcome =
        context.text(
            switch (run.outcome()) {
              case SUCCEEDED -> run.noop() ? "analyze.outcome.NOOP" : "analyze.outcome.SUCCEEDED";
              case RUNNING -> running;
              case FAILED, ABORTED, UNKNOWN -> "analyze.outcome." + run.outcome().name();
            });
    lines.add(
        context.styled(Style.STRONG, SafeText.line(name(run)))
            + "  "
            + context.styled(style, outcome));
    String reason = run.reason();
    if (reason != null) {
      ErrorClass known = catalogue.classify(reason);
      lines.add(Labels.line(context, "label.evidence", SafeText.line(reason)));
      lines.add(Labels.line(context, "label.cause", known.cause()));
      lines.add(Labels.line(context, "label.advice", known.advice()));
    }
  }

  private void figures(List<String> lines, RunAnalysis run) {
    lines.add("");
    lines.add(
        Labels.line(
            context,
            "label.ghost",
            run.ghostVersion() == null
                ? context.text("status.version.unknown")
                : SafeText.line(run.ghostVersion())));
    lines.add(
        Labels.line(
            context,
            "label.run",
            context.text(
                "analyze.span",
                time(run.startedAt()),
                time(run.endedAt()),
                duration(run.durationSeconds()))));
    if (!run.phases().isEmpty()) {
      lines.add(
          Labels.line(
              context,
              "analyze.label.phases",
              run.phases().stream()
                  .map(phase ->
                      context.text("analyze.phase." + phase.name())
                          + " "
                          + Figures.span(phase.seconds()))
                  .collect(Collectors.joining(", "))));
    }
    RunAnalysis.Progress progress = run.progress();
    if (progress.samples() == 0) {
      return;
    }
    lines.add(
        Labels.line(
            context,
            "analyze.label.rows",
            context.text(
                RowEstimate.isWrong(progress.lastRowsCopied(), progress.lastRowsEstimate())
                    ? "analyze.rows.wrong"
                    : "analyze.rows",
                grouped(progress.lastRowsCopied()),
                grouped(progress.lastRowsEstimate()),
                percent(progress.lastPercent()),
                grouped(progress.lastDmlApplied()))));
    lines.add(
        Labels.line(
            context,
            "label.speed",
            context.text(
                "analyze.rate",
                rate(run.rate().averageRowsPerSecond()),
                rate(run.rate().maxRowsPerSecond()))));
    lines.add(
        Labels.line(
            context,
            "label.lag",
            context.text(
                "analyze.lag",
                seconds(run.lag().averageSeconds()),
                seconds(run.lag().p95Seconds()),
                seconds(run.lag().maxSeconds()),
                seconds(run.lag().maxHeartbeatSeconds()))));
    lines.add(
        Labels.line(
            context,
            "label.backlog",
            context.text(
                "analyze.backlog",
                grouped(run.backlog().max()),
                grouped(run.backlog().capacity()),
                Figures.grouped(run.backlog().samplesFull()),
                Figures.grouped(progress.samples()))));
    lines.add(Labels.line(context, "analyze.label.cutOver", cutOver(run.cutOver())));
  }

  private String cutOver(RunAnalysis.CutOver cutOver) {
    List<String> parts = new ArrayList<>();
    if (cutOver.attempts() > 0) {
      parts.add(
          context.text(
              "analyze.cutOver.attempts",
              Figures.grouped(cutOver.attempts()),
              Figures.grouped(cutOver.failed())));
    }
    if (cutOver.postponedSeconds() > 0) {
      parts.add(context.text("analyze.cutOver.postponed", duration(cutOver.postponedSeconds())));
    }
    if (cutOver.lockSeconds() != null) {
      parts.add(context.text("analyze.cutOver.locked", seconds(cutOver.lockSeconds())));
    }
    return parts.isEmpty() ? context.text("analyze.cutOver.none") : String.join("; ", parts);
  }

  private void throttling(List<String> lines, RunAnalysis run) {
    RunAnalysis.Throttling throttling = run.throttling();
    if (throttling.samples() == 0) {
      return;
    }
    lines.add("");
    lines.add(context.text("analyze.throttled", Figures.span(throttling.seconds())));
    throttling
        .byKind()
        .forEach((kind, lost) -> lines.add("  " + kind.jsonName() + "  " + Figures.span(lost)));
    List<ThrottleInterval> intervals = throttling.intervals().kept();
    for (ThrottleInterval interval : last(intervals, SHOWN)) {
      lines.add(
          "  "
              + time(interval.from())
              + "  "
              + Figures.span(interval.seconds())
              + "  "
              + SafeText.line(interval.text()));
    }
  }

  private void progress(List<String> lines, RunAnalysis run) {
    if (run.recentSamples().isEmpty()) {
      return;
    }
    lines.add("");
    Table table = new Table("TIME", "ROWS", "PERCENT", "ETA");
    for (RunAnalysis.RecentSample sample : run.recentSamples()) {
      table.row(
          sample.at() == null ? "+" + duration(sample.totalSeconds()) : time(sample.at()),
          Figures.grouped(sample.rowsCopied()),
          percent(sample.percent()),
          eta(sample.etaSeconds()));
    }
    lines.addAll(table.lines());
  }

  private void issues(List<String> lines, RunAnalysis run) {
    problems(lines, "analyze.errors", run.errors(), group -> error(group, run));
    problems(lines, "analyze.warnings", run.warnings(), _ -> "");
    List<RunEvent> changes =
        run.events().kept().stream()
            .filter(event -> event.type() == RunEvent.Type.SETTING_CHANGED)
            .toList();
    if (!changes.isEmpty()) {
      lines.add("");
      lines.add(context.text("analyze.changes"));
      if (changes.size() > SHOWN_CHANGES) {
        lines.add(
            "  "
                + context.text(
                    "analyze.earlierChanges", Figures.grouped(changes.size() - SHOWN_CHANGES)));
      }
      for (RunEvent change : last(changes, SHOWN_CHANGES)) {
        lines.add("  " + time(change.at()) + "  " + SafeText.line(change.text()));
      }
    }
  }

  /** Each kind once, with the last of it; of very many the harmless ones are left out first. */
  private void problems(
      List<String> lines,
      String title,
      RunAnalysis.Noted<Problem> problems,
      Function<ProblemGroups.Group, String> tag) {
    List<ProblemGroups.Group> groups = ProblemGroups.of(problems.kept(), catalogue);
    if (groups.isEmpty()) {
      return;
    }
    int serious = (int) groups.stream().filter(group -> !group.isHarmless()).count();
    int from = Math.max(0, serious - SHOWN_KINDS);
    lines.add("");
    lines.add(context.text(title, Figures.grouped(problems.count())));
    for (ProblemGroups.Group group :
        groups.subList(from, Math.min(from + SHOWN_KINDS, groups.size()))) {
      String times =
          group.count() == 1
              ? ""
              : " " + context.text("analyze.times", Figures.grouped(group.count()));
      lines.add(
          "  "
              + time(group.last().at())
              + "  "
              + SafeText.line(group.last().message())
              + times
              + tag.apply(group));
    }
    if (groups.size() > SHOWN_KINDS) {
      lines.add(
          "  " + context.text("analyze.moreKinds", Figures.grouped(groups.size() - SHOWN_KINDS)));
    }
    if (problems.omitted() > 0) {
      lines.add("  " + context.text("analyze.notLookedAt", Figures.grouped(problems.omitted())));
    }
  }

  private String error(ProblemGroups.Group group, RunAnalysis run) {
    boolean harmless = group.isHarmless() && run.outcome() == RunOutcome.SUCCEEDED;
    return " ["
        + group.known().category().jsonName()
        + "]"
        + (harmless ? " " + context.text("analyze.harmless") : "");
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  static String name(RunAnalysis run) {
    return run.database() == null || run.table() == null ? "?" : run.database() + "." + run.table();
  }

  private String time(@Nullable Instant time) {
    return time == null ? UNKNOWN : Figures.time(time, input.zone());
  }

  private static String duration(@Nullable Long seconds) {
    return seconds == null ? UNKNOWN : Figures.duration(Duration.ofSeconds(seconds));
  }

  private String eta(@Nullable Long seconds) {
    return seconds == null || seconds > 0 ? duration(seconds) : context.text("status.eta.due");
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? UNKNOWN : Figures.seconds(seconds);
  }

  private static String grouped(@Nullable Long number) {
    return number == null ? UNKNOWN : Figures.grouped(number);
  }

  private static String percent(@Nullable Double percent) {
    return percent == null ? UNKNOWN : Figures.decimal(percent, 1) + "%";
  }

  private static String rate(@Nullable Double rate) {
    return rate == null ? UNKNOWN : Figures.rate(rate);
  }
}
