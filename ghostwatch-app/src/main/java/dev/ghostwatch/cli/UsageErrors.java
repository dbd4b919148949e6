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

  /** No command of the root or of this group has that name. */
  static String unknownCommand(String word, CommandLine among, CliContext context) {
    String near =
        NearestName.of(
            word,
            among.getParent() == null ? CommandCatalogue.names() : among.getSubcommands().keySet());
    String group = among.getParent() == null ? "" : words(among) + " ";
    String help = among.getParent() == null ? "help" : "help " + words(among);
    String unknown = group + SafeText.line(word);
    return near == null
        ? context.text("error.unknownCommand", unknown, help)
        : context.text("error.unknownCommand.near", unknown, help, group + near);
  }

  /** The words of a command as they are typed, without the name of the program. */
  private static String words(CommandLine line) {
    CommandLine parent = line.getParent();
    return parent == null || parent.getParent() == null
        ? line.getCommandName()
        : words(parent) + " " + line.getCommandName();
  }

  private static String text(ParameterException e, CliContext context) {
    CommandLine line = e.getCommandLine();
    boolean atRoot = line.getParent() == null;
    boolean isGroup = !line.getSubcommands().isEmpty();
    String command = atRoot ? "ghostwatch" : "ghostwatch " + words(line);
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (!word.startsWith("-")) {
        return atRoot || isGroup
            ? unknownCommand(word, line, context)
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
