package dev.ghostwatch.terminal.view;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A terminal that is drawn on as a whole. Drawing and reading may be done by two threads. */
public interface Console extends AutoCloseable {
  /** Draws the screen anew; only what changed is sent. Does nothing once it is closed. */
  void draw(Consumer<Canvas> view) throws IOException;

  /** Sends the whole screen at the next drawing, as after something else wrote to it. */
  void forget() throws IOException;

  /** The next key; null when none came in that time. */
  @Nullable Key read(Duration patience) throws IOException;

  /** Whom to tell, on another thread, that the size changed. */
  void onResize(Runnable listener);

  /** Leaves the terminal as it was found; may be called by any thread and more than once. */
  @Override
  void close();

  /** Opens the console. */
  @FunctionalInterface
  interface Opener {
    /**
     * Takes the terminal over.
     *
     * @param unicode whether characters outside ASCII can be shown
     * @param colour whether colours are wanted
     * @return null when standard input and output are not both a terminal that can be drawn on
     */
    @Nullable Console open(boolean unicode, boolean colour) throws IOException;
  }
}
