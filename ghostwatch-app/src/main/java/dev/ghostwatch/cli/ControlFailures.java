package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.monitor.RunningMigration;
import dev.ghostwatch.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    List<String> arguments = new ArrayList<>();
    arguments.add(SafeText.line(failure.endpoint().toString()));
    arguments.add(SafeText.lines(String.valueOf(failure.getMessage())));
    arguments.addAll(failure.facts());
    if (failure.kind() == ControlException.Kind.NO_STATUS) {
      arguments.add(RunningMigration.option(failure.endpoint()));
    }
    boolean port =
        failure.kind() == ControlException.Kind.STALE && failure.endpoint() instanceof Endpoint.Tcp;
    String key = "control." + failure.kind().name() + (port ? ".tcp" : "");
    String text = context.text(key, arguments.toArray(String[]::new));
    String whole =
        failure.change() == null
            ? text
            : context.text("control.afterChange", text, arguments.get(1), failure.change());
    // Something always stands before it: the program or the migration.
    return whole.substring(0, 1).toLowerCase(Locale.ROOT) + whole.substring(1);
  }

  /** The first line of it: what to do next is left out. */
  String happened(ControlException failure) {
    return text(failure).lines().findFirst().orElse("");
  }
}
