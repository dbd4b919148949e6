package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.insight.diagnosis.ProcessRules;
import dev.ghostwatch.insight.diagnosis.SocketRules;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch doctor}: what is wrong, why, and what to do. */
final class DoctorCommand implements CliCommand {
  /** What was found about one migration or socket. */
  private record Diagnosis(RunningMigration migration, List<Finding> findings) {}

  private record Row(String migration, Finding finding) {}

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    OutputFormat.declare(spec, declare);
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    OutputFormat format =
        OutputFormat.of(
            arguments,
            EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.YAML),
            context);
    MigrationSelector selector = new MigrationSelector(arguments, context);
    @Nullable String name = Options.word(arguments);
    String named = name == null ? Options.value(arguments, "--migration") : name;
    List<RunningMigration> migrations =
        named == null ? selector.all() : List.of(selector.one(named));
    if (migrations.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOTHING_RUNNING,
          context.text(
              "error.nothingRunning", SafeText.line(EndpointOptions.patterns(arguments, context))));
    }
    List<Diagnosis> diagnoses = migrations.stream().map(DoctorCommand::diagnose).toList();
    for (Diagnosis diagnosis : diagnoses) {
      ControlException failure = diagnosis.migration().failure();
      if (diagnosis.findings().isEmpty() && failure != null) {
        // No rule knows it, and "nothing found" would be a lie.
        throw new ControlFailures(context).of(diagnosis.migration(), failure);
      }
    }
    Documents.Format document = format.document();
    if (document == null) {
      diagnoses.forEach(diagnosis -> print(diagnosis, context));
    } else {
      write(diagnoses, document, context);
    }
    boolean critical =
        diagnoses.stream()
            .flatMap(diagnosis -> diagnosis.findings().stream())
            .anyMatch(finding -> finding.severity() == Severity.CRITICAL);
    return critical ? ExitCode.FAILED : ExitCode.OK;
  }

  private static Diagnosis diagnose(RunningMigration migration) {
    List<Finding> findings = new ArrayList<>();
    EndpointFacts endpoint = migration.endpointFacts();
    if (endpoint != null) {
      SocketRules.check(endpoint).ifPresent(findings::add);
    }
    if (migration.process() != null) {
      findings.addAll(ProcessRules.check(migration.process()));
    }
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Diagnosis(migration, findings);
  }

  private static void print(Diagnosis diagnosis, CliContext context) {
    String name = SafeText.line(diagnosis.migration().name());
    if (diagnosis.findings().isEmpty()) {
      context
          .out()
          .println(context.styled(Style.STRONG, name) + "  " + context.text("doctor.fine"));
      return;
    }
    context.out().println(context.styled(Style.STRONG, name));
    FindingView view = new FindingView(context);
    for (Finding finding : diagnosis.findings()) {
      view.lines(finding).forEach(line -> context.out().println("  " + line));
    }
  }

  private static void write(List<Diagnosis> diagnoses, Documents.Format format, CliContext context)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Diagnosis diagnosis : diagnoses) {
      for (Finding finding : diagnosis.findings()) {
        rows.add(new Row(diagnosis.migration().name(), finding));
      }
    }
    MigrationDocument document = MigrationOutput.document();
    Documents.array(
        context.out(),
        format,
        rows,
        (json, row) -> {
          json.text("migration", row.migration());
          document.finding(json, row.finding());
        });
  }
}
