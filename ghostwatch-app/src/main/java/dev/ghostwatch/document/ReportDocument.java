package dev.ghostwatch.document;

import dev.ghostwatch.model.log.ErrorClass;
import dev.ghostwatch.model.report.RunReport;
import java.util.function.Function;

/** A report as a document. */
public final class ReportDocument {
  private final LogAnalysisDocument analysis;
  private final MigrationDocument findings;

  /**
   * @param catalogue tells what is known of an error
   * @param findings writes findings in its language
   */
  public ReportDocument(Function<String, ErrorClass> catalogue, MigrationDocument findings) {
    this.findings = findings;
    analysis = new LogAnalysisDocument(catalogue);
  }

  /** Writes the fields of a report; the caller opens and closes the object. */
  public void write(Json json, RunReport report) {
    json.time("at", report.at());
    json.object("run", () -> RunDocument.facts(json, report.facts()));
    json.objectOrNull("comparison", report.comparison(), it -> RunDocument.comparison(json, it));
    json.array(
        "settingsChanges",
        report.settings(),
        it -> json.object(() -> HistoryDocument.setting(json, it)));
    json.array(
        "commands", report.commands(), it -> json.object(() -> HistoryDocument.command(json, it)));
    json.array(
        "findings",
        report.findings(),
        it -> json.object(() -> HistoryDocument.finding(json, it, findings)));
    json.array("alerts", report.alerts(), it -> json.object(() -> HistoryDocument.alert(json, it)));
    json.object("course", () -> analysis.run(json, report.analysis()));
  }
}
