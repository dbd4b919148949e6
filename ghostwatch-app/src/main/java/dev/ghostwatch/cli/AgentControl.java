package dev.ghostwatch.cli;

import dev.ghostwatch.config.schema.Unreadable;
import dev.ghostwatch.daemon.AgentRecord;
import dev.ghostwatch.daemon.AgentRunsException;
import dev.ghostwatch.daemon.AgentStarter;
import dev.ghostwatch.daemon.AgentStarter.Result;
import dev.ghostwatch.daemon.AgentStopper;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts and stops the agent, and says how it went. */
final class AgentControl {
  /** The environment variable in which the launcher tells its own path. */
  private static final String LAUNCHER = "GHOSTWATCH_LAUNCHER";

  private final AgentInput input;
  private final CliContext context;

  AgentControl(AgentInput input, CliContext context) {
    this.input = input;
    this.context = context;
  }

  void start() throws CommandFailure, IOException, InterruptedException {
    refuseSecond();
    String launcher = context.environment().get(LAUNCHER);
    if (launcher == null || launcher.isEmpty()) {
      throw new CommandFailure(ExitCode.FAILED, context.text("agent.start.launcher", LAUNCHER));
    }
    List<String> command = new ArrayList<>(List.of(launcher, "serve"));
    // The agent works in another folder: what is relative here would be another file there.
    if (input.loaded().file() != null) {
      command.add("--config");
      command.add(input.loaded().file().toAbsolutePath().toString());
    }
    command.add("--pid-file");
    command.add(input.pidFile().path().toString());
    AgentStarter starter = new AgentStarter(input.pidFile(), input.daemon().logFile());
    Duration limit = input.daemon().startTimeout();
    String log = SafeText.line(input.daemon().logFile().toString());
    Result result;
    try {
      result = starter.start(command, context.environment(), limit);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, context.text("agent.start.impossible", why(e), log), e);
    }
    switch (result) {
      case Result.Ready(AgentRecord agent) -> context.out().println(started(agent, log));
      case Result.Ended(int exitCode, List<String> lastLines) -> {
        // Another start may have been quicker.
        if (look() instanceof PidFile.Found.Running(AgentRecord other)) {
          throw second(other);
        }
        throw new CommandFailure(
            exitCode == ExitCode.REFUSED.code() ? ExitCode.REFUSED : ExitCode.FAILED,
            context.text("agent.start.ended", String.valueOf(exitCode), log) + indented(lastLines));
      }
      case Result.NotReady(long pid, List<String> lastLines) ->
          throw new CommandFailure(
              ExitCode.FAILED,
              context.text(
                      "agent.start.notReady", String.valueOf(pid), Figures.duration(limit), log)
                  + indented(lastLines));
    }
  }

  private void refuseSecond() throws CommandFailure {
    switch (look()) {
      case PidFile.Found.Running(AgentRecord agent) -> throw second(agent);
      case PidFile.Found.Stale(AgentRecord agent, boolean isPidTaken) -> stale(agent, isPidTaken);
      case PidFile.Found.Foreign _ -> context.say("agent.foreign", input.pidFileName());
      case PidFile.Found.Nothing _ -> {}
    }
  }

  private CommandFailure second(AgentRecord agent) {
    return new CommandFailure(ExitCode.REFUSED, context.text("agent.start.second", named(agent)));
  }

  /** What an agent says that found another one when it took its lock. */
  CommandFailure second(AgentRunsException found) {
    AgentRecord agent = found.agent();
    return agent == null
        ? new CommandFailure(
            ExitCode.REFUSED, context.text("agent.start.unnamed", input.pidFileName()), found)
        : second(agent);
  }

  /** Stops it; fails when there is none. */
  void stop() throws CommandFailure, InterruptedException {
    AgentRecord agent = running();
    Instant asked = context.clock().instant();
    String pid = String.valueOf(agent.pid());
    Duration limit = input.daemon().stopTimeout();
    switch (AgentStopper.stop(agent, limit)) {
      case STOPPED ->
          context
              .out()
              .println(
                  context.text(
                      "agent.stop.done",
                      pid,
                      Figures.duration(Duration.between(asked, context.clock().instant()))));
      case STILL_RUNNING ->
          throw new CommandFailure(
              ExitCode.FAILED, context.text("agent.stop.still", pid, Figures.duration(limit)));
      case NOT_ALLOWED ->
          throw new CommandFailure(
              ExitCode.FAILED, context.text("agent.stop.denied", pid, context.user()));
    }
  }

  boolean isRunning() throws CommandFailure {
    return look() instanceof PidFile.Found.Running;
  }

  /** The agent that runs; fails when there is none. */
  AgentRecord running() throws CommandFailure {
    PidFile.Found found = look();
    if (found instanceof PidFile.Found.Running(AgentRecord agent)) {
      return agent;
    }
    if (found instanceof PidFile.Found.Stale(AgentRecord agent, boolean isPidTaken)) {
      stale(agent, isPidTaken);
    } else if (found instanceof PidFile.Found.Foreign) {
      context.say("agent.foreign", input.pidFileName());
    }
    throw new CommandFailure(
        ExitCode.NOTHING_RUNNING, context.text("agent.none", input.pidFileName()));
  }

  private void stale(AgentRecord agent, boolean isPidTaken) {
    context.say(
        isPidTaken ? "agent.stale.taken" : "agent.stale.gone",
        input.pidFileName(),
        String.valueOf(agent.pid()),
        Figures.time(agent.since(), context.zone()));
  }

  private PidFile.Found look() throws CommandFailure {
    try {
      return input.pidFile().look();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, context.text("agent.unreadable", input.pidFileName(), why(e)), e);
    }
  }

  private String started(AgentRecord agent, String log) {
    return context.text("agent.start.done", String.valueOf(agent.pid()), address(agent), log);
  }

  /** Pid, age, address and configuration in one line. */
  private String named(AgentRecord agent) {
    return context.text(
        "agent.named",
        String.valueOf(agent.pid()),
        Figures.time(agent.since(), context.zone()),
        SafeText.line(agent.version()),
        address(agent),
        orNone(agent.config()));
  }

  private String address(AgentRecord agent) {
    String address = agent.address();
    return address == null ? context.text("agent.noAddress") : SafeText.line(address);
  }

  private String orNone(@Nullable String config) {
    return config == null ? context.text("config.noFile") : SafeText.line(config);
  }

  private String why(IOException e) {
    return Unreadable.why(e).in(context.texts()::get);
  }

  private static String indented(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append("\n  ").append(SafeText.line(line));
    }
    return text.toString();
  }
}
