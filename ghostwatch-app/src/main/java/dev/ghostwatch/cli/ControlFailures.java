package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.control.FailureWords;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.monitor.RunningMigration;
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
    // Where nothing says the table, the place is the name, and the text begins with the place.
    String text =
        failure.endpoint().toString().endsWith(":" + migration)
            ? text(failure)
            : context.text("control.of", SafeText.line(migration), text(failure));
    return new CommandFailure(ExitCode.UNREACHABLE, text, failure);
  }

  /** The same where the process is known: it may run on without its socket. */
  CommandFailure of(RunningMigration migration, ControlException failure) {
    ProcessFacts process = migration.process();
    if (process == null
        || failure.kind() != ControlException.Kind.NO_SOCKET
        || !(failure.endpoint() instanceof Endpoint.UnixSocket socket)) {
      return of(migration.name(), failure);
    }
    String text =
        context.text(
            "control.NO_SOCKET.runs",
            SafeText.line(migration.name()),
            String.valueOf(process.pid()),
            SafeText.line(socket.path().toString()),
            process.logFile() == null ? "LOG" : Printable.shellWord(process.logFile().toString()));
    return new CommandFailure(ExitCode.UNREACHABLE, text, failure);
  }

  /** One or two lines: what was tried, what happened, what to do next. */
  String text(ControlException failure) {
    return FailureWords.failure(
        failure,
        SafeText.line(failure.endpoint().toString()),
        SafeText.lines(String.valueOf(failure.getMessage())),
        RunningMigration.option(failure.endpoint()),
        context::text);
  }

  /** The first line of it: what to do next is left out. */
  String happened(ControlException failure) {
    return text(failure).lines().findFirst().orElse("");
  }
}
