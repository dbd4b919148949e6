package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch user remove}: who may log in no more. */
final class UserRemoveCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AccessInput.declare(spec, declare);
    declare.words(spec, "NAME", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    String name = String.valueOf(Options.word(arguments));
    AccessInput input = AccessInput.of(arguments, context);
    if (input.read().user(name) == null) {
      throw new CommandFailure(ExitCode.FAILED, context.text("user.unknown", SafeText.line(name)));
    }
    input.change(data -> data.withoutUser(name));
    context.out().println(context.text("user.removed", name));
    return ExitCode.OK;
  }
}
