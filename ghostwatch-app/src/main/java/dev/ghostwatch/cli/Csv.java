package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import java.io.PrintStream;
import java.util.List;

/** Rows as CSV. Cells are safe: a table name cannot become a line of its own. */
final class Csv {
  private Csv() {}

  static void print(PrintStream out, List<String> header, List<List<String>> rows) {
    out.println(String.join(",", header));
    for (List<String> row : rows) {
      out.println(String.join(",", row.stream().map(Csv::cell).toList()));
    }
  }

  private static String cell(String text) {
    String safe = SafeText.line(text);
    return safe.indexOf(',') < 0 && safe.indexOf('"') < 0
        ? safe
        : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
