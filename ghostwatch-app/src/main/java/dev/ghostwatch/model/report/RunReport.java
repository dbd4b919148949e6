package dev.ghostwatch.model.report;

import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.log.RunAnalysis;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a report tells of a run.
 *
 * @param at when it was made
 * @param row the run in the history; null for the run of a log
 * @param analysis its course, as a log analysis tells it
 * @param facts its measure
 * @param settings changes of settings, with what was before
 * @param commands commands that people and rules gave
 * @param findings what the diagnosis found
 * @param alerts what was told to people
 * @param comparison beside other runs; null for the run of a log
 */
public record RunReport(
    Instant at,
    @Nullable MigrationRow row,
    RunAnalysis analysis,
    RunFacts facts,
    List<SettingRow> settings,
    List<CommandRow> commands,
    List<FindingRow> findings,
    List<AlertRow> alerts,
    @Nullable Comparison comparison) {
  public RunReport {
    settings = List.copyOf(settings);
    commands = List.copyOf(commands);
    findings = List.copyOf(findings);
    alerts = List.copyOf(alerts);
  }
}
