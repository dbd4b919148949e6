package dev.ghostwatch.terminal.tamboui;

import dev.ghostwatch.terminal.view.Canvas;
import dev.ghostwatch.terminal.view.Console;
import dev.ghostwatch.terminal.view.Key;
import dev.tamboui.backend.jline3.JLineBackend;
import dev.tamboui.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that this program runs in, taken over as a whole: the other screen, no echo, no
 * cursor. {@link #close} gives it back; a shutdown hook does when the program is ended by a signal.
 */
public final class FullScreen implements Console {
  private final JLineBackend backend;
  private final Attributes before;
  private final Terminal<JLineBackend> terminal;
  private final boolean unicode;
  private final boolean colour;
  private final Thread hook = new Thread(this::giveBack, "give the terminal back");
  private boolean closed;

  private FullScreen(JLineBackend backend, boolean unicode, boolean colour) throws IOException {
    this.backend = backend;
    this.unicode = unicode;
    this.colour = colour;
    before = backend.jlineTerminal().getAttributes();
    Runtime.getRuntime().addShutdownHook(hook);
    backend.jlineTerminal().enterRawMode();
    // Ctrl-C and Ctrl-Z are keys like others: an end in the middle of a drawing leaves a mess. The
    // library's own way to raw mode also asks the terminal a question whose answer, when it comes
    // late over ssh, would be taken for keys.
    Attributes raw = backend.jlineTerminal().getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
    backend.jlineTerminal().setAttributes(raw);
    backend.enterAlternateScreen();
    backend.hideCursor();
    backend.clear();
    terminal = new Terminal<>(backend);
  }

  /** Takes the terminal over; null when there is none that can be drawn on. */
  public static @Nullable Console open(boolean unicode, boolean colour) throws IOException {
    if (!isTerminal()) {
      return null;
    }
    // Texts are UTF-8 whatever the locale, here as in every command.
    System.setProperty("org.jline.terminal.encoding", "UTF-8");
    JLineBackend backend = new JLineBackend();
    if (backend.jlineTerminal().getType().startsWith("dumb")) {
      backend.jlineTerminal().close();
      return null;
    }
    try {
      return new FullScreen(backend, unicode, colour);
    } catch (IOException | RuntimeException e) {
      backend.jlineTerminal().close();
      throw e;
    }
  }

  /** Whether input and output both are one; where not, there is no console in some releases. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public synchronized void draw(Consumer<Canvas> view) {
    if (!closed) {
      terminal.draw(frame -> view.accept(new BufferCanvas(frame.buffer(), unicode, colour)));
    }
  }

  @Override
  public synchronized void forget() {
    if (!closed) {
      terminal.clear();
    }
  }

  @Override
  public @Nullable Key read(Duration patience) throws IOException {
    return Keys.read(backend, patience);
  }

  @Override
  public void onResize(Runnable listener) {
    backend.onResize(listener);
  }

  @Override
  public void close() {
    giveBack();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending already: then the hook has done it or finds it done.
      return;
    }
  }

  private synchronized void giveBack() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      backend.writeRaw("\u001b[0m");
      backend.showCursor();
      backend.leaveAlternateScreen();
      backend.flush();
      backend.jlineTerminal().setAttributes(before);
      backend.jlineTerminal().close();
    } catch (IOException | RuntimeException e) {
      // The terminal may be gone, as when ssh ended: nobody is left to tell.
      System.getLogger("dev.ghostwatch.terminal").log(System.Logger.Level.DEBUG, "closing", e);
    }
  }
}
