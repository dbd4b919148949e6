package dev.ghostwatch.control;

import java.io.IOException;
import java.io.Serial;

/** A change was sent to gh-ost, and then the audit could not be written. */
public final class UnrecordedChangeException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final String command;

  UnrecordedChangeException(String command, IOException cause) {
    super(cause.toString(), cause);
    this.command = command;
  }

  /** What was sent. */
  public String command() {
    return command;
  }
}
