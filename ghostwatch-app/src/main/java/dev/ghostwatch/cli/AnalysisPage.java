package dev.ghostwatch.cli;

import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.Problem;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.log.ThrottleInterval;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log analysis as one HTML file: no script, no image, no font and no style from elsewhere. */
final class AnalysisPage {
  private static final int SHOWN = 100;
  private static final int LONGEST = 400;
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:14px/1.45 system-ui,sans-serif;max-width:980px;margin:2em auto;padding:0 1em}
      h1{font-size:1.5em;margin:.2em 0}h2{font-size:1.1em;margin:1.6em 0 .4em}
      table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25em .6em .25em 0;vertical-align:top}
      th{font-weight:600}tr{border-bottom:1px solid #8884}.num{font-variant-numeric:tabular-nums;white-space:nowrap}
      .succeeded{color:#1a7f37}.failed,.aborted{color:#cf222e}.running,.unknown{color:#9a6700}
      .dim{opacity:.65}svg{width:100%;height:auto;display:block}
      svg text{font:11px system-ui,sans-serif;fill:currentColor}
      .axis{stroke:currentColor;stroke-opacity:.25}.band{fill:#d4a72c;fill-opacity:.28}
      .line{fill:none;stroke:#0969da;stroke-width:1.5}.second{stroke:#8250df}
      """;

  private final CliContext context;
  private final LogInput input;
  private final ErrorCatalogue catalogue;
  private final StringBuilder html = new StringBuilder(64 << 10);

  AnalysisPage(CliContext context, LogInput input) {
    this.context = context;
    this.input = input;
    catalogue = ErrorCatalogue.in(context.texts().language().code());
  }

  String of(LogAnalysis analysis) {
    RunAnalysis run = analysis.last();
    String title = AnalysisView.name(run) + " - gh-ost";
    html.append("<!DOCTYPE html>\n<html lang=\"")
        .append(context.texts().language().code())
        .append("\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<link rel=\"icon\" href=\"data:,\"><title>")
        .append(escaped(title))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n");
    head(run);
    charts(run);
    figures(run, analysis);
    throttling(run);
    problems(run);
    events(run);
    return html.append("</body></html>\n").toString();
  }

  private void head(RunAnalysis run) {
    html.append("<h1>")
        .append(escaped(AnalysisView.name(run)))
        .append(" <span class=\"")
        .append(run.outcome().jsonName())
        .append("\">")
        .append(
            escaped(
                context.text(
                    run.noop() ? "analyze.outcome.NOOP" : "analyze.outcome." + run.outcome())))
        .append("</span></h1>\n");
    if (run.reason() != null) {
      ErrorClass known = catalogue.classify(run.reason());
      html.append("<p><b>")
          .append(escaped(run.reason()))
          .append("</b><br>")
          .append(escaped(known.cause()))
          .append(" ")
          .append(escaped(known.advice()))
          .append("</p>\n");
    }
  }

  private void charts(RunAnalysis run) {
    ChartSeries series = run.charts();
    if (series == null || series.size() < 2) {
      return;
    }
    SvgChart chart = new SvgChart(html, run, series);
    heading("page.progress");
    chart.draw("%", List.of(point -> scaled(series.percentTenths(point), 10)));
    heading("page.rate");
    chart.draw("/s", List.of(point -> rate(series, point)));
    heading("page.lag");
    chart.draw(
        "s",
        List.of(
            point -> scaled(series.lagMillis(point), 1000),
            point -> scaled(series.heartbeatMillis(point), 1000)));
    heading("page.backlog");
    chart.draw("", List.of(point -> scaled(series.backlog(point), 1)));
    html.append("<p class=dim>").append(escaped(context.text("page.bands"))).append("</p>\n");
  }

  private static double scaled(long value, double parts) {
    return value == ChartSeries.NONE ? Double.NaN : value / parts;
  }

  private static double rate(ChartSeries series, int point) {
    int before = point - 1;
    while (before >= 0 && series.rows(before) == ChartSeries.NONE) {
      before--;
    }
    return before < 0 || series.rows(point) == ChartSeries.NONE
        ? Double.NaN
        : Math.max(0, series.rows(point) - series.rows(before))
            / (double) ((point - before) * series.secondsAPoint());
  }

  private void figures(RunAnalysis run, LogAnalysis analysis) {
    heading("page.figures");
    html.append("<table>");
    row("label.run", time(run.startedAt()) + " - " + time(run.endedAt()));
    row("label.time", duration(run.durationSeconds()));
    row("label.ghost", run.ghostVersion() == null ? "-" : run.ghostVersion());
    for (RunAnalysis.Phase phase : run.phases()) {
      row("analyze.phase." + phase.name(), duration(phase.seconds()));
    }
    RunAnalysis.Progress progress = run.progress();
    row("analyze.label.rows", number(progress.lastRowsCopied()));
    row("page.average", number(run.rate().averageRowsPerSecond()));
    row("page.fastest", number(run.rate().maxRowsPerSecond()));
    row("page.maxLag", number(run.lag().maxSeconds()));
    row("page.p95Lag", number(run.lag().p95Seconds()));
    row("page.maxBacklog", number(run.backlog().max()));
    row(
        "analyze.label.cutOver",
        context.text(
            "analyze.cutOver",
            String.valueOf(run.cutOver().attempts()),
            String.valueOf(run.cutOver().failed()),
            duration(run.cutOver().postponedSeconds()),
            number(run.cutOver().lockSeconds()) + " s"));
    row("page.lines", Figures.grouped(analysis.lines()));
    html.append("</table>\n");
  }

  private void throttling(RunAnalysis run) {
    if (run.throttling().samples() == 0) {
      return;
    }
    heading("page.throttled");
    html.append("<table>");
    run.throttling().byKind().forEach((kind, lost) -> cells(kind.jsonName(), duration(lost)));
    html.append("</table><table>");
    for (ThrottleInterval interval : shown(run.throttling().intervals().kept())) {
      cells(
          time(interval.from()),
          duration(interval.seconds()),
          interval.kind().jsonName(),
          interval.text());
    }
    html.append("</table>\n");
  }

  private void problems(RunAnalysis run) {
    if (!run.errors().kept().isEmpty()) {
      heading("page.errors");
      html.append("<table>");
      for (Problem error : shown(run.errors().kept())) {
        ErrorClass known = catalogue.classify(error.message());
        cells(
            time(error.at()),
            known.category().jsonName(),
            error.message(),
            known.harmless() ? context.text("analyze.harmless") : known.advice());
      }
      html.append("</table>\n");
    }
    if (!run.warnings().kept().isEmpty()) {
      heading("page.warnings");
      html.append("<table>");
      for (Problem warning : shown(run.warnings().kept())) {
        cells(time(warning.at()), warning.message());
      }
      html.append("</table>\n");
    }
  }

  private void events(RunAnalysis run) {
    heading("page.events");
    html.append("<table>");
    for (RunEvent event : shown(run.events().kept())) {
      cells(time(event.at()), event.type().jsonName(), event.text());
    }
    html.append("</table>\n");
  }

  private static <T> List<T> shown(List<T> all) {
    if (all.size() <= SHOWN) {
      return all;
    }
    List<T> some = new ArrayList<>(all.subList(0, SHOWN / 2));
    some.addAll(all.subList(all.size() - SHOWN / 2, all.size()));
    return some;
  }

  private void heading(String key) {
    html.append("<h2>").append(escaped(context.text(key))).append("</h2>\n");
  }

  private void row(String key, String value) {
    html.append("<tr><th>")
        .append(escaped(context.text(key)))
        .append("<td class=num>")
        .append(escaped(value))
        .append("</tr>");
  }

  private void cells(String... values) {
    html.append("<tr>");
    for (String value : values) {
      html.append("<td>")
          .append(escaped(value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value));
    }
    html.append("</tr>");
  }

  private String time(@Nullable Instant time) {
    return time == null ? "-" : Figures.time(time, input.zone());
  }

  private static String duration(@Nullable Long seconds) {
    return seconds == null ? "-" : Figures.duration(Duration.ofSeconds(seconds));
  }

  private static String number(@Nullable Long value) {
    return value == null ? "-" : Figures.grouped(value);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : Figures.decimal(value, 2);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}
