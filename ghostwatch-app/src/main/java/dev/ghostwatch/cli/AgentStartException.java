package dev.ghostwatch.cli;

import org.jspecify.annotations.Nullable;

/** The agent could not begin its work. */
public final class AgentStartException extends Exception {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  /**
   * @param exitCode what the process exits with
   * @param message what was tried, what happened, what to do, for the operator
   */
  public AgentStartException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
