package dev.ghostwatch.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch stop}: ends the agent that runs in the background. */
final class StopCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    new AgentControl(AgentInput.forRunning(arguments, context), context).stop();
    return ExitCode.OK;
  }
}
