package dev.ghostwatch.cli;

import java.io.IOException;

/** Runs the agent in this process; wired in, because the agent is the whole program at work. */
@FunctionalInterface
public interface AgentRunner {
  /**
   * Runs until it is told to stop.
   *
   * @param started told where it listens once it does
   * @throws AgentStartException when it cannot begin its work
   */
  void run(AgentRequest request, Started started)
      throws AgentStartException, IOException, InterruptedException;

  /** Told that the agent is at work. */
  @FunctionalInterface
  interface Started {
    void at(dev.ghostwatch.model.ListenAddress address);
  }
}
