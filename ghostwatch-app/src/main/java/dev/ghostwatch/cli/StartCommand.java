package dev.ghostwatch.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch start}: starts the agent in the background. */
final class StartCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    new AgentControl(AgentInput.forStart(arguments, context), context).start();
    return ExitCode.OK;
  }
}
