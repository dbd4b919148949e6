package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.Style;

/** Lines of a label and a value, the values lined up. */
final class Labels {
  private static final int WIDTH = 13;

  private Labels() {}

  static String line(CliContext context, String labelKey, String value) {
    String label = context.text(labelKey);
    String padding = " ".repeat(Math.max(1, WIDTH - DisplayWidth.of(label)));
    return context.styled(Style.DIM, label) + padding + value;
  }
}
