package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.document.EtaText;
import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.view.Canvas;
import dev.ghostwatch.terminal.view.Ink;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run: how far, what it does, when it ends, the last minutes, and everything around it. */
final class DetailView {
  private static final int LABEL = 12;
  private static final int FIGURE = 15;
  private static final int TALL = 36;
  private static final int WIDE = 130;

  private final Canvas canvas;
  private final Texts words;
  private final ZoneId zone;
  private int y;

  DetailView(Canvas canvas, Texts words, ZoneId zone) {
    this.canvas = canvas;
    this.words = words;
    this.zone = zone;
  }

  void draw(TopModel model, TopRun run, int top, int lines) {
    y = top;
    int width = canvas.width();
    title(run, width);
    progress(run, width);
    ends(model, run);
    trails(model, run, lines >= TALL ? 3 : 1);
    y++;
    int room = top + lines - y;
    DetailBody body = new DetailBody(words, zone);
    if (width >= WIDE) {
      int half = width / 2;
      column(body.standing(model, run, half - 4), model.scroll(), 1, half - 2, room);
      column(
          body.passing(model, run, width - half - 3),
          model.scroll(),
          half + 1,
          width - half - 2,
          room);
    } else {
      column(body.all(model, run, width - 3), model.scroll(), 1, width - 2, room);
    }
  }

  private void title(TopRun run, int width) {
    String name = SafeText.line(run.name());
    String version = run.snapshot().ghostVersion();
    String host = run.snapshot().migratedHost();
    canvas.text(1, y, width - 2, name, Ink.STRONG);
    String right =
        (host == null ? "" : SafeText.line(host))
            + (version == null ? "" : "  gh-ost " + SafeText.line(version));
    int at = width - 1 - DisplayWidth.of(right);
    if (at > DisplayWidth.of(name) + 3) {
      canvas.text(at, y, width - at - 1, right, Ink.DIM);
    }
    y++;
  }

  private void progress(TopRun run, int width) {
    StatusLine line = run.snapshot().line();
    Double percent = run.percent();
    String figures = " " + Words.percent(run) + (line == null ? "" : "  " + counts(line));
    int cells = Math.max(10, width - 2 - DisplayWidth.of(figures));
    canvas.gauge(1, y, cells, percent == null ? 0 : percent, Words.ink(run));
    canvas.text(1 + cells, y, width - cells - 2, figures, Ink.STRONG);
    y++;
    wrapped(words.get("top.label.state"), Words.said(run.state(), words), Words.ink(run), 2);
    if (run.advice() != null) {
      wrapped(words.get("label.todo"), Words.said(run.advice(), words), Ink.PLAIN, 2);
    }
  }

  private String counts(StatusLine line) {
    Phrase wrong = RowEstimate.wrong(line);
    return wrong == null
        ? count(line.rowsCopied()) + " / " + count(line.rowsEstimate())
        : Words.said(wrong, words);
  }

  private static String count(@Nullable Long number) {
    return number == null ? "?" : Figures.grouped(number);
  }

  /** By the agent, which has watched the run and so knows better; else by this program. */
  private void ends(TopModel model, TopRun run) {
    Eta eta = run.snapshot().eta();
    if (!run.isRunning()) {
      return;
    }
    List<LayersText.Line> lines =
        model.look().around().stream().filter(line -> DetailBody.isEta(line, words)).toList();
    if (lines.isEmpty() && eta != null) {
      lines = new EtaText(words::get, zone).lines(eta);
    }
    for (LayersText.Line line : lines) {
      wrapped(SafeText.line(line.label()), SafeText.line(line.text()), Ink.PLAIN, 2);
    }
  }

  private void wrapped(String label, String text, Ink ink, int most) {
    int room = canvas.width() - LABEL - 2;
    List<String> parts = Words.wrapped(text, room);
    canvas.text(1, y, LABEL - 1, label, Ink.DIM);
    for (int i = 0; i < Math.min(most, parts.size()); i++) {
      boolean isCut = i == most - 1 && parts.size() > most;
      canvas.text(1 + LABEL - 1, y++, room, parts.get(i) + (isCut ? " …" : ""), ink);
    }
  }

  private void trails(TopModel model, TopRun run, int lines) {
    Trail trail = model.trail(run);
    Instant now = run.isRunning() ? model.look().at() : end(run, model);
    Duration span = trail.span(now);
    int cells = canvas.width() - LABEL - FIGURE - 1;
    StatusLine line = run.snapshot().line();
    String rate =
        run.snapshot().rates() == null ? "?" : Words.rate(run.snapshot().rates().rowsPerSecond());
    y++;
    spark(
        "top.label.rate",
        words.get("top.rate", rate),
        trail.rates(now, span, cells),
        0,
        lines,
        Ink.GOOD);
    spark(
        "top.label.lag",
        Words.lag(line == null ? null : line.lagSeconds()),
        trail.lags(now, span, cells),
        lagLimit(run.snapshot().settings()),
        lines,
        Ink.CAREFUL);
    String backlog =
        line == null ? "?" : count(line.backlog()) + " / " + count(line.backlogCapacity());
    spark(
        "top.label.backlog",
        backlog,
        trail.backlogs(now, span, cells),
        capacity(line),
        lines,
        Ink.ACCENT);
    held(trail.held(now, span, cells), Words.span(span, words));
  }

  /** From where on gh-ost waits, in seconds. */
  private static double lagLimit(@Nullable Settings settings) {
    return settings == null || settings.maxLagMillis() == null
        ? 1
        : settings.maxLagMillis() / 1000.0;
  }

  /** How many events may wait; 0 when that is not known. */
  private static double capacity(@Nullable StatusLine line) {
    return line == null || line.backlogCapacity() == null
        ? 0
        : line.backlogCapacity().doubleValue();
  }

  private static Instant end(TopRun run, TopModel model) {
    Instant observed = run.snapshot().observedAt();
    return observed == null ? model.look().at() : observed;
  }

  private void spark(
      String label, String figure, double[] values, double least, int lines, Ink ink) {
    canvas.text(1, y, LABEL - 1, words.get(label), Ink.DIM);
    canvas.text(LABEL, y, FIGURE - 1, figure, Ink.STRONG);
    canvas.sparkline(LABEL + FIGURE, y, lines, values, least, ink);
    y += lines;
  }

  /** The timeline of what held it: a coloured letter where something did, a dot where not. */
  private void held(ThrottleReason.@Nullable Kind[] held, String span) {
    canvas.text(1, y, LABEL - 1, words.get("top.label.held"), Ink.DIM);
    canvas.text(LABEL, y, FIGURE - 1, span, Ink.DIM);
    Set<ThrottleReason.Kind> kinds = EnumSet.noneOf(ThrottleReason.Kind.class);
    for (int i = 0; i < held.length; i++) {
      ThrottleReason.Kind kind = held[i];
      if (kind != null) {
        kinds.add(kind);
      }
      canvas.text(
          LABEL + FIGURE + i,
          y,
          1,
          kind == null ? "·" : Words.letter(kind),
          kind == null ? Ink.DIM : Words.ink(kind));
    }
    y++;
    int x = LABEL + FIGURE;
    for (ThrottleReason.Kind kind : kinds) {
      String text = Words.letter(kind) + " " + words.get("top.held." + kind.jsonName());
      canvas.text(x, y, canvas.width() - x - 1, text, Words.ink(kind));
      x += DisplayWidth.of(text) + 2;
    }
    y += kinds.isEmpty() ? 0 : 1;
  }

  private void column(List<DetailBody.Line> lines, int scroll, int x, int cells, int room) {
    int first = Math.clamp(scroll, 0, Math.max(0, lines.size() - room));
    int last = Math.min(lines.size(), first + room);
    for (int i = first; i < last; i++) {
      DetailBody.Line line = lines.get(i);
      int at = y + i - first;
      canvas.text(x, at, cells, line.text(), line.ink());
      if (!line.label().isEmpty()) {
        canvas.text(x, at, cells, line.label(), Ink.DIM);
      }
    }
    if (last < lines.size()) {
      canvas.text(x + cells - 2, y + room - 1, 2, " ▼", Ink.ACCENT);
    }
    if (first > 0) {
      canvas.text(x + cells - 2, y, 2, " ▲", Ink.ACCENT);
    }
  }
}
