package dev.ghostwatch.monitor;

import dev.ghostwatch.source.log.LastWords;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one run, what it prints and its control socket, until it ends or is told to stop. Between
 * two looks it has no thread: one that slept would keep its stack, and those of ten thousand runs
 * are a quarter of all that an agent remembers.
 */
final class RunFollower {
  /** After the process is gone, what it wrote last takes this long at most to be read. */
  private static final Duration LAST_WORDS_WAIT = Duration.ofMillis(500);

  private final TrackedRun run;
  private final Following with;
  private final Pace pace;

  /** Used by one look at a time. */
  private @Nullable RunOutput output;

  /** Guarded by this, as are those below: looking now; null between two looks. */
  private @Nullable Thread looking;

  private @Nullable Runnable cancelNext;
  private boolean stopped;

  private final CountDownLatch over = new CountDownLatch(1);

  RunFollower(TrackedRun run, Following with) {
    this.run = run;
    this.with = with;
    this.pace = new Pace(with.clock());
  }

  /** Begins, on a thread of its own. */
  void start() {
    plan(Duration.ZERO, this::attach);
  }

  private void attach() throws InterruptedException {
    output = RunOutputs.open(run, with);
    if (output != null) {
      output.awaitBacklog(with.policy().logWait());
    }
    run.attach();
    pace.begin(run.interval(), run.name().hashCode());
  }

  private void look() throws InterruptedException {
    with.observer().ticked(pace.came());
    RunOutput printed = output;
    if (run.isProcessGone() && printed != null) {
      with.waiter().waitFor(LAST_WORDS_WAIT);
    }
    LastWords words = printed == null ? null : printed.lastWords();
    run.step(words);
  }

  private interface Look {
    void look() throws InterruptedException;
  }

  private synchronized void plan(Duration wait, Look next) {
    if (!stopped) {
      cancelNext = with.waiter().later(wait, () -> turn(next));
    }
  }

  /** One look, and then the plan of the next. */
  private void turn(Look what) {
    boolean goesOn = false;
    try {
      if (begins()) {
        what.look();
        goesOn = run.endedAt() == null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (goesOn && rests()) {
        plan(pace.untilNext(run.interval()), this::look);
      } else {
        // Also after a failure: then nobody reads what it prints any more.
        close();
        ended();
      }
    }
  }

  private synchronized boolean begins() {
    cancelNext = null;
    looking = stopped ? null : Thread.currentThread();
    return !stopped;
  }

  /** Whether it was not told to stop meanwhile. */
  private synchronized boolean rests() {
    looking = stopped ? looking : null;
    return !stopped;
  }

  private synchronized void ended() {
    stopped = true;
    looking = null;
    over.countDown();
  }

  private void close() {
    RunOutput printed = output;
    if (printed != null) {
      printed.close();
    }
  }

  /** Looks no more; a look that goes on is told to end. */
  void stop() {
    boolean isIdle;
    synchronized (this) {
      stopped = true;
      isIdle = looking == null;
      if (looking != null) {
        looking.interrupt();
      }
      if (cancelNext != null) {
        cancelNext.run();
        cancelNext = null;
      }
    }
    if (isIdle) {
      close();
      over.countDown();
    }
  }

  /** After it was told to stop: waits for a look that goes on, at most so long. */
  void awaitEnd(Duration atMost) throws InterruptedException {
    if (!over.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      with.observer()
          .noticed("follower", run.name() + ": its last look takes long; not waited for");
    }
  }
}
