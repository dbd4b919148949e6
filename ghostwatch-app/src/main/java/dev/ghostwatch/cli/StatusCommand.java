package dev.ghostwatch.cli;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.RunVersion;
import dev.ghostwatch.monitor.RunningMigration;
import java.io.IOException;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch status}: one migration, in full or on one line. */
final class StatusCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.flag(spec, "--short");
    declare.flag(spec, "--stdin");
    ConfigInput.declare(spec, declare);
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
    boolean input = Options.flag(arguments, "--stdin");
    Documents.Format document = format.document();
    AgentLayers agent = new AgentLayers(arguments, context);
    boolean text = document == null && !Options.flag(arguments, "--short");
    Snapshot snapshot =
        input ? fromInput(arguments, context) : live(arguments, text ? agent : null, context);
    if (document != null) {
      MigrationOutput.one(context, document, snapshot, input ? null : agent.json(snapshot));
    } else if (Options.flag(arguments, "--short")) {
      String known = input ? null : agent.quick(snapshot);
      context.out().println(new StatusView(context).line(AgentLayers.expecting(snapshot, known)));
    } else {
      String layers = input ? null : agent.text(snapshot);
      if (layers == null && !input) {
        layers = limit(ConfigInput.ifThere(arguments, context), snapshot, context);
      }
      new StatusView(context).full(snapshot, layers).forEach(context.out()::println);
    }
    return ExitCode.OK;
  }

  /** What the profile that holds now says, as an agent gives its lines. */
  private static @Nullable String limit(
      @Nullable LoadedConfig config, Snapshot snapshot, CliContext context) {
    String text = config == null ? null : new LagProfiles(config, context).holding(snapshot);
    return text == null ? null : context.text("layers.label.limit") + "\t" + text + "\n";
  }

  /**
   * @param agent asked for what it knows when gh-ost does not answer: a database that hangs
   *     silences gh-ost, not its log; null to ask none
   */
  private static Snapshot live(
      ParseResult arguments, @Nullable AgentLayers agent, CliContext context)
      throws CommandFailure, InterruptedException {
    MigrationSelector selector = new MigrationSelector(arguments, context);
    RunningMigration migration = selector.one(Options.word(arguments));
    if (migration.failure() != null && agent != null) {
      String known = agent.lastSeen(migration.name());
      if (known != null) {
        LayersView.lastSeen(migration.name(), known, context).forEach(context.out()::println);
      }
    }
    selector.reachable(migration);
    RunVersion.learn(migration, context.processes(), context.clock());
    return migration.snapshot();
  }

  private static Snapshot fromInput(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    if (Options.word(arguments) != null || EndpointOptions.areChosen(arguments)) {
      throw new CommandFailure(ExitCode.USAGE, context.text("error.stdinAndMigration"));
    }
    StatusInput input = new StatusInput(context.in());
    Snapshot snapshot = input.read();
    if (snapshot.line() == null) {
      throw new CommandFailure(
          ExitCode.FAILED, context.text("error.noStatusLine", String.valueOf(input.bytes())));
    }
    return snapshot;
  }
}
