package dev.ghostwatch.cli;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.document.EtaText;
import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.EtaReason;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When a migration ends: in full, and in a word. */
final class EtaView {
  private EtaView() {}

  /**
   * In full, line by line.
   *
   * @param layers what an agent says, which has watched the run and so knows better; null without
   */
  static List<String> lines(Snapshot snapshot, @Nullable String layers, CliContext context) {
    List<String> lines = new ArrayList<>();
    if (layers != null) {
      layers
          .lines()
          .filter(line -> isEta(line, context))
          .forEach(line -> lines.add(named(context, line)));
    }
    if (lines.isEmpty() && snapshot.eta() != null) {
      for (LayersText.Line line :
          new EtaText(context::text, context.zone()).lines(snapshot.eta())) {
        lines.add(Labels.named(context, line.label(), line.text()));
      }
    }
    return lines;
  }

  /** An agent's text without what it says of the end, which is shown further up. */
  static String without(String layers, CliContext context) {
    return layers.lines().filter(line -> !isEta(line, context)).collect(Collectors.joining("\n"));
  }

  private static boolean isEta(String line, CliContext context) {
    return line.startsWith(context.text("label.ends") + "\t")
        || line.startsWith(context.text("label.basis") + "\t");
  }

  private static String named(CliContext context, String line) {
    int tab = line.indexOf('\t');
    return Labels.named(
        context, SafeText.line(line.substring(0, tab)), SafeText.line(line.substring(tab + 1)));
  }

  /** The time until the last row is copied, in a word; gh-ost's own where there is no other. */
  static @Nullable String shortText(Snapshot snapshot) {
    Eta eta = snapshot.eta();
    if (eta != null && eta.copySeconds() != null) {
      return eta.restsOn(EtaReason.COPIED) ? "due" : EtaText.duration(eta.copySeconds());
    }
    StatusLine line = snapshot.line();
    return line == null || line.eta() == null ? null : SafeText.line(line.eta().text());
  }
}
