package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.view.Canvas;
import dev.ghostwatch.terminal.view.Ink;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All runs, one a line. */
final class ListView {
  private static final Duration SPARK = Duration.ofMinutes(2);
  private static final int LEAST_NAME = 10;
  private static final int LEAST_WORDS = 24;

  private final Canvas canvas;
  private final Texts words;

  ListView(Canvas canvas, Texts words) {
    this.canvas = canvas;
    this.words = words;
  }

  /** Cells of each column; those of zero cells are left out. */
  private record Layout(
      int name,
      int state,
      int gauge,
      int ends,
      int rate,
      int lag,
      int backlog,
      int spark,
      int doing) {
    static final int PERCENT = 6;
    static final int TROUBLE = 2;

    static Layout of(int width, int longestName) {
      Layout fixed =
          width < 110
              ? new Layout(0, 10, 6, 10, 7, 6, 0, 6, 0)
              : width < 150
                  ? new Layout(0, 11, 12, 12, 9, 7, 9, 12, 0)
                  : new Layout(0, 11, 20, 12, 9, 7, 9, 24, 0);
      int room = width - 2 - fixed.used();
      int name = Math.clamp(longestName, LEAST_NAME, Math.max(LEAST_NAME, room - 1));
      int rest = room - name - 1;
      return new Layout(
          name,
          fixed.state,
          fixed.gauge,
          fixed.ends,
          fixed.rate,
          fixed.lag,
          fixed.backlog,
          fixed.spark,
          rest >= LEAST_WORDS ? rest : 0);
    }

    private int used() {
      int backlogs = backlog == 0 ? 0 : backlog + 1;
      return state + gauge + PERCENT + ends + rate + lag + backlogs + spark + TROUBLE + 7;
    }
  }

  void draw(TopModel model, int top, int lines) {
    List<TopRun> shown = model.shown();
    int longest =
        shown.stream()
            .mapToInt(run -> DisplayWidth.of(SafeText.line(run.name())))
            .max()
            .orElse(LEAST_NAME);
    Layout layout = Layout.of(canvas.width(), longest);
    head(layout, top, model.sort());
    if (shown.isEmpty()) {
      empty(model, top + 2);
      return;
    }
    int room = lines - 1;
    int at = 0;
    for (int i = 0; i < shown.size(); i++) {
      at = shown.get(i).key().equals(model.selected()) ? i : at;
    }
    int first = Math.max(0, at - room + 1);
    int last = Math.min(shown.size(), first + room);
    for (int i = first; i < last; i++) {
      row(model, shown.get(i), i == at, layout, top + 1 + i - first);
    }
  }

  private void empty(TopModel model, int y) {
    String key =
        model.look().origin() == null
            ? "top.looking"
            : model.search().isEmpty() ? "top.nothing" : "top.nothingFound";
    int line = y;
    for (String text : Words.wrapped(words.get(key, SafeText.line(model.search())), 76)) {
      canvas.text(2, line++, canvas.width() - 4, text, Ink.DIM);
    }
  }

  private void head(Layout layout, int y, Sort sort) {
    Line line = new Line(y);
    line.left(heading("top.head.table", sort == Sort.NAME || sort == Sort.STARTED), layout.name);
    line.left(heading("top.head.state", false), layout.state);
    line.left(
        heading("top.head.progress", sort == Sort.PROGRESS), layout.gauge + 1 + Layout.PERCENT);
    line.left(heading("top.head.ends", sort == Sort.ENDS), layout.ends);
    line.right(heading("top.head.rate", sort == Sort.RATE), layout.rate);
    line.right(heading("top.head.lag", sort == Sort.LAG), layout.lag);
    line.right(heading("top.head.backlog", false), layout.backlog);
    line.left(words.get("top.head.spark"), layout.spark);
    line.right(heading("top.head.troubles", sort == Sort.TROUBLE), Layout.TROUBLE);
    line.left(words.get("top.head.doing"), layout.doing);
  }

  private String heading(String key, boolean isSorted) {
    return words.get(key) + (isSorted ? "▼" : "");
  }

  private void row(TopModel model, TopRun run, boolean isChosen, Layout layout, int y) {
    StatusLine status = run.snapshot().line();
    Rates rates = run.snapshot().rates();
    Double percent = run.percent();
    boolean runs = run.isRunning();
    Instant now = model.look().at();
    if (isChosen) {
      canvas.text(0, y, 1, "▸", Ink.ACCENT);
    }
    Line line = new Line(y);
    line.ink = isChosen ? Ink.REVERSE : runs ? Ink.STRONG : Ink.DIM;
    line.padded(SafeText.line(run.name()), layout.name);
    line.ink = Words.ink(run);
    line.left(Words.state(run, words), layout.state);
    canvas.gauge(line.x, y, layout.gauge, percent == null ? 0 : percent, Words.ink(run));
    line.x += layout.gauge + 1;
    line.ink = runs ? Ink.PLAIN : Ink.DIM;
    line.right(Words.percent(run), Layout.PERCENT);
    line.left(Words.range(run, words), layout.ends);
    line.right(runs ? Words.rate(rates == null ? null : rates.rowsPerSecond()) : "", layout.rate);
    line.right(runs ? Words.lag(status == null ? null : status.lagSeconds()) : "", layout.lag);
    line.right(
        runs && status != null && status.backlog() != null ? Figures.grouped(status.backlog()) : "",
        layout.backlog);
    if (runs) {
      canvas.sparkline(
          line.x, y, 1, model.trail(run).rates(now, SPARK, layout.spark), 0, Ink.ACCENT);
    }
    line.x += layout.spark + 1;
    line.ink = Ink.BAD;
    line.right(run.troubles() == 0 ? "" : String.valueOf(run.troubles()), Layout.TROUBLE);
    line.ink = Words.ink(run);
    line.left(Words.said(run.state(), words), layout.doing);
  }

  /** Writes one column after the other. */
  private final class Line {
    private final int y;
    private int x = 2;
    private Ink ink = Ink.DIM;

    private Line(int y) {
      this.y = y;
    }

    private void left(String text, int cells) {
      if (cells > 0) {
        canvas.text(x, y, cells, text, ink);
        x += cells + 1;
      }
    }

    private void right(String text, int cells) {
      if (cells > 0) {
        int blank = Math.max(0, cells - DisplayWidth.of(text));
        canvas.text(x + blank, y, cells - blank, text, ink);
        x += cells + 1;
      }
    }

    private void padded(String text, int cells) {
      left(text + " ".repeat(Math.max(0, cells - DisplayWidth.of(text))), cells);
    }
  }
}
