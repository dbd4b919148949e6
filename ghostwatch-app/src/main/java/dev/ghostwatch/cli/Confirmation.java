package dev.ghostwatch.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ParseResult;

/** What cannot be undone wants {@code --yes}, or the table's name typed in. */
final class Confirmation {
  private Confirmation() {}

  static void require(Target target, String warningKey, ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    if (Options.flag(arguments, "--yes")) {
      return;
    }
    context.say(warningKey, target.name());
    context.err().print(context.text("confirm.prompt", target.name()) + " ");
    context.err().flush();
    String typed =
        new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8)).readLine();
    if (typed == null) {
      // Nobody ended the line of the prompt.
      context.err().println();
    }
    boolean confirmed =
        typed != null
            && (typed.strip().equals(target.table().table())
                || typed.strip().equals(target.table().toString()));
    if (!confirmed) {
      throw new CommandFailure(ExitCode.REFUSED, context.text("confirm.refused", target.name()));
    }
  }
}
