package dev.ghostwatch.app;

import dev.ghostwatch.monitor.Waiter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets real time pass, and turns Ctrl-C into an interruption where a command asks for it. */
final class RealTime implements Waiter {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public void waitFor(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  @Override
  public void endInOrder() {
    Thread command = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(command), "end-in-order"));
  }

  /** Runs while the program ends; it goes on ending when this returns. */
  private void interrupt(Thread command) {
    if (ended.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        // A command that does not heed it must not keep the program alive.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has said all it had to say. */
  void ended() {
    ended.countDown();
  }
}
