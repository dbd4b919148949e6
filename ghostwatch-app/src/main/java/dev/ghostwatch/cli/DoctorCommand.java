package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch doctor}: what is wrong, why, and what to do. */
final class DoctorCommand implements CliCommand {
  private static final Duration LEAST_FROZEN = Duration.ofSeconds(5);

  private record Row(String migration, FindingRow finding) {}

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.value(spec, "FILE", "--log");
    declare.value(spec, "ZONE", "--timezone");
    declare.value(spec, "DURATION", "--for");
    declare.value(spec, "DURATION", "--frozen");
    declare.flag(spec, "--all");
    StoreOption.declare(spec, declare);
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
    List<DoctorCase> cases = cases(arguments, context);
    Documents.Format document = format.document();
    if (document == null) {
      DoctorView view = new DoctorView(context, Options.flag(arguments, "--all"));
      for (DoctorCase one : cases) {
        view.lines(one.name(), one.diagnosis()).forEach(context.out()::println);
      }
    } else {
      write(cases, document, context);
    }
    boolean critical =
        cases.stream()
            .flatMap(one -> one.diagnosis().findings().stream())
            .anyMatch(row -> row.finding().severity() == Severity.CRITICAL);
    return critical ? ExitCode.FAILED : ExitCode.OK;
  }

  private static List<DoctorCase> cases(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Duration frozen =
        Options.duration(arguments, "--frozen", CaseFile.FROZEN, LEAST_FROZEN, context);
    DoctorPast past = new DoctorPast(arguments, context, frozen);
    String log = Options.value(arguments, "--log");
    if (log != null) {
      return List.of(past.log(log));
    }
    @Nullable String word = Options.word(arguments);
    String named = word == null ? Options.value(arguments, "--migration") : word;
    if (named != null && DoctorPast.isRecording(named, context)) {
      return List.of(past.recording(named));
    }
    MigrationSelector selector = new MigrationSelector(arguments, context);
    if (named == null) {
      return live(selector.all(), arguments, frozen, context);
    }
    try {
      return live(List.of(selector.one(named)), arguments, frozen, context);
    } catch (CommandFailure e) {
      DoctorCase known =
          e.exitCode() == ExitCode.NOTHING_RUNNING && isRemembered(arguments, context)
              ? past.history(named)
              : null;
      if (known == null) {
        throw e;
      }
      return List.of(known);
    }
  }

  /** Without a history there is nothing to look for, and no reason to complain of that. */
  private static boolean isRemembered(ParseResult arguments, CliContext context)
      throws CommandFailure {
    return StoreOption.isThere(arguments, context);
  }

  private static List<DoctorCase> live(
      List<RunningMigration> migrations, ParseResult arguments, Duration frozen, CliContext context)
      throws CommandFailure, InterruptedException {
    if (migrations.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOTHING_RUNNING,
          context.text(
              "error.nothingRunning", SafeText.line(EndpointOptions.patterns(arguments, context))));
    }
    Duration watched =
        Options.value(arguments, "--for") == null
            ? Duration.ZERO
            : Options.duration(arguments, "--for", Duration.ZERO, Duration.ofSeconds(1), context);
    DoctorLive doctor = new DoctorLive(arguments, context, frozen, watched);
    List<DoctorCase> cases = new ArrayList<>();
    for (RunningMigration migration : migrations) {
      DoctorCase found = doctor.diagnose(migration, migrations);
      ControlException failure = migration.failure();
      if (found.diagnosis().findings().isEmpty() && failure != null) {
        // No rule knows it, and "nothing found" would be a lie.
        throw new ControlFailures(context).of(migration, failure);
      }
      cases.add(found);
    }
    return cases;
  }

  private static void write(List<DoctorCase> cases, Documents.Format format, CliContext context)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    for (DoctorCase one : cases) {
      one.diagnosis().findings().forEach(row -> rows.add(new Row(one.name(), row)));
      one.diagnosis().earlier().forEach(row -> rows.add(new Row(one.name(), row)));
    }
    MigrationDocument document = MigrationOutput.document();
    Documents.array(context.out(), format, rows, (json, row) -> write(json, row, document));
  }

  private static void write(Json json, Row row, MigrationDocument document) {
    json.text("migration", row.migration());
    document.finding(json, row.finding().finding());
    json.time("since", row.finding().from());
    json.time("until", row.finding().to());
  }
}
