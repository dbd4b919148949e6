package dev.ghostwatch.cli;

import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.terminal.SafeText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch token revoke}: makes a token good for nothing. */
final class TokenRevokeCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AccessInput.declare(spec, declare);
    declare.words(spec, "ID", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    String id = String.valueOf(Options.word(arguments));
    AccessInput input = AccessInput.of(arguments, context);
    ApiToken token = input.read().token(id);
    if (token == null) {
      throw new CommandFailure(ExitCode.FAILED, context.text("token.unknown", SafeText.line(id)));
    }
    input.change(data -> data.withoutToken(id));
    context.out().println(context.text("token.revoked", id, token.name()));
    return ExitCode.OK;
  }
}
