package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.terminal.SafeText;
import org.jspecify.annotations.Nullable;

/** Says in the person's language why a gh-ost could not be asked, and what to do. */
final class ControlFailures {
  private final CliContext context;

  ControlFailures(CliContext context) {
    this.context = context;
  }

  CommandFailure of(String migration, @Nullable ControlException failure) {
    if (failure == null) {
      throw new IllegalArgumentException("BUG: " + migration + " did answer");
    }
    return new CommandFailure(
        ExitCode.UNREACHABLE, SafeText.line(migration) + ": " + text(failure), failure);
  }

  /** One or two lines: what was tried, what happened, what to do next. */
  String text(ControlException failure) {
    String key = "control." + failure.kind().name();
    return context.text(
        key, SafeText.line(failure.endpoint().toString()), String.valueOf(failure.getMessage()));
  }
}
