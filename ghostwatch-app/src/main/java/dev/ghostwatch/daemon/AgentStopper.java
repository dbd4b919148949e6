package dev.ghostwatch.daemon;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends an agent: asks it to stop (SIGTERM) and waits until it has. Never kills. */
public final class AgentStopper {
  /** How stopping went. */
  public enum Result {
    STOPPED,
    /** It was asked, and runs on. */
    STILL_RUNNING,
    /** This user may not stop it. */
    NOT_ALLOWED
  }

  private AgentStopper() {}

  /** Stops the agent that a PID file was found to name. */
  public static Result stop(AgentRecord agent, Duration limit) throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(agent.pid());
    if (process.isEmpty()) {
      return Result.STOPPED;
    }
    if (!process.get().destroy() && process.get().isAlive()) {
      return Result.NOT_ALLOWED;
    }
    try {
      process.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return Result.STOPPED;
    } catch (TimeoutException _) {
      return Result.STILL_RUNNING;
    } catch (ExecutionException e) {
      throw new IllegalStateException("BUG: waiting for process " + agent.pid() + " failed", e);
    }
  }
}
