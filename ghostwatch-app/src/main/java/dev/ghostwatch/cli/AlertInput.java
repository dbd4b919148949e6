package dev.ghostwatch.cli;

import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.daemon.AgentRecord;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * The configuration that the commands on alerts work with: what {@code --config} names, else that
 * of the agent that runs, else the one in the usual place.
 */
final class AlertInput {
  private AlertInput() {}

  static LoadedConfig config(ParseResult arguments, CliContext context) throws CommandFailure {
    AgentInput input = AgentInput.forRunning(arguments, context);
    LoadedConfig loaded = input.loaded();
    if (!ConfigInput.isNamed(arguments)) {
      Path ofAgent = ofAgent(input);
      if (ofAgent != null && !ofAgent.equals(loaded.file())) {
        loaded = LoadedConfig.load(ofAgent, context.environment());
      }
    }
    if (!loaded.isUsable()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("alert.config", ConfigInput.name(loaded, context))
              + "\n"
              + ConfigInput.text(loaded.problems(), context));
    }
    return loaded;
  }

  private static @Nullable Path ofAgent(AgentInput input) {
    try {
      return input.pidFile().look() instanceof PidFile.Found.Running(AgentRecord agent)
              && agent.config() != null
          ? Path.of(agent.config())
          : null;
    } catch (IOException _) {
      // Whether an agent runs cannot be known; then the file in the usual place is meant.
      return null;
    }
  }

  /** The file in which the agent keeps what is to be delivered; fails when there is none. */
  static AlertDatabase store(LoadedConfig loaded, CliContext context) throws CommandFailure {
    Path file = loaded.config().alerts().store();
    // The libraries would say on standard error that nobody listens to their log.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (!Files.exists(file)) {
      throw new CommandFailure(
          ExitCode.NOTHING_RUNNING,
          context.text("alert.store.none", SafeText.line(file.toString())));
    }
    try {
      return AlertDatabase.open(file);
    } catch (SQLException | RuntimeException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "alert.store.unreadable",
              SafeText.line(file.toString()),
              SafeText.line(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
