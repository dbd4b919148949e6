package dev.ghostwatch.cli;

import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunOutcome;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log analysis as one HTML file: no script, no image, no font and no style from elsewhere, and a
 * policy in it that forbids them.
 */
final class AnalysisPage {
  private static final int TOLD_KINDS = 3;

  private final CliContext context;
  private final LogInput input;
  private final ErrorCatalogue catalogue;
  private final Html html = new Html();

  AnalysisPage(CliContext context, LogInput input) {
    this.context = context;
    this.input = input;
    catalogue = ErrorCatalogue.in(context.texts().language().code());
  }

  String of(LogAnalysis analysis) throws IOException {
    RunAnalysis run = analysis.last();
    begin(AnalysisView.name(run));
    head(run);
    tiles(run);
    ChartSeries series = run.charts();
    if (series != null && series.size() > 1) {
      new RunCharts(context, html, run, series).draw();
    }
    new PageTables(context, input, html, catalogue).draw(analysis);
    html.raw("<footer>")
        .text(
            context.text(
                "analyze.read",
                Figures.grouped(analysis.lines()),
                Figures.grouped(input.bytes()),
                String.valueOf(analysis.unparsedLines())))
        .raw(" &#183; ")
        .text(String.join(", ", input.files()), 300)
        .raw("</footer>\n</main></body></html>\n");
    return html.toString();
  }

  private void begin(String name) throws IOException {
    String style = style();
    html.raw("<!DOCTYPE html>\n<html lang=\"")
        .raw(context.texts().language().code())
        .raw("\"><head><meta charset=\"utf-8\"/>")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
        .raw(sha256(style))
        .raw("'; img-src data:; base-uri 'none'; form-action 'none'\"/>")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
        .raw("<link rel=\"icon\" href=\"data:,\"/><title>")
        .text(context.text("page.title", name), 400)
        .raw("</title><style>")
        .raw(style)
        .raw("</style></head><body><main>\n");
  }

  private static String style() throws IOException {
    try (InputStream in = AnalysisPage.class.getResourceAsStream("analysis-page.css")) {
      if (in == null) {
        throw new IllegalStateException("BUG: analysis-page.css is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("BUG: every Java has SHA-256", e);
    }
  }

  // --- in plain words

  private void head(RunAnalysis run) {
    html.raw("<header><h1>")
        .text(AnalysisView.name(run), 400)
        .raw(" <span class=\"pill ")
        .raw(run.outcome().jsonName())
        .raw("\">")
        .text(context.text("page.outcome." + outcome(run)))
        .raw("</span></h1>");
    String version =
        run.ghostVersion() == null ? context.text("status.version.unknown") : run.ghostVersion();
    html.raw("<p class=\"dim\">gh-ost ").text(version, 100).raw(" &#183; ");
    html.text(
        context.text(
            "page.span",
            run.startedAt() == null ? "-" : Figures.time(run.startedAt(), input.zone()),
            run.endedAt() == null ? "-" : Figures.time(run.endedAt(), input.zone()),
            input.zone().getId()));
    html.raw("</p><p class=\"summary\">").text(summary(run)).raw("</p>");
    String reason = run.reason();
    if (reason != null) {
      ErrorClass known = catalogue.classify(reason);
      html.raw("<div class=\"reason\"><p><b>")
          .text(reason, 1000)
          .raw("</b></p>")
          .element("p", known.cause())
          .element("p", known.advice())
          .raw("</div>");
    }
    html.raw("</header>\n");
  }

  /** A trial run is told apart only when it passed: one that failed has failed. */
  private static String outcome(RunAnalysis run) {
    return run.noop() && run.outcome() == RunOutcome.SUCCEEDED ? "NOOP" : run.outcome().name();
  }

  private String summary(RunAnalysis run) {
    List<String> sentences = new ArrayList<>();
    sentences.add(context.text("page.sum." + outcome(run), duration(run.durationSeconds())));
    RunAnalysis.Progress progress = run.progress();
    if (progress.lastRowsCopied() != null) {
      sentences.add(
          context.text(
              "page.sum.rows",
              Figures.grouped(progress.lastRowsCopied()),
              progress.lastPercent() == null ? "?" : Figures.decimal(progress.lastPercent(), 1),
              run.rate().averageRowsPerSecond() == null
                  ? "?"
                  : Figures.rate(run.rate().averageRowsPerSecond())));
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
    String gap = context.texts().language().code().equals("zh") ? "" : " ";
    return String.join(gap, sentences);
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

  private void tiles(RunAnalysis run) {
    Map<String, String> tiles = new java.util.LinkedHashMap<>();
    tiles.put("page.tile.duration", duration(run.durationSeconds()));
    tiles.put("page.tile.rows", grouped(run.progress().lastRowsCopied()));
    tiles.put("page.tile.dml", grouped(run.progress().lastDmlApplied()));
    tiles.put("page.tile.rate", rate(run.rate().averageRowsPerSecond()));
    tiles.put("page.tile.throttled", duration(run.throttling().seconds()));
    tiles.put("page.tile.lag", seconds(run.lag().maxSeconds()));
    tiles.put("page.tile.lock", seconds(run.cutOver().lockSeconds()));
    html.raw("<div class=\"tiles\">");
    tiles.forEach((key, value) ->
        html.raw("<div class=\"tile\">")
            .element("b", value)
            .element("span", "dim", context.text(key))
            .raw("</div>"));
    html.raw("</div>\n");
  }

  private static String duration(@Nullable Long seconds) {
    return seconds == null ? "-" : Figures.duration(Duration.ofSeconds(seconds));
  }

  private static String grouped(@Nullable Long value) {
    return value == null ? "-" : Figures.grouped(value);
  }

  private static String rate(@Nullable Double value) {
    return value == null ? "-" : Figures.rate(value);
  }

  private static String seconds(@Nullable Double value) {
    return value == null ? "-" : Figures.seconds(value);
  }
}
