package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
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

  /** One or two lines: what was tried, what happened, what to do next. */
  String text(ControlException failure) {
    List<String> arguments = new ArrayList<>();
    arguments.add(SafeText.line(failure.endpoint().toString()));
    arguments.add(SafeText.lines(String.valueOf(failure.getMessage())));
    arguments.addAll(failure.facts());
    boolean port =
        failure.kind() == ControlException.Kind.STALE && failure.endpoint() instanceof Endpoint.Tcp;
    String key = "control." + failure.kind().name() + (port ? ".tcp" : "");
    String text = context.text(key, arguments.toArray(String[]::new));
    return failure.change() == null
        ? text
        : context.text("control.afterChange", text, arguments.get(1), failure.change());
  }

  /** The first line of it: what to do next is left out. */
  String happened(ControlException failure) {
    return text(failure).lines().findFirst().orElse("");
  }
}
