package dev.ghostwatch.terminal.top;

import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.view.Canvas;
import dev.ghostwatch.terminal.view.Ink;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws the dashboard: a line on top, the list or one run, what is to be said, the keys. */
public final class TopView {
  /** Below this nothing can be told usefully. */
  private static final int NARROWEST = 40;

  private static final int LOWEST = 10;

  private final ZoneId zone;
  private final Map<Language, Texts> texts = new EnumMap<>(Language.class);

  /**
   * @param zone in which people read times
   */
  public TopView(ZoneId zone) {
    this.zone = zone;
  }

  /** Draws the model on the whole canvas. */
  public void draw(TopModel model, Canvas canvas) {
    Texts words = texts.computeIfAbsent(model.language(), Texts::of);
    int width = canvas.width();
    int height = canvas.height();
    if (width < NARROWEST || height < LOWEST) {
      canvas.text(0, 0, width, words.get("top.tooSmall"), Ink.PLAIN);
      return;
    }
    head(model, canvas, words);
    int room = height - 3;
    TopRun chosen = model.chosen();
    if (model.detail() && chosen != null) {
      new DetailView(canvas, words, zone).draw(model, chosen, 1, room);
    } else {
      new ListView(canvas, words).draw(model, 1, room);
    }
    say(model, chosen, canvas, words);
    keys(model, canvas, words);
    if (model.dialog() != null) {
      new DialogView(canvas, words).draw(model, model.dialog());
    }
  }

  private void head(TopModel model, Canvas canvas, Texts words) {
    int width = canvas.width();
    Look look = model.look();
    long running = look.runs().stream().filter(TopRun::isRunning).count();
    String time = Figures.time(look.at(), zone);
    String clock = time.substring(time.indexOf(' ') + 1);
    String left =
        look.origin() == null
            ? " GhostWatch"
            : " GhostWatch  "
                + words.get(
                    "top.head", String.valueOf(running), String.valueOf(look.runs().size()));
    String right = origin(look.origin(), words) + "  " + clock + " ";
    int cells = DisplayWidth.of(right);
    canvas.text(0, 0, width, " ".repeat(width), Ink.REVERSE);
    canvas.text(0, 0, width, left, Ink.REVERSE);
    int at = Math.max(DisplayWidth.of(left) + 2, width - cells);
    canvas.text(at, 0, width - at, right, Ink.REVERSE);
  }

  private static String origin(Look.@Nullable Origin origin, Texts words) {
    return switch (origin) {
      case null -> "";
      case Look.Origin.Agent(String address) ->
          words.get("top.origin.agent", SafeText.line(address));
      case Look.Origin.Direct(String trouble) ->
          words.get(trouble == null ? "top.origin.direct" : "top.origin.silent");
    };
  }

  /** What came of the last key, else what the chosen run does. */
  private static void say(TopModel model, @Nullable TopRun chosen, Canvas canvas, Texts words) {
    int y = canvas.height() - 2;
    int width = canvas.width();
    if (model.dialog() instanceof Dialog.Search) {
      canvas.text(0, y, width, " /" + SafeText.line(model.search()) + "█", Ink.STRONG);
      return;
    }
    TopModel.Flash flash = model.flash();
    if (flash != null) {
      String text = flash.isKey() ? words.get(flash.text()) : flash.text();
      Ink ink = flash.good() ? Ink.GOOD : Ink.BAD;
      var lines = Words.wrapped(SafeText.line(text.replace('\n', ' ')), width - 2);
      int most = Math.min(lines.size(), 3);
      for (int i = 0; i < most; i++) {
        int line = y - most + 1 + i;
        canvas.text(0, line, width, " ".repeat(width), Ink.PLAIN);
        String shown = i == most - 1 && lines.size() > most ? lines.get(i) + " …" : lines.get(i);
        canvas.text(1, line, width - 2, shown, ink);
      }
      return;
    }
    if (!model.detail() && chosen != null) {
      String state = Words.said(chosen.state(), words);
      canvas.text(1, y, width - 2, SafeText.line(chosen.name()) + ": " + state, Words.ink(chosen));
    }
  }

  private static void keys(TopModel model, Canvas canvas, Texts words) {
    int y = canvas.height() - 1;
    int x = 1;
    String line =
        words.get(
            model.dialog() instanceof Dialog.Search
                ? "top.keys.search"
                : model.detail() ? "top.keys.detail" : "top.keys.list");
    // Each key is followed by what it does; pairs that do not fit are left out whole.
    for (String pair : line.split("\\|", -1)) {
      int blank = pair.indexOf(' ');
      String key = pair.substring(0, blank);
      String what = pair.substring(blank + 1);
      int cells = DisplayWidth.of(pair);
      if (x + cells > canvas.width() - 1) {
        return;
      }
      canvas.text(x, y, cells, key, Ink.ACCENT);
      canvas.text(x + DisplayWidth.of(key) + 1, y, cells, what, Ink.PLAIN);
      x += cells + 2;
    }
  }
}
