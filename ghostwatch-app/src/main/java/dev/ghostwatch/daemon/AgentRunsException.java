package dev.ghostwatch.daemon;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another agent holds the PID file. */
public final class AgentRunsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable AgentRecord agent;
  private final transient Path pidFile;

  AgentRunsException(@Nullable AgentRecord agent, Path pidFile) {
    super("an agent runs already: " + (agent == null ? "unknown" : "pid " + agent.pid()));
    this.agent = agent;
    this.pidFile = pidFile;
  }

  /** The agent that runs; null when it has not written who it is yet. */
  public @Nullable AgentRecord agent() {
    return agent;
  }

  public Path pidFile() {
    return pidFile;
  }
}
