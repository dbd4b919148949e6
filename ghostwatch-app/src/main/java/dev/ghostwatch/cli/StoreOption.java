package dev.ghostwatch.cli;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.StorePlace;
import dev.ghostwatch.terminal.SafeText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code --store}: which store is read; that of the configuration unless one is named. */
final class StoreOption {
  private StoreOption() {}

  static void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "PATH", "--store");
    ConfigInput.declare(spec, declare);
  }

  static HistoryReader open(ParseResult arguments, CliContext context) throws CommandFailure {
    // SLF4J would say on standard error that nobody listens to the libraries' log.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Path path = StorePlace.of(named(arguments, context), context.environment());
    try {
      return HistoryReader.open(path);
    } catch (StoreException e) {
      throw failure(e, context);
    }
  }

  /** Whether there is a store to open. */
  static boolean isThere(ParseResult arguments, CliContext context) throws CommandFailure {
    return Files.exists(StorePlace.of(named(arguments, context), context.environment()));
  }

  static CommandFailure failure(StoreException e, CliContext context) {
    ExitCode code =
        e.reason() == StoreException.Reason.MISSING ? ExitCode.NOTHING_RUNNING : ExitCode.FAILED;
    String[] safe = e.phrase().arguments().stream().map(SafeText::line).toArray(String[]::new);
    return new CommandFailure(code, context.text(e.phrase().key(), safe), e);
  }

  private static @Nullable Path named(ParseResult arguments, CliContext context)
      throws CommandFailure {
    String name = Options.value(arguments, "--store");
    if (name == null) {
      LoadedConfig config = ConfigInput.ifThere(arguments, context);
      return config == null ? null : config.config().history().path();
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          context.text("error.path", "--store", SafeText.line(String.valueOf(name)), e.getReason()),
          e);
    }
  }
}
