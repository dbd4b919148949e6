package dev.ghostwatch.cli;

import dev.ghostwatch.daemon.AgentRunsException;
import dev.ghostwatch.model.ListenAddress;
import java.io.IOException;

/** Runs the agent in this process; wired in, because the agent is the whole program at work. */
@FunctionalInterface
public interface AgentRunner {
  /**
   * Runs until it is told to stop.
   *
   * @param started told where it listens once it does
   * @throws AgentStartException when it cannot begin its work
   * @throws AgentRunsException when another agent has the PID file
   */
  void run(AgentRequest request, Started started)
      throws AgentStartException, AgentRunsException, IOException, InterruptedException;

  /** Told that the agent is at work. */
  @FunctionalInterface
  interface Started {
    void at(ListenAddress address);
  }
}
