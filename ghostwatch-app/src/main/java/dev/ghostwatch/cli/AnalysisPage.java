package dev.ghostwatch.cli;

import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.text.Figures;
import java.io.IOException;

/** A log analysis as one HTML file. */
final class AnalysisPage {
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
    String name = AnalysisView.name(run);
    PageFrame frame = new PageFrame(context, html, input.zone());
    frame.begin(context.text("page.title", name));
    frame.head(
        run,
        name,
        run.outcome().jsonName(),
        context.text("page.outcome." + RunSentences.outcome(run)),
        new RunSentences(context, catalogue).of(run),
        catalogue);
    frame.tiles(run);
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
}
