package dev.ghostwatch.cli;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.terminal.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/** Which run of the history a name means. */
final class RunChoice {
  private static final int CANDIDATES = 20;

  private RunChoice() {}

  /** The only run that a name can mean; a failure says that there is none, or lists them. */
  static MigrationRow only(HistoryReader reader, String name, CliContext context)
      throws CommandFailure, StoreException {
    List<MigrationRow> found = found(reader, name, context);
    if (found.size() > 1) {
      throw ambiguous(name, found, context);
    }
    return found.getFirst();
  }

  /** The latest run, when a name means the runs of one table. */
  static MigrationRow latest(HistoryReader reader, String name, CliContext context)
      throws CommandFailure, StoreException {
    List<MigrationRow> found = found(reader, name, context);
    MigrationRow first = found.getFirst();
    boolean isOneTable =
        found.stream()
            .allMatch(row ->
                row.database().equals(first.database()) && row.table().equals(first.table()));
    if (!isOneTable) {
      throw ambiguous(name, found, context);
    }
    return first;
  }

  private static List<MigrationRow> found(HistoryReader reader, String name, CliContext context)
      throws CommandFailure, StoreException {
    List<MigrationRow> found = reader.named(name, CANDIDATES);
    if (found.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOTHING_RUNNING, context.text("history.noSuchRun", SafeText.line(name)));
    }
    return found;
  }

  private static CommandFailure ambiguous(
      String name, List<MigrationRow> found, CliContext context) {
    return new CommandFailure(
        ExitCode.USAGE,
        context.text(
            "history.ambiguous",
            SafeText.line(name),
            found.stream()
                .map(row -> "  " + SafeText.line(row.id()))
                .collect(Collectors.joining("\n"))));
  }
}
