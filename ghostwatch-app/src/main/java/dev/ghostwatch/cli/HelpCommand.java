package dev.ghostwatch.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch help}: the commands, or one of them in full. */
final class HelpCommand implements CliCommand {
  private final CommandCatalogue catalogue;

  HelpCommand(CommandCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.words(spec, "COMMAND", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    @Nullable String name = Options.word(arguments);
    CommandLine root = new CliParser(catalogue, context.language()).everything();
    CommandLine shown = name == null ? root : root.getSubcommands().get(name);
    if (shown == null) {
      throw new CommandFailure(
          ExitCode.USAGE, UsageErrors.unknownCommand(String.valueOf(name), context));
    }
    UsageErrors.printHelp(shown, context);
    return ExitCode.OK;
  }
}
