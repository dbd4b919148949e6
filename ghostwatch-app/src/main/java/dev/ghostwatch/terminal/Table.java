package dev.ghostwatch.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under a header, columns lined up by the width a terminal gives each character. The last
 * column is never padded, so that lines carry no trailing blanks.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 8;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row; its cells are made safe to print. */
  public void row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "BUG: a row of " + cells.length + " cells in a table of " + header.size());
    }
    rows.add(Arrays.stream(cells).map(SafeText::line).toList());
  }

  /** The lines, header first. */
  public List<String> lines() {
    int[] widths = new int[header.size()];
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    all.addAll(rows);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    return all.stream().map(row -> line(row, widths)).toList();
  }

  /**
   * The lines on a screen: what does not fit costs these columns, one after the other, then the
   * ends of the texts in the first column, then the ends of lines.
   */
  public List<String> lines(Screen screen, String... dispensable) {
    if (!screen.interactive()) {
      return lines();
    }
    Table shown = this;
    for (String column : dispensable) {
      if (shown.width() > screen.columns()) {
        shown = shown.without(column);
      }
    }
    int cells = Math.max(1, screen.columns());
    shown = shown.withFirst(screen, cells - shown.width());
    return shown.lines().stream().map(line -> screen.cut(line, cells)).toList();
  }

  private int width() {
    return lines().stream().mapToInt(DisplayWidth::of).max().orElse(0);
  }

  private Table without(String column) {
    int dropped = header.indexOf(column);
    Table fewer = new Table(without(header, dropped));
    rows.forEach(row -> fewer.rows.add(List.of(without(row, dropped))));
    return fewer;
  }

  /** With the first column narrower by what the others lack, as far as names stay legible. */
  private Table withFirst(Screen screen, int left) {
    if (left >= 0) {
      return this;
    }
    int first = rows.stream().mapToInt(row -> DisplayWidth.of(row.getFirst())).max().orElse(0);
    int cells = Math.max(NARROWEST, first + left);
    Table narrower = new Table(header.toArray(String[]::new));
    for (List<String> row : rows) {
      List<String> cut = new ArrayList<>(row);
      cut.set(0, screen.cut(row.getFirst(), cells));
      narrower.rows.add(cut);
    }
    return narrower;
  }

  private static String[] without(List<String> row, int dropped) {
    List<String> fewer = new ArrayList<>(row);
    fewer.remove(dropped);
    return fewer.toArray(String[]::new);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i));
      if (i < widths.length - 1) {
        line.append(" ".repeat(widths[i] - DisplayWidth.of(row.get(i)))).append(GAP);
      }
    }
    return line.toString().stripTrailing();
  }
}
