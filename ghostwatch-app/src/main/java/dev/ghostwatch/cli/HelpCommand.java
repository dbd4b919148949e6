package dev.ghostwatch.cli;

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
    declare.words(spec, "COMMAND", "0..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    CommandLine shown = new CliParser(catalogue, context.language()).everything();
    for (String word : Options.words(arguments)) {
      CommandLine inner = shown.getSubcommands().get(word);
      if (inner == null) {
        throw new CommandFailure(ExitCode.USAGE, UsageErrors.unknownCommand(word, shown, context));
      }
      shown = inner;
    }
    UsageErrors.printHelp(shown, context);
    return ExitCode.OK;
  }
}
