package dev.ghostwatch.cli;

import dev.ghostwatch.config.DaemonConfig;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.daemon.Processes;
import dev.ghostwatch.terminal.SafeText;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The agent that a command line means.
 *
 * @param loaded the configuration, which may have problems
 * @param pidFile what {@code --pid-file} names, else the configuration's
 */
record AgentInput(LoadedConfig loaded, PidFile pidFile) {
  private static final String OPTION = "--pid-file";

  /** Declares {@code --config} and {@code --pid-file}. */
  static void declare(CommandSpec spec, Declarations declare) {
    ConfigInput.declare(spec, declare);
    declare.value(spec, "FILE", OPTION);
  }

  /** An agent to be started: its configuration must be good. */
  static AgentInput forStart(ParseResult arguments, CliContext context) throws CommandFailure {
    AgentInput input = of(arguments, context);
    if (!input.loaded.isUsable()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("agent.start.config", ConfigInput.name(input.loaded, context))
              + "\n"
              + ConfigInput.text(input.loaded.problems(), context));
    }
    return input;
  }

  /** An agent that may be running: a broken file must not keep anybody from stopping it. */
  static AgentInput forRunning(ParseResult arguments, CliContext context) throws CommandFailure {
    AgentInput input = of(arguments, context);
    if (!input.loaded.isUsable()) {
      context.say(
          "agent.config.broken",
          ConfigInput.name(input.loaded, context),
          SafeText.line(input.pidFile.path().toString()));
    }
    return input;
  }

  private static AgentInput of(ParseResult arguments, CliContext context) throws CommandFailure {
    LoadedConfig loaded = ConfigInput.of(arguments, context);
    String named = Options.value(arguments, OPTION);
    Path path =
        named == null ? loaded.config().daemon().pidFile() : ConfigInput.path(named, context);
    return new AgentInput(loaded, new PidFile(path, new Processes(context.processes())));
  }

  DaemonConfig daemon() {
    return loaded.config().daemon();
  }

  /** The PID file's name for people. */
  String pidFileName() {
    return SafeText.line(pidFile.path().toString());
  }
}
