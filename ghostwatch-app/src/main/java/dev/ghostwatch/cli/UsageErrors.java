package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.NearestName;
import dev.ghostwatch.terminal.SafeText;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when the words of a command line make no sense, and help. */
final class UsageErrors {
  private UsageErrors() {}

  static CommandFailure of(ParameterException e, CliContext context) {
    return new CommandFailure(ExitCode.USAGE, text(e, context), e);
  }

  static String unknownCommand(String word, CliContext context) {
    String near = NearestName.of(word, CommandCatalogue.names());
    return near == null
        ? context.text("error.unknownCommand", SafeText.line(word))
        : context.text("error.unknownCommand.near", SafeText.line(word), near);
  }

  private static String text(ParameterException e, CliContext context) {
    CommandLine line = e.getCommandLine();
    boolean atRoot = line.getParent() == null;
    String command = atRoot ? "ghostwatch" : "ghostwatch " + line.getCommandName();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (!word.startsWith("-")) {
        return atRoot
            ? unknownCommand(word, context)
            : context.text("error.tooManyWords", SafeText.line(word), command);
      }
      String near =
          NearestName.of(
              word,
              line.getCommandSpec().options().stream()
                  .flatMap(option -> List.of(option.names()).stream())
                  .toList());
      return near == null
          ? context.text("error.unknownOption", SafeText.line(word), command)
          : context.text("error.unknownOption.near", SafeText.line(word), near, command);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return context.text("error.missing", missing.getMissing().getFirst().paramLabel(), command);
    }
    return context.text("error.usage", SafeText.line(String.valueOf(e.getMessage())), command);
  }

  static void printHelp(CommandLine line, CliContext context) {
    line.setUsageHelpWidth(Math.clamp(context.screen().columns(), 55, 100));
    context
        .out()
        .print(
            line.getUsageMessage(
                context.screen().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }
}
