package dev.ghostwatch.cli;

import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
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
    OutputFormat format = OutputFormat.of(arguments, EnumSet.allOf(OutputFormat.class), context);
    List<ApiToken> tokens = AccessInput.of(arguments, context).read().tokens();
    Documents.Format document = format.document();
    if (document != null) {
      Documents.array(
          context.out(),
          document,
          tokens,
          (json, token) -> {
            json.text("id", token.id());
            json.text("name", token.name());
            json.text("scope", token.scope().word());
            json.time("createdAt", token.createdAt());
            json.time("expiresAt", token.expiresAt());
          });
    } else if (format == OutputFormat.CSV) {
      Csv.print(
          context.out(),
          COLUMNS,
          tokens.stream()
              .map(token ->
                  List.of(
                      token.id(),
                      token.name(),
                      token.scope().word(),
                      UtcTime.rfc3339(token.createdAt()),
                      token.expiresAt() == null ? "" : UtcTime.rfc3339(token.expiresAt())))
              .toList());
    } else {
      AccessTable.print(
          context,
          COLUMNS,
          tokens.stream().map(token -> cells(token, context)).toList(),
          "token.nothing");
    }
    return ExitCode.OK;
  }

  private static List<String> cells(ApiToken token, CliContext context) {
    return List.of(
        token.id(),
        token.name(),
        token.scope().word(),
        Figures.time(token.createdAt(), context.zone()),
        token.expiresAt() == null ? "-" : Figures.time(token.expiresAt(), context.zone()));
  }
}
