package dev.ghostwatch.app;

import dev.ghostwatch.monitor.Waiter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Lets real time pass, and turns Ctrl-C into an interruption where a command asks for it. */
final class RealTime implements Waiter {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A thread of the timer that has had nothing to begin for so many seconds ends. */
  private static final int IDLE = 10;

  /**
   * What is to be done within this many nanoseconds is begun at once: with two thousand questions a
   * second each would else wake a processor of its own.
   */
  private static final long TOGETHER = 50_000_000;

  /** Begins what is to be done later; made by the first command that has something to do then. */
  private static final class Later {
    static final ScheduledExecutorService TIMER = timer();
  }

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public void waitFor(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  @Override
  public Runnable later(Duration duration, Runnable work) {
    Future<?> beginning =
        Later.TIMER.schedule(
            () -> Thread.startVirtualThread(work),
            inStep(System.nanoTime(), duration.toNanos()),
            TimeUnit.NANOSECONDS);
    return () -> beginning.cancel(false);
  }

  /** The delay, in nanoseconds, until the first time after it at which things begin together. */
  static long inStep(long now, long delay) {
    return delay <= 0 ? 0 : delay + Math.floorMod(-(now + delay), TOGETHER);
  }

  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
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
