package dev.ghostwatch.cli;

import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch token list}: the tokens, without what is secret of them. */
final class TokenListCommand implements CliCommand {
  private static final List<String> COLUMNS = List.of("ID", "NAME", "SCOPE", "SINCE", "EXPIRES");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AccessInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    Listing listing = Listing.of(arguments, context);
    List<ApiToken> tokens = AccessInput.of(arguments, context).read().tokens();
    return listing.print(
        tokens,
        new Listing.Plain<>(
            (json, token) -> {
              json.text("id", token.id());
              json.text("name", token.name());
              json.text("scope", token.scope().word());
              json.time("createdAt", token.createdAt());
              json.time("expiresAt", token.expiresAt());
            },
            COLUMNS,
            token -> cells(token, UtcTime::rfc3339, "")),
        () ->
            Listing.table(
                context,
                COLUMNS,
                tokens.stream()
                    .map(token -> cells(token, time -> Figures.time(time, context.zone()), "-"))
                    .toList(),
                "token.nothing"));
  }

  private static List<String> cells(ApiToken token, Function<Instant, String> time, String never) {
    return List.of(
        token.id(),
        token.name(),
        token.scope().word(),
        time.apply(token.createdAt()),
        token.expiresAt() == null ? never : time.apply(token.expiresAt()));
  }
}
