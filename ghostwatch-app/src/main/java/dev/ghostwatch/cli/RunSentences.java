package dev.ghostwatch.cli;

import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunOutcome;
import dev.ghostwatch.model.report.RunReport;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run in some sentences. */
final class RunSentences {
  private static final int TOLD_KINDS = 3;

  private final CliContext context;
  private final ErrorCatalogue catalogue;

  RunSentences(CliContext context, ErrorCatalogue catalogue) {
    this.context = context;
    this.catalogue = catalogue;
  }

  /** A trial run is told apart only when it passed: one that failed has failed. */
  static String outcome(RunAnalysis run) {
    return run.noop() && run.outcome() == RunOutcome.SUCCEEDED ? "NOOP" : run.outcome().name();
  }

  /** Sentences of a language that puts blanks between them, and of one that does not. */
  static String joined(CliContext context, List<String> sentences) {
    return String.join(context.texts().language().code().equals("zh") ? "" : " ", sentences);
  }

  /** Of a report: what runs, runs; what is gone, is gone. */
  List<String> of(RunReport report) {
    RunAnalysis run = report.analysis();
    String key =
        report.row() == null
            ? "page.sum." + outcome(run)
            : "report.sum." + report.facts().lifecycle().jsonName();
    return of(run, key);
  }

  /** Of a log. */
  List<String> of(RunAnalysis run) {
    return of(run, "page.sum." + outcome(run));
  }

  private List<String> of(RunAnalysis run, String key) {
    List<String> sentences = new ArrayList<>();
    sentences.add(context.text(key, duration(run.durationSeconds())));
    RunAnalysis.Progress progress = run.progress();
    if (progress.lastRowsCopied() != null) {
      sentences.add(
          context.text(
              RowEstimate.isWrong(progress.lastRowsCopied(), progress.lastRowsEstimate())
                  ? "page.sum.rows.wrong"
                  : "page.sum.rows",
              Figures.grouped(progress.lastRowsCopied()),
              progress.lastPercent() == null ? "?" : Figures.decimal(progress.lastPercent(), 1),
              run.rate().averageRowsPerSecond() == null
                  ? "?"
                  : Figures.rate(run.rate().averageRowsPerSecond()),
              progress.lastRowsEstimate() == null
                  ? "?"
                  : Figures.grouped(progress.lastRowsEstimate())));
      sentences.add(throttled(run));
    }
    if (run.cutOver().postponedSeconds() > 0) {
      sentences.add(context.text("page.sum.postponed", duration(run.cutOver().postponedSeconds())));
    }
    if (run.cutOver().attempts() > 0) {
      sentences.add(
          context.text(
              "page.sum.cutOver",
              Figures.grouped(run.cutOver().attempts()),
              Figures.grouped(run.cutOver().failed())));
    }
    if (run.errors().count() > 0) {
      sentences.add(
          context.text(
              "page.sum.errors",
              Figures.grouped(run.errors().count()),
              Figures.grouped(
                  ProblemGroups.of(run.errors().kept(), catalogue).stream()
                      .filter(ProblemGroups.Group::isHarmless)
                      .mapToLong(ProblemGroups.Group::count)
                      .sum())));
    }
    return sentences;
  }

  private String throttled(RunAnalysis run) {
    if (run.throttling().samples() == 0) {
      return context.text("page.sum.notThrottled");
    }
    List<String> kinds = new ArrayList<>();
    for (var lost : run.throttling().byKind().entrySet()) {
      if (kinds.size() < TOLD_KINDS) {
        kinds.add(
            context.text("throttle.kind." + lost.getKey().jsonName())
                + " "
                + Figures.span(lost.getValue()));
      }
    }
    return context.text(
        "page.sum.throttled",
        Figures.span(run.throttling().seconds()),
        share(run),
        String.join(", ", kinds));
  }

  /** Of the time of the run, in whole percent. */
  private static String share(RunAnalysis run) {
    Long seconds = run.durationSeconds();
    return seconds == null || seconds == 0
        ? "?"
        : String.valueOf(Math.min(100, Math.round(100.0 * run.throttling().seconds() / seconds)));
  }

  private static String duration(@Nullable Long seconds) {
    return seconds == null ? "-" : Figures.duration(Duration.ofSeconds(seconds));
  }
}
