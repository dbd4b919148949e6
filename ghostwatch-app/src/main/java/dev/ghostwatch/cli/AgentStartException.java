package dev.ghostwatch.cli;

import dev.ghostwatch.model.Phrase;
import org.jspecify.annotations.Nullable;

/** The agent could not begin its work. */
public final class AgentStartException extends Exception {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;
  private final transient Phrase phrase;

  /**
   * @param exitCode what the process exits with
   * @param phrase what was tried, what happened, what to do, for the operator
   */
  public AgentStartException(ExitCode exitCode, Phrase phrase, @Nullable Throwable cause) {
    super(phrase.key(), cause);
    this.exitCode = exitCode;
    this.phrase = phrase;
  }

  ExitCode exitCode() {
    return exitCode;
  }

  public Phrase phrase() {
    return phrase;
  }
}
