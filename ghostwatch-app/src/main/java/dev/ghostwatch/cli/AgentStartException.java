package dev.ghostwatch.cli;

/** The agent could not begin its work. */
public final class AgentStartException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message what was tried, what happened, what to do, for the operator
   */
  public AgentStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
