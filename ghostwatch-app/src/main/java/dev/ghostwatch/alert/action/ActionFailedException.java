package dev.ghostwatch.alert.action;

import java.io.Serial;

/** A change was refused or could not be made; the message is for operators. */
public final class ActionFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public ActionFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
