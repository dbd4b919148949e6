package dev.ghostwatch.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch start}, {@code stop}, {@code restart}: the agent in the background. */
enum AgentCommand implements CliCommand {
  START {
    @Override
    void act(ParseResult arguments, CliContext context)
        throws CommandFailure, IOException, InterruptedException {
      new AgentControl(AgentInput.forStart(arguments, context), context).start();
    }
  },
  STOP {
    @Override
    void act(ParseResult arguments, CliContext context)
        throws CommandFailure, InterruptedException {
      new AgentControl(AgentInput.forRunning(arguments, context), context).stop();
    }
  },
  /** Ends the agent, if one runs, and starts it anew. */
  RESTART {
    @Override
    void act(ParseResult arguments, CliContext context)
        throws CommandFailure, IOException, InterruptedException {
      // A broken configuration is found out before the agent that works is stopped.
      AgentControl agent = new AgentControl(AgentInput.forStart(arguments, context), context);
      if (agent.isRunning()) {
        agent.stop();
      }
      agent.start();
    }
  };

  abstract void act(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException;

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException, InterruptedException {
    act(arguments, context);
    return ExitCode.OK;
  }
}
