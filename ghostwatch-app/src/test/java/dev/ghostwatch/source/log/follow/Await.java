package dev.ghostwatch.source.log.follow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a condition, at most so long. */
final class Await {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  /** A condition that may fail to be found out. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  private Await() {}

  static void until(Duration deadline, Supplier<String> what, Condition condition)
      throws Exception {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + deadline.toSeconds() + " s: " + what.get());
      }
      if (NEVER.await(2, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("BUG: nobody counts down");
      }
    }
  }
}
