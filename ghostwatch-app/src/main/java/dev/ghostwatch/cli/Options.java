package dev.ghostwatch.cli;

import dev.ghostwatch.client.value.GoDuration;
import dev.ghostwatch.terminal.SafeText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Reads what was given on the command line. */
final class Options {
  private static final Duration LONGEST = Duration.ofDays(365);

  private Options() {}

  static boolean flag(ParseResult arguments, String name) {
    return arguments.hasMatchedOption(name);
  }

  static @Nullable String value(ParseResult arguments, String name) {
    return arguments.matchedOptionValue(name, null);
  }

  static List<String> values(ParseResult arguments, String name) {
    return arguments.matchedOptionValue(name, List.of());
  }

  /** The words after the options. */
  static List<String> words(ParseResult arguments) {
    // With an option between them picocli names the same words once for each group of them.
    return arguments.matchedPositionals().stream()
        .distinct()
        .flatMap(positional -> positional.stringValues().stream())
        .toList();
  }

  /** The only word after the options, null when there is none. */
  static @Nullable String word(ParseResult arguments) {
    List<String> words = words(arguments);
    return words.isEmpty() ? null : words.getFirst();
  }

  /**
   * Reads a path.
   *
   * @param what the option or word it was given as
   */
  static Path path(String what, String text, CliContext context) throws CommandFailure {
    if (text.isBlank()) {
      throw new CommandFailure(ExitCode.USAGE, context.text("error.path.empty", what));
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("error.path", what, SafeText.line(text), e.getReason()), e);
    }
  }

  /**
   * A duration such as {@code 30s}, {@code 2m}, {@code 1h30m} or {@code 90d}; a bare number is
   * seconds.
   */
  static Duration duration(
      ParseResult arguments, String name, Duration otherwise, Duration least, CliContext context)
      throws CommandFailure {
    String text = value(arguments, name);
    if (text == null) {
      return otherwise;
    }
    Duration duration =
        text.matches("[0-9]{1,4}d")
            ? Duration.ofDays(Integer.parseInt(text.substring(0, text.length() - 1)))
            : GoDuration.parse(text.chars().allMatch(Character::isDigit) ? text + "s" : text);
    if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text("error.duration", name, SafeText.line(text), GoDuration.format(least)));
    }
    return duration;
  }
}
