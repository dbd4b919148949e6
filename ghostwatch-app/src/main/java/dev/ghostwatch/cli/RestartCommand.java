package dev.ghostwatch.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch restart}: ends the agent, if one runs, and starts it anew. */
final class RestartCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    // A broken configuration is found out before the agent that works is stopped.
    AgentControl agent = new AgentControl(AgentInput.forStart(arguments, context), context);
    if (agent.isRunning()) {
      agent.stop();
    }
    agent.start();
    return ExitCode.OK;
  }
}
