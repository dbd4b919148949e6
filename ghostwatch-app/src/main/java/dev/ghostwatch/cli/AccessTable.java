package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.terminal.Table;
import java.util.List;

/** Users and tokens for people. */
final class AccessTable {
  private AccessTable() {}

  /**
   * Prints rows.
   *
   * @param nothing key of what is said when there are none
   */
  static void print(
      CliContext context, List<String> columns, List<List<String>> rows, String nothing) {
    Table table = new Table(columns.toArray(String[]::new));
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    List<String> lines = table.lines();
    context.out().println(context.styled(Style.STRONG, lines.getFirst()));
    lines.subList(1, lines.size()).forEach(context.out()::println);
    if (rows.isEmpty()) {
      context.say(nothing);
    }
  }
}
