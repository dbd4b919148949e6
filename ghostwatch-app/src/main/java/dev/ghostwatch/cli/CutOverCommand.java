package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.NamedCommand;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch cut-over}: ends the postponement, so that gh-ost swaps the tables now. */
final class CutOverCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    EndpointOptions.declare(spec, declare);
    declare.value(spec, "NAME", "--migration");
    declare.flag(spec, "-y", "--yes");
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    Target target =
        Target.of(
            new MigrationSelector(arguments, context).reachable(Options.word(arguments)), context);
    Confirmation.require(target, "cutOver.warning", arguments, context);
    target.change(() -> new NamedCommand.Unpostpone(target.table().table()));
    context.out().println(context.text("cutOver.done", target.name()));
    return ExitCode.OK;
  }
}
