package dev.ghostwatch.cli;

import dev.ghostwatch.terminal.ProgressBar;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bar on standard error while a large log is read, where a person may look at it. It goes when
 * everything is read, at the latest when it is closed.
 */
final class ReadingBar implements AutoCloseable {
  private static final long WORTH_A_BAR = 200L << 20;
  private static final Duration EVERY = Duration.ofMillis(200);

  private final @Nullable Thread thread;

  private ReadingBar(@Nullable Thread thread) {
    this.thread = thread;
  }

  /** A bar for so many bytes, of which {@code read} tells how many were read so far. */
  static ReadingBar of(LongSupplier read, long bytes, CliContext context) {
    if (bytes <= WORTH_A_BAR || !context.screen().progress()) {
      return new ReadingBar(null);
    }
    return new ReadingBar(
        Thread.ofPlatform().daemon().name("progress-bar").start(() -> draw(read, bytes, context)));
  }

  private static void draw(LongSupplier read, long bytes, CliContext context) {
    try {
      long done = 0;
      while (done < bytes) {
        context.waiter().waitFor(EVERY);
        done = Math.min(bytes, read.getAsLong());
        double percent = 100.0 * done / bytes;
        String bar = ProgressBar.draw(percent, ProgressBar.CELLS, context.screen().unicode());
        context.err().print("\r" + bar + " " + Math.round(percent) + "%");
        context.err().flush();
      }
    } catch (InterruptedException _) {
      // Reading has ended before all was read, as of a file that has become shorter.
    }
    context.err().print("\r" + " ".repeat(ProgressBar.CELLS + 8) + "\r");
    context.err().flush();
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The bar goes at once in any case; whoever waits next is interrupted.
        Thread.currentThread().interrupt();
      }
    }
  }
}
