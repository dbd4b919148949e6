package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.terminal.SafeText;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code -o}: how a result is printed. */
enum OutputFormat {
  /** Text for people. */
  TABLE,
  JSON,
  YAML,
  CSV;

  /** Declares {@code -o} and {@code --json}. */
  static void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "FORMAT", "-o", "--output");
    declare.flag(spec, "--json");
  }

  /** The format asked for, which must be one the command can print. */
  static OutputFormat of(ParseResult arguments, Set<OutputFormat> possible, CliContext context)
      throws CommandFailure {
    String name = Options.value(arguments, "--output");
    if (name == null) {
      return Options.flag(arguments, "--json") ? JSON : TABLE;
    }
    for (OutputFormat format : possible) {
      if (format.word().equals(name)) {
        return format;
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        context.text(
            "error.format",
            SafeText.line(name),
            String.join(", ", possible.stream().map(OutputFormat::word).sorted().toList())));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The document format this stands for; null when it is none. */
  Documents.@Nullable Format document() {
    return switch (this) {
      case JSON -> Documents.Format.JSON;
      case YAML -> Documents.Format.YAML;
      case TABLE, CSV -> null;
    };
  }
}
