package dev.ghostwatch.cli;

import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.report.RunReport;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** A report as one HTML file, in the style of the log analysis, to be attached to a ticket. */
final class ReportPage {
  private static final int LONGEST = 2_000;
  private static final int BAR_WIDTH = 960;
  private static final int SHORT = 22;

  private final CliContext context;
  private final ZoneId zone;
  private final RunReport report;
  private final Html html = new Html();

  ReportPage(CliContext context, ZoneId zone, RunReport report) {
    this.context = context;
    this.zone = zone;
    this.report = report;
  }

  String of(ReportContent content) throws IOException {
    RunAnalysis run = report.analysis();
    PageFrame frame = new PageFrame(context, html, zone);
    frame.begin(context.text("report.title", content.name()));
    frame.head(
        run,
        content.name(),
        report.facts().lifecycle().jsonName(),
        content.state(),
        content.summary(),
        ErrorCatalogue.in(context.texts().language().code()));
    frame.tiles(run);
    for (ReportSection section : content.sections()) {
      if (section.blocks().getFirst() instanceof ReportBlock.Course) {
        // The charts bring their section with them.
        charts(run);
      } else {
        html.raw("<section>").element("h2", section.heading());
        section.blocks().forEach(this::block);
        html.raw("</section>\n");
      }
    }
    html.raw("<footer>")
        .text(context.text("report.made", Figures.time(report.at(), zone), zone.getId()))
        .raw("</footer>\n</main></body></html>\n");
    return html.toString();
  }

  private void charts(RunAnalysis run) {
    ChartSeries series = run.charts();
    if (series != null) {
      new RunCharts(context, html, run, series).draw();
    }
  }

  private void block(ReportBlock block) {
    switch (block) {
      case ReportBlock.Sentences it ->
          html.element("p", RunSentences.joined(context, it.sentences()));
      case ReportBlock.Points it -> {
        html.raw("<ul>");
        it.points().forEach(point -> html.element("li", point));
        html.raw("</ul>");
      }
      case ReportBlock.Facts it -> {
        html.raw("<div class=\"scroll\"><table>");
        for (ReportBlock.Fact fact : it.facts()) {
          html.raw("<tr><th scope=\"row\">").text(fact.label(), LONGEST).raw("</th><td>");
          html.text(fact.value(), LONGEST).raw("</td></tr>");
        }
        html.raw("</table></div>");
      }
      case ReportBlock.Grid it -> grid(it);
      case ReportBlock.Bars it -> bars(it.bars());
      case ReportBlock.Trouble it -> trouble(it);
      case ReportBlock.Course _ -> {}
    }
  }

  private void grid(ReportBlock.Grid grid) {
    html.raw("<div class=\"scroll\"><table><tr>");
    grid.header().forEach(head -> html.raw("<th scope=\"col\">").text(head).raw("</th>"));
    html.raw("</tr>");
    for (List<String> row : grid.rows()) {
      html.raw("<tr>");
      for (String cell : row) {
        // What is short stays on one line: a narrow screen scrolls the table instead.
        html.raw(cell.length() <= SHORT ? "<td class=\"num\">" : "<td class=\"wide\">");
        html.text(cell, LONGEST).raw("</td>");
      }
      html.raw("</tr>");
    }
    html.raw("</table></div>");
  }

  /** All parts in one bar, then each with a bar of its own. */
  private void bars(List<ReportBlock.Bar> bars) {
    html.raw("<svg class=\"whole\" viewBox=\"0 0 " + BAR_WIDTH + " 20\"")
        .raw(" preserveAspectRatio=\"none\" role=\"img\">")
        .element("title", context.text("report.timeLost"));
    double x = 0;
    for (ReportBlock.Bar bar : bars) {
      double width = bar.share() * BAR_WIDTH;
      html.raw("<rect class=\"c-" + bar.css() + "\" x=\"" + TimeAxis.place(x) + "\" y=\"0\"")
          .raw(" width=\"" + TimeAxis.place(width) + "\" height=\"20\"><title>")
          .text(bar.label() + " " + bar.amount())
          .raw("</title></rect>");
      x += width;
    }
    html.raw("</svg><table class=\"bars\">");
    double longest = bars.isEmpty() ? 1 : bars.getFirst().share();
    for (ReportBlock.Bar bar : bars) {
      html.raw("<tr><td><span class=\"key c-" + bar.css() + "\"></span>").text(bar.label());
      html.raw("</td>").element("td", "num", bar.amount());
      html.element("td", "num", ReportPercent.of(bar.share()));
      html.raw("<td class=\"own\"><svg class=\"whole\" viewBox=\"0 0 100 8\"")
          .raw(" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"c-" + bar.css())
          .raw("\" x=\"0\" y=\"0\" height=\"8\" width=\"")
          .raw(TimeAxis.place(longest > 0 ? bar.share() / longest * 100 : 0))
          .raw("\"/></svg></td></tr>");
    }
    html.raw("</table>");
  }

  private void trouble(ReportBlock.Trouble it) {
    html.raw("<div class=\"problem\"><p><span class=\"tag\">")
        .text(it.tag())
        .raw("</span> <code>")
        .text(it.message(), LONGEST)
        .raw("</code></p>")
        .element("p", "dim", it.seen());
    told("label.cause", it.cause());
    told("label.advice", it.advice());
    if (it.command() != null) {
      html.raw("<p><b>").text(context.text("label.run")).raw(":</b> <code>");
      html.text(it.command(), LONGEST).raw("</code></p>");
    }
    html.raw("</div>");
  }

  private void told(String key, String text) {
    html.raw("<p><b>").text(context.text(key)).raw(":</b> ").text(text, LONGEST).raw("</p>");
  }
}
