package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Lazy;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Takes the words of a command line, runs the command and tells what to exit with. */
public final class Cli {
  private final CommandCatalogue catalogue;
  private final Supplier<String> version;

  /**
   * A command line with these commands.
   *
   * @param version gives the program's version
   */
  public Cli(CommandCatalogue catalogue, Supplier<String> version) {
    this.catalogue = catalogue;
    this.version = version;
  }

  /**
   * Runs one command line.
   *
   * @return what the process exits with
   */
  public int run(String[] arguments, CliContext given) throws InterruptedException {
    String wanted = LanguageOption.in(arguments);
    Language language = wanted == null ? null : Language.byCode(wanted);
    CliContext context =
        language == null ? given : given.with(new Lazy<>(() -> Texts.of(language)));
    try {
      if (wanted != null && language == null) {
        throw new CommandFailure(
            ExitCode.USAGE, context.text("error.language", SafeText.line(wanted)));
      }
      int code = execute(arguments, context).code();
      // What nobody could read was not told; a reader who went away (EPIPE) knows.
      return context.out().checkError() && code == ExitCode.OK.code()
          ? ExitCode.FAILED.code()
          : code;
    } catch (CommandFailure failure) {
      context
          .err()
          .println("ghostwatch: " + context.screen().shown(SafeText.lines(failure.text())));
      trace(failure, arguments, context);
      return failure.exitCode().code();
    } catch (IOException | RuntimeException failure) {
      context
          .err()
          .println(
              "ghostwatch: " + context.text("error.unexpected", SafeText.line(failure.toString())));
      trace(failure, arguments, context);
      return ExitCode.FAILED.code();
    } finally {
      context.out().flush();
      context.err().flush();
    }
  }

  private ExitCode execute(String[] arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    String word = firstWord(arguments);
    CliCommand named = word == null ? null : catalogue.find(word);
    CliParser parser = new CliParser(catalogue, context.language());
    CommandLine line =
        word == null || named == null ? parser.everything() : parser.only(word, named);
    ParseResult parsed;
    try {
      parsed = line.parseArgs(arguments);
    } catch (ParameterException e) {
      throw UsageErrors.of(e, context);
    }
    if (parsed.isVersionHelpRequested()) {
      context.out().println("ghostwatch " + version.get());
      return ExitCode.OK;
    }
    if (!parsed.hasSubcommand()) {
      UsageErrors.printHelp(line, context);
      return ExitCode.OK;
    }
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    boolean isGroup = command.commandSpec().userObject() instanceof CommandGroup;
    if (command.isUsageHelpRequested() || isGroup) {
      UsageErrors.printHelp(explained(parser, parsed), context);
      return ExitCode.OK;
    }
    return ((CliCommand) command.commandSpec().userObject()).run(command, context);
  }

  /** The command that was asked for, with its explanations. */
  private static CommandLine explained(CliParser parser, ParseResult parsed) {
    CommandLine line = parser.everything();
    for (ParseResult word = parsed; word.hasSubcommand(); ) {
      word = word.subcommand();
      line = line.getSubcommands().getOrDefault(word.commandSpec().name(), line);
    }
    return line;
  }

  private static @Nullable String firstWord(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--lang")) {
        i++;
      } else if (!arguments[i].startsWith("-")) {
        return arguments[i];
      }
    }
    return null;
  }

  private static void trace(Exception failure, String[] arguments, CliContext context) {
    if (Arrays.asList(arguments).contains("--debug")) {
      failure.printStackTrace(context.err());
    }
  }
}
