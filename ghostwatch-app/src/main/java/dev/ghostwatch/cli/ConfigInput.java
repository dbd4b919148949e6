package dev.ghostwatch.cli;

import dev.ghostwatch.config.ConfigFile;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.terminal.SafeText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The configuration that a command line means: its {@code --config} or word, else the usual place.
 */
final class ConfigInput {
  private static final String OPTION = "--config";

  private ConfigInput() {}

  /** Declares {@code --config}. */
  static void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "FILE", OPTION);
  }

  /** Whether {@code --config} names a file. */
  static boolean isNamed(ParseResult arguments) {
    return Options.value(arguments, OPTION) != null;
  }

  /** Reads what {@code --config} or the usual places hold. */
  static LoadedConfig of(ParseResult arguments, CliContext context) throws CommandFailure {
    return load(Options.value(arguments, OPTION), context);
  }

  /**
   * The same; null when there is no file, which is what most have and costs nothing to find out.
   */
  static @Nullable LoadedConfig ifThere(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String chosen = Options.value(arguments, OPTION);
    return chosen == null && ConfigFile.find(null, context.environment()) == null
        ? null
        : load(chosen, context);
  }

  /** Reads the file given as a word, else what {@code --config} or the usual places hold. */
  static LoadedConfig ofWord(ParseResult arguments, CliContext context) throws CommandFailure {
    String word = Options.word(arguments);
    return load(word == null ? Options.value(arguments, OPTION) : word, context);
  }

  private static LoadedConfig load(@Nullable String chosen, CliContext context)
      throws CommandFailure {
    Path file =
        ConfigFile.find(chosen == null ? null : path(chosen, context), context.environment());
    return LoadedConfig.load(file, context.environment());
  }

  static Path path(String text, CliContext context) throws CommandFailure {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text("error.path", OPTION, SafeText.line(text), SafeText.line(e.getReason())),
          e);
    }
  }

  /** Every problem, one a line. */
  static String text(List<Problem> problems, CliContext context) {
    return String.join(
        "\n", problems.stream().map(problem -> problem.text(context.texts()::get)).toList());
  }

  /** The file's name for people. */
  static String name(LoadedConfig loaded, CliContext context) {
    return loaded.file() == null
        ? context.text("config.noFile")
        : SafeText.line(loaded.file().toString());
  }
}
