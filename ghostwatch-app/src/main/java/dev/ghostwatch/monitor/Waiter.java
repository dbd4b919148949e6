package dev.ghostwatch.monitor;

import java.time.Duration;

/** Lets time pass; the only way a command may wait. */
public interface Waiter {
  /**
   * Returns after that time.
   *
   * @throws InterruptedException when the command is to end now
   */
  void waitFor(Duration duration) throws InterruptedException;

  /**
   * Has something done after that time, on another thread.
   *
   * @return makes that it is not done when it has not begun
   */
  default Runnable later(Duration duration, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (duration.isPositive()) {
                  waitFor(duration);
                }
              } catch (InterruptedException _) {
                return;
              }
              work.run();
            });
    return thread::interrupt;
  }

  /**
   * Whoever interrupts the program (Ctrl-C) from now on interrupts the thread that calls this
   * instead, so that the command can say what it has found before it ends.
   */
  default void endInOrder() {}
}
