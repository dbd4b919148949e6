package dev.ghostwatch.terminal.tamboui;

import dev.ghostwatch.terminal.view.Canvas;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.buffer.Cell;
import dev.tamboui.layout.Rect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A view drawn without a terminal, for tests and for pictures of documents. */
public final class Picture {
  private final Buffer buffer;

  private Picture(Buffer buffer) {
    this.buffer = buffer;
  }

  /** Draws a view on a screen of that size. */
  public static Picture of(
      int width, int height, boolean unicode, boolean colour, Consumer<Canvas> view) {
    Buffer buffer = Buffer.empty(new Rect(0, 0, width, height));
    view.accept(new BufferCanvas(buffer, unicode, colour));
    return new Picture(buffer);
  }

  /** The lines as text, without the blanks at their ends. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < buffer.height(); y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < buffer.width(); x++) {
        Cell cell = buffer.get(x, y);
        line.append(cell.isContinuation() ? "" : cell.symbol());
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** The same with the sequences that colour it. */
  public String ansi() {
    return buffer.toAnsiString();
  }
}
