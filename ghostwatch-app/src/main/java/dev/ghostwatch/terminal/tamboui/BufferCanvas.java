package dev.ghostwatch.terminal.tamboui;

import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.view.Canvas;
import dev.ghostwatch.terminal.view.Ink;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import dev.tamboui.style.Style;
import dev.tamboui.widgets.Clear;
import dev.tamboui.widgets.block.Block;
import dev.tamboui.widgets.block.BorderSet;
import dev.tamboui.widgets.block.BorderType;
import dev.tamboui.widgets.sparkline.Sparkline;
import java.util.Arrays;

/** A canvas on a buffer of TamboUI. */
final class BufferCanvas implements Canvas {
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  private static final Sparkline.BarSet ASCII_BARS =
      new Sparkline.BarSet(" ", ".", ":", "-", "=", "+", "*", "%", "#");
  private static final BorderSet ASCII_BORDER =
      new BorderSet("-", "-", "|", "|", "+", "+", "+", "+");

  /** Of one line; an eighth is what zero has, so that it is told from what is not known. */
  private static final long FINEST = 8000;

  private final Buffer buffer;
  private final boolean unicode;
  private final boolean colour;

  BufferCanvas(Buffer buffer, boolean unicode, boolean colour) {
    this.buffer = buffer;
    this.unicode = unicode;
    this.colour = colour;
  }

  @Override
  public int width() {
    return buffer.width();
  }

  @Override
  public int height() {
    return buffer.height();
  }

  @Override
  public void text(int x, int y, int cells, String text, Ink ink) {
    int room = Math.min(cells, width() - x);
    if (room > 0 && y >= 0 && y < height()) {
      buffer.setString(x, y, shown(DisplayWidth.cut(text, room)), style(ink));
    }
  }

  @Override
  public void tint(int x, int y, int cells, Ink ink) {
    buffer.setStyle(new Rect(x, y, cells, 1).intersection(buffer.area()), style(ink));
  }

  @Override
  public void gauge(int x, int y, int cells, double percent, Ink ink) {
    double share = Double.isNaN(percent) ? 0 : Math.clamp(percent, 0, 100) / 100;
    // Full only when it is: 99.9 % must not look done.
    int eighths = (int) Math.floor(share * cells * 8 + 1e-9);
    int full = eighths / 8;
    String bar = (unicode ? "█" : "#").repeat(full);
    String tip = unicode ? EIGHTHS[eighths % 8] : "";
    text(x, y, cells, bar + tip, ink);
    int drawn = full + tip.length();
    text(x + drawn, y, cells - drawn, (unicode ? "░" : ".").repeat(cells - drawn), Ink.DIM);
  }

  @Override
  public void sparkline(int x, int y, int lines, double[] values, double least, Ink ink) {
    double most = Math.max(least, Arrays.stream(values).max().orElse(0));
    double scale = most > 0 ? (double) FINEST * lines / most : 0;
    // The widget draws one line, so that a higher one is several of them.
    for (int line = 0; line < lines; line++) {
      long[] bars = new long[values.length];
      for (int i = 0; i < bars.length; i++) {
        long whole = Math.max(FINEST / 8, Math.round(values[i] * scale));
        bars[i] = values[i] < 0 ? 0 : Math.clamp(whole - line * FINEST, 0, FINEST);
      }
      Sparkline.builder()
          .data(bars)
          .max(FINEST)
          .barSet(unicode ? Sparkline.BarSet.NINE_LEVELS : ASCII_BARS)
          .style(style(ink))
          .build()
          .render(
              new Rect(x, y + lines - 1 - line, values.length, 1).intersection(buffer.area()),
              buffer);
    }
  }

  @Override
  public void box(int x, int y, int width, int height, String title) {
    Rect area = new Rect(x, y, width, height).intersection(buffer.area());
    Clear.INSTANCE.render(area, buffer);
    Block.Builder block =
        Block.builder()
            .borders(dev.tamboui.widgets.block.Borders.ALL)
            .borderStyle(style(Ink.ACCENT));
    (unicode ? block.borderType(BorderType.ROUNDED) : block.customBorderSet(ASCII_BORDER))
        .build()
        .render(area, buffer);
    text(x + 2, y, width - 4, " " + title + " ", Ink.STRONG);
  }

  private Style style(Ink ink) {
    return Inks.of(ink, colour);
  }

  /** Our own signs by such as every terminal has, cell by cell; names stay as they are. */
  private String shown(String text) {
    if (unicode) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      char plain =
          switch (out.charAt(i)) {
            case '…' -> '~';
            case '–', '─' -> '-';
            case '→', '▸' -> '>';
            case '·', '│' -> '|';
            case '▼', '↓' -> 'v';
            case '▲', '↑' -> '^';
            case '█' -> '#';
            default -> out.charAt(i);
          };
      out.setCharAt(i, plain);
    }
    return out.toString();
  }
}
