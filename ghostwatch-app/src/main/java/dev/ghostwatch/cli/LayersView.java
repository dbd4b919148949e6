package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** What an agent knows around a migration, from its lines of label, tab and text. */
final class LayersView {
  private LayersView() {}

  /** Servers have names of any length, so these labels are lined up among themselves. */
  static List<String> lines(String layers, CliContext context) {
    List<String> labels = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String line : layers.lines().toList()) {
      int tab = line.indexOf('\t');
      labels.add(SafeText.line(line.substring(0, Math.max(0, tab))));
      values.add(SafeText.line(line.substring(tab + 1)));
    }
    int width = Labels.width(labels);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      lines.add(Labels.named(context, labels.get(i), values.get(i), width));
    }
    return lines;
  }

  /** The same of a gh-ost that does not answer. */
  static List<String> lastSeen(String name, String layers, CliContext context) {
    List<String> lines = new ArrayList<>();
    lines.add(
        context.styled(Style.STRONG, SafeText.line(name))
            + "  "
            + context.styled(Style.BAD, context.text("status.silent")));
    lines.addAll(lines(layers, context));
    return lines;
  }
}
