package dev.ghostwatch.cli;

import dev.ghostwatch.access.User;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch user list}: who may log in. */
final class UserListCommand implements CliCommand {
  private static final List<String> COLUMNS = List.of("NAME", "ROLE", "SINCE");

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AccessInput.declare(spec, declare);
    OutputFormat.declare(spec, declare);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    OutputFormat format = OutputFormat.of(arguments, EnumSet.allOf(OutputFormat.class), context);
    List<User> users = AccessInput.of(arguments, context).read().users();
    Documents.Format document = format.document();
    if (document != null) {
      Documents.array(
          context.out(),
          document,
          users,
          (json, user) -> {
            json.text("name", user.name());
            json.text("role", user.role().word());
            json.time("createdAt", user.createdAt());
          });
    } else if (format == OutputFormat.CSV) {
      Csv.print(
          context.out(),
          COLUMNS,
          users.stream()
              .map(user ->
                  List.of(user.name(), user.role().word(), UtcTime.rfc3339(user.createdAt())))
              .toList());
    } else {
      AccessTable.print(
          context,
          COLUMNS,
          users.stream()
              .map(user ->
                  List.of(
                      user.name(),
                      user.role().word(),
                      Figures.time(user.createdAt(), context.zone())))
              .toList(),
          "user.nobody");
    }
    return ExitCode.OK;
  }
}
