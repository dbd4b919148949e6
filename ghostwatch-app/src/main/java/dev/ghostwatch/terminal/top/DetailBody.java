package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.view.Ink;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the detail that is scrolled: what was found, settings, layers, events. */
final class DetailBody {
  private static final int LABEL = 12;

  private final Texts words;
  private final ZoneId zone;

  DetailBody(Texts words, ZoneId zone) {
    this.words = words;
    this.zone = zone;
  }

  /**
   * A line of it.
   *
   * @param label is drawn over the beginning of the text, which is blank there
   */
  record Line(String label, String text, Ink ink) {}

  static boolean isEta(LayersText.Line line, Texts words) {
    return line.label().equals(words.get("label.ends"))
        || line.label().equals(words.get("label.basis"));
  }

  /** What changes seldom: the left of two columns. */
  List<Line> standing(TopModel model, TopRun run, int cells) {
    List<Line> lines = new ArrayList<>();
    settings(run, cells, lines);
    lines.add(new Line("", "", Ink.PLAIN));
    around(model, run, cells, lines);
    return lines;
  }

  /** What happens and was found: the right of two columns. */
  List<Line> passing(TopModel model, TopRun run, int cells) {
    List<Line> lines = new ArrayList<>();
    troubles(run, cells, lines);
    if (!lines.isEmpty()) {
      lines.add(new Line("", "", Ink.PLAIN));
    }
    events(model, run, cells, lines);
    return lines;
  }

  /** Everything in one column, what matters most first. */
  List<Line> all(TopModel model, TopRun run, int cells) {
    List<Line> lines = new ArrayList<>();
    troubles(run, cells, lines);
    events(model, run, cells, lines);
    settings(run, cells, lines);
    around(model, run, cells, lines);
    return lines;
  }

  private void heading(String key, int cells, List<Line> lines) {
    String text = "── " + words.get(key) + " ";
    int rest = Math.max(0, cells - DisplayWidth.of(text));
    lines.add(new Line("", text + "─".repeat(rest), Ink.ACCENT));
  }

  private void troubles(TopRun run, int cells, List<Line> lines) {
    if (run.troubles() == 0) {
      return;
    }
    heading("top.section.troubles", cells, lines);
    for (TopRun.TopAlert alert : run.alerts()) {
      boolean isSevere = alert.severity().equals("critical") || alert.severity().equals("error");
      wrapped(
          SafeText.line(alert.name()) + "  " + SafeText.line(alert.title()),
          cells,
          isSevere ? Ink.BAD : Ink.CAREFUL,
          lines);
    }
    for (Finding finding : run.snapshot().findings()) {
      wrapped(
          finding.rule() + "  " + Words.said(finding.title(), words), cells, Ink.CAREFUL, lines);
      wrapped("  " + Words.said(finding.advice(), words), cells, Ink.PLAIN, lines);
      if (finding.command() != null) {
        wrapped("  " + SafeText.line(finding.command()), cells, Ink.ACCENT, lines);
      }
    }
  }

  private void events(TopModel model, TopRun run, int cells, List<Line> lines) {
    heading("top.section.events", cells, lines);
    for (Happening happening : model.events(run).reversed()) {
      String time = Figures.time(happening.at(), zone);
      labelled(
          time.substring(time.indexOf(' ') + 1),
          Words.said(happening.what(), words),
          cells,
          happening.ink(),
          LABEL - 2,
          lines);
    }
  }

  private void settings(TopRun run, int cells, List<Line> lines) {
    heading("top.section.settings", cells, lines);
    Settings settings = run.snapshot().settings();
    if (settings == null) {
      lines.add(new Line("", words.get("unknown"), Ink.DIM));
      return;
    }
    List<String> pairs = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      String value = SettingText.of(setting, settings);
      if (value != null && !value.isEmpty()) {
        pairs.add(setting.wireName() + "=" + SafeText.line(value));
      }
    }
    // A pair is not broken at its own blanks unless it is longer than a line.
    StringBuilder line = new StringBuilder();
    for (String pair : pairs) {
      if (!line.isEmpty() && DisplayWidth.of(line.toString()) + 2 + DisplayWidth.of(pair) > cells) {
        wrapped(line.toString(), cells, Ink.PLAIN, lines);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : "  ").append(pair);
    }
    if (!line.isEmpty()) {
      wrapped(line.toString(), cells, Ink.PLAIN, lines);
    }
    flagFile("throttle-flag-file", settings.throttleFlagFile(), cells, lines);
    flagFile("throttle-additional-flag-file", settings.throttleAdditionalFlagFile(), cells, lines);
    flagFile("postpone-cut-over-flag-file", settings.postponeCutOverFlagFile(), cells, lines);
  }

  /** Only those that are there: they hold the run. */
  private void flagFile(String name, @Nullable FlagFile file, int cells, List<Line> lines) {
    if (file != null && file.set()) {
      wrapped(
          words.get("top.flagFile", name, SafeText.line(file.path())), cells, Ink.CAREFUL, lines);
    }
  }

  private void around(TopModel model, TopRun run, int cells, List<Line> lines) {
    heading("top.section.layers", cells, lines);
    List<LayersText.Line> layers =
        model.look().around().stream().filter(line -> !isShownElsewhere(line)).toList();
    for (LayersText.Line layer : layers) {
      labelled(
          SafeText.line(layer.label()),
          SafeText.line(layer.text()),
          cells,
          Ink.PLAIN,
          LABEL,
          lines);
    }
    if (model.look().origin() instanceof Look.Origin.Direct) {
      wrapped(words.get("top.layers.noAgent"), cells, Ink.DIM, lines);
    }
    ghost(run, cells, lines);
  }

  /** The end stands above, alerts among what was found. */
  private boolean isShownElsewhere(LayersText.Line line) {
    return isEta(line, words) || line.label().equals(words.get("alerts.label"));
  }

  private void ghost(TopRun run, int cells, List<Line> lines) {
    if (run.snapshot().endpoint() != null) {
      labelled(
          words.get("label.connection"),
          SafeText.line(run.snapshot().endpoint()),
          cells,
          Ink.PLAIN,
          LABEL,
          lines);
    }
    if (run.snapshot().startedAt() != null) {
      labelled(
          words.get("label.started"),
          Figures.time(run.snapshot().startedAt(), zone),
          cells,
          Ink.PLAIN,
          LABEL,
          lines);
    }
  }

  private static void labelled(
      String label, String text, int cells, Ink ink, int width, List<Line> lines) {
    int wide = Math.max(width, DisplayWidth.of(label) + 1);
    String name = label;
    for (String part : Words.wrapped(text, Math.max(10, cells - wide))) {
      lines.add(new Line(name, " ".repeat(wide) + part, ink));
      name = "";
    }
  }

  private static void wrapped(String text, int cells, Ink ink, List<Line> lines) {
    for (String part : Words.wrapped(text, cells)) {
      lines.add(new Line("", part, ink));
    }
  }
}
