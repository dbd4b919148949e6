package dev.ghostwatch.cli;

import dev.ghostwatch.access.User;
import dev.ghostwatch.model.UtcTime;
import dev.ghostwatch.text.Figures;
import java.io.IOException;
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
    Listing listing = Listing.of(arguments, context);
    List<User> users = AccessInput.of(arguments, context).read().users();
    return listing.print(
        users,
        new Listing.Plain<>(
            (json, user) -> {
              json.text("name", user.name());
              json.text("role", user.role().word());
              json.time("createdAt", user.createdAt());
            },
            COLUMNS,
            user -> cells(user, UtcTime.rfc3339(user.createdAt()))),
        () ->
            Listing.table(
                context,
                COLUMNS,
                users.stream()
                    .map(user -> cells(user, Figures.time(user.createdAt(), context.zone())))
                    .toList(),
                "user.nobody"));
  }

  private static List<String> cells(User user, String since) {
    return List.of(user.name(), user.role().word(), since);
  }
}
