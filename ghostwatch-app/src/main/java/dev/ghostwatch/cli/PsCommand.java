package dev.ghostwatch.cli;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.RunVersion;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.terminal.Table;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch ps}: the migrations of this host, a row each. */
final class PsCommand implements CliCommand {
  private static final String UNKNOWN = "-";
  private static final List<String> COLUMNS =
      List.of("MIGRATION", "STATE", "PROGRESS", "ETA", "LAG", "STARTED", "PID", "SOCKET");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    EndpointOptions.declare(spec, declare);
    declare.flag(spec, "-a", "--all");
    OutputFormat.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    OutputFormat format = OutputFormat.of(arguments, EnumSet.allOf(OutputFormat.class), context);
    boolean all = Options.flag(arguments, "--all");
    List<RunningMigration> shown =
        new MigrationSelector(arguments, context)
            .all().stream().filter(migration -> all || !migration.isLeftover()).toList();
    for (RunningMigration migration : shown) {
      RunVersion.learn(migration, context.processes(), context.clock());
    }
    Documents.Format document = format.document();
    if (document != null) {
      PsDocument.write(context, document, shown);
    } else {
      print(context, shown, format);
    }
    return ExitCode.OK;
  }

  private static void print(CliContext context, List<RunningMigration> shown, OutputFormat format) {
    if (format == OutputFormat.CSV) {
      // Programs read it: the words are the same in every language.
      CliContext english = context.with(() -> Texts.of(Language.EN));
      Csv.print(
          context.out(),
          COLUMNS,
          shown.stream().map(migration -> row(english, migration)).toList());
      return;
    }
    List<List<String>> rows = shown.stream().map(migration -> row(context, migration)).toList();
    Table table = new Table(COLUMNS.toArray(String[]::new));
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    // The path names a run where a table does not, so it goes last but one.
    Listing.lines(
        context, table.lines(context.screen(), "STARTED", "PID", "LAG", "SOCKET", "ETA", "STATE"));
    if (shown.isEmpty()) {
      context.say("ps.nothing");
    }
  }

  private static List<String> row(CliContext context, RunningMigration migration) {
    Snapshot snapshot = migration.snapshot();
    StatusLine line = snapshot.line();
    String left = EtaView.shortText(snapshot);
    return List.of(
        migration.name(),
        state(context, migration),
        line == null ? UNKNOWN : StatusView.percent(line),
        left == null ? UNKNOWN : left,
        line == null || line.lagSeconds() == null ? UNKNOWN : Figures.seconds(line.lagSeconds()),
        started(context, migration),
        migration.process() == null ? UNKNOWN : String.valueOf(migration.process().pid()),
        migration.endpoint() == null ? UNKNOWN : path(migration));
  }

  private static String path(RunningMigration migration) {
    String text = String.valueOf(migration.endpoint());
    return text.startsWith("unix:") ? text.substring("unix:".length()) : text;
  }

  private static String state(CliContext context, RunningMigration migration) {
    if (migration.isLeftover()) {
      return context.text("ps.stale");
    }
    if (migration.failure() != null) {
      return context.text("ps." + migration.failure().kind().name());
    }
    StatusLine line = migration.snapshot().line();
    if (line == null || line.state() == null) {
      return context.text(migration.endpoint() == null ? "ps.noEndpoint" : "state.notSaid");
    }
    String throttled =
        line.throttle() == null ? "" : " (" + line.throttle().kind().jsonName() + ")";
    return context.text("ps.state." + line.state().name()) + throttled;
  }

  private static String started(CliContext context, RunningMigration migration) {
    @Nullable Instant start = migration.snapshot().startedAt();
    if (start == null && migration.process() != null) {
      start = migration.process().startedAt();
    }
    return start == null ? UNKNOWN : Figures.time(start, context.zone());
  }
}
