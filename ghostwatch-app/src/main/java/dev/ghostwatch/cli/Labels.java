package dev.ghostwatch.cli;

import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.terminal.Style;
import java.util.List;

/** Lines of a label and a value, the values lined up. */
final class Labels {
  private static final int WIDTH = 13;
  private static final String GAP = "  ";

  private Labels() {}

  static String line(CliContext context, String labelKey, String value) {
    return named(context, context.text(labelKey), value);
  }

  /** A line with a label that is a text already. */
  static String named(CliContext context, String label, String value) {
    return named(context, label, value, WIDTH);
  }

  /** The same where labels may be longer than usual. */
  static String named(CliContext context, String label, String value, int width) {
    String padding = " ".repeat(Math.max(1, width - DisplayWidth.of(label)));
    return context.styled(Style.DIM, label) + padding + value;
  }

  /** How wide a column of labels must be, at least as wide as usual. */
  static int width(List<String> labels) {
    return labels.stream().mapToInt(label -> DisplayWidth.of(label) + 1).reduce(WIDTH, Math::max);
  }

  /** The command line of a process; a terminal gets one line of it. */
  static String command(CliContext context, ProcessFacts process) {
    String words = SafeText.line(String.join(" ", process.maskedArguments()));
    Screen screen = context.screen();
    return line(
        context,
        "label.command",
        screen.interactive()
            ? screen.cut(words, Math.max(1, screen.columns() - WIDTH - 1))
            : words);
  }

  /** Several values; on a terminal on as many lines as they need, lined up. */
  static String items(CliContext context, String labelKey, List<String> items) {
    if (!context.screen().interactive()) {
      return line(context, labelKey, String.join(GAP, items));
    }
    StringBuilder value = new StringBuilder();
    int room = context.screen().columns() - WIDTH;
    int used = 0;
    for (String item : items) {
      int cells = DisplayWidth.of(item);
      boolean fits = used + GAP.length() + cells <= room;
      value.append(used == 0 ? "" : fits ? GAP : "\n" + " ".repeat(WIDTH)).append(item);
      used = used > 0 && fits ? used + GAP.length() + cells : cells;
    }
    return line(context, labelKey, value.toString());
  }
}
