package dev.ghostwatch.monitor;

import java.time.Duration;

/** Lets time pass; the only way to wait, so that tests run in a time of their own. */
public interface Waiter {
  /**
   * Returns after that time.
   *
   * @throws InterruptedException when whoever waits is to end now
   */
  void waitFor(Duration duration) throws InterruptedException;
}
