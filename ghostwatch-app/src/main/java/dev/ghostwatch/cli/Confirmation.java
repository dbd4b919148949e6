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
    // Input from a file or a pipe is not echoed and would not end the line of the prompt.
    context.say("confirm.prompt", target.name());
    context.err().flush();
    String typed =
        new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8)).readLine();
    boolean confirmed =
        typed != null
            && (typed.strip().equals(target.table().table())
                || typed.strip().equals(target.table().toString()));
    if (!confirmed) {
      throw new CommandFailure(ExitCode.REFUSED, context.text("confirm.refused", target.name()));
    }
  }
}
