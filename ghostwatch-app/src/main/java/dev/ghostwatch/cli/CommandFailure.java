package dev.ghostwatch.cli;

import org.jspecify.annotations.Nullable;

/** Why a command could not do its work: one or two lines for the operator, and the exit code. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  CommandFailure(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  CommandFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }

  String text() {
    String message = getMessage();
    return message == null ? exitCode.name() : message;
  }
}
