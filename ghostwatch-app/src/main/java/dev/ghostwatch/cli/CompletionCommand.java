package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch completion}: prints the completion script of a shell. */
final class CompletionCommand implements CliCommand {
  private final CommandCatalogue catalogue;

  CompletionCommand(CommandCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.words(spec, "bash|zsh|fish", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    String shell = Options.words(arguments).getFirst();
    CommandLine root = new CliParser(catalogue, context.language()).everything();
    switch (shell) {
      // picocli's script serves zsh too, through its bash emulation.
      case "bash", "zsh" -> context.out().print(AutoComplete.bash("ghostwatch", root));
      case "fish" -> fish(root, context);
      default ->
          throw new CommandFailure(
              ExitCode.USAGE,
              context.text("completion.unknown", SafeText.line(shell), String.join(", ", SHELLS)));
    }
    return ExitCode.OK;
  }

  private static void fish(CommandLine root, CliContext context) {
    root.getSubcommands()
        .forEach((name, command) -> {
          fish("__fish_use_subcommand", name, command, context);
          String seen = "__fish_seen_subcommand_from " + name;
          String inner = String.join(" ", command.getSubcommands().keySet());
          command
              .getSubcommands()
              .forEach((word, below) ->
                  fish(
                      quoted(seen + "; and not __fish_seen_subcommand_from " + inner),
                      word,
                      below,
                      context));
          options(seen, command, context);
          command
              .getSubcommands()
              .forEach((word, below) ->
                  options(seen + "; and __fish_seen_subcommand_from " + word, below, context));
        });
  }

  private static void fish(String condition, String name, CommandLine command, CliContext context) {
    context
        .out()
        .println(
            "complete -c ghostwatch -n "
                + condition
                + " -f -a "
                + name
                + " -d "
                + quoted(description(command.getCommandSpec().usageMessage().description())));
  }

  private static void options(String condition, CommandLine command, CliContext context) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      context.out().println(fish(condition, option));
    }
  }

  private static String fish(String condition, OptionSpec option) {
    StringBuilder line =
        new StringBuilder("complete -c ghostwatch -n '").append(condition).append("'");
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
    }
    return line.append(" -d ").append(quoted(description(option.description()))).toString();
  }

  private static String description(String[] lines) {
    return lines.length == 0 ? "" : lines[0].replace("%%", "%");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'";
  }
}
