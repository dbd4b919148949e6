package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.terminal.Table;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/** Rows in the format that was asked for: a document, CSV, or what people read. */
final class Listing {
  private final OutputFormat format;
  private final CliContext context;

  private Listing(OutputFormat format, CliContext context) {
    this.format = format;
    this.context = context;
  }

  /** In the format of the arguments. */
  static Listing of(ParseResult arguments, CliContext context) throws CommandFailure {
    return new Listing(
        OutputFormat.of(arguments, EnumSet.allOf(OutputFormat.class), context), context);
  }

  /**
   * What programs read of a row, the same in every language.
   *
   * @param document writes its fields
   * @param columns the header of the CSV
   * @param cells its cells
   */
  record Plain<T>(
      BiConsumer<Json, T> document, List<String> columns, Function<T, List<String>> cells) {}

  /** Prints all rows; {@code people} prints them where neither document nor CSV was asked for. */
  <T> ExitCode print(List<T> rows, Plain<T> plain, Runnable people) throws IOException {
    Documents.Format document = format.document();
    if (document != null) {
      Documents.array(context.out(), document, rows, plain.document());
    } else if (format == OutputFormat.CSV) {
      Csv.print(context.out(), plain.columns(), rows.stream().map(plain.cells()).toList());
    } else {
      people.run();
    }
    return ExitCode.OK;
  }

  /** Prints a table; when it has no rows, says so below its header. */
  static void table(
      CliContext context, List<String> columns, List<List<String>> rows, String nothing) {
    Table table = new Table(columns.toArray(String[]::new));
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    lines(context, table.lines());
    if (rows.isEmpty()) {
      context.say(nothing);
    }
  }

  /** Prints the lines of a table, the first as its header. */
  static void lines(CliContext context, List<String> lines) {
    context.out().println(context.styled(Style.STRONG, lines.getFirst()));
    lines.subList(1, lines.size()).forEach(context.out()::println);
  }
}
