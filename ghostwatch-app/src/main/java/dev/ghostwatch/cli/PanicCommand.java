package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.NamedCommand;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch panic}: ends a migration at once, without cleaning up. */
final class PanicCommand implements CliCommand {
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
    Confirmation.require(target, "panic.warning", arguments, context);
    target.change(() -> new NamedCommand.Panic(target.table().table()));
    context.out().println(context.text("panic.done", target.name()));
    return ExitCode.OK;
  }
}
