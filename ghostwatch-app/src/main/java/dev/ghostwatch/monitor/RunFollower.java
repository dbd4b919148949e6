package dev.ghostwatch.monitor;

import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.source.log.LiveLog;
import dev.ghostwatch.source.log.follow.FollowNotice;
import dev.ghostwatch.source.log.follow.FollowOptions;
import dev.ghostwatch.source.log.follow.LogFollower;
import dev.ghostwatch.source.log.follow.StartPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows one run, its log and its control socket, until it ends or is told to stop. */
final class RunFollower implements Runnable {
  /** After the process is gone, what it wrote last takes this long at most to be read. */
  private static final Duration LAST_WORDS_WAIT = Duration.ofMillis(500);

  /** The kernel tells the start of a process to a second, and gh-ost that of its run. */
  private static final Duration START_KNOWN_TO = Duration.ofSeconds(5);

  private final TrackedRun run;
  private final PollPolicy policy;
  private final InstantSource clock;
  private final Waiter waiter;
  private final Consumer<FollowNotice> notices;
  private final Pace pace;
  private final Consumer<Duration> lateness;
  private @Nullable LiveLog log;
  private @Nullable LogFollower follower;

  RunFollower(
      TrackedRun run,
      PollPolicy policy,
      InstantSource clock,
      Waiter waiter,
      Consumer<FollowNotice> notices,
      Consumer<Duration> lateness) {
    this.run = run;
    this.policy = policy;
    this.clock = clock;
    this.waiter = waiter;
    this.notices = notices;
    this.pace = new Pace(clock, waiter);
    this.lateness = lateness;
  }

  @Override
  public void run() {
    try {
      readLog();
      run.attach();
      pace.begin(run.interval(), run.name().hashCode());
      while (run.endedAt() == null) {
        lateness.accept(pace.await(run.interval()));
        if (run.isProcessGone() && log != null) {
          waiter.waitFor(LAST_WORDS_WAIT);
        }
        run.step(lastWords());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (follower != null) {
        follower.stop();
      }
    }
  }

  private @Nullable LastWords lastWords() {
    return log == null ? null : log.lastWords();
  }

  /** Begins to follow the log and waits until what stands in it is read, or for a while. */
  private void readLog() throws InterruptedException {
    ProcessFacts process = run.process();
    Path path = process == null ? null : process.logFile();
    if (!policy.followLogs() || path == null || !Files.isReadable(path)) {
      return;
    }
    CountDownLatch caughtUp = new CountDownLatch(1);
    LiveLog live =
        new LiveLog(clock, policy.logZone(), runsSince(process), run::observe, run::logged);
    LogFollower following =
        new LogFollower(
            path,
            policy.wholeLogs() ? new StartPosition.Beginning() : new StartPosition.End(),
            new LogLines(live, caughtUp::countDown),
            FollowOptions.STANDARD,
            clock,
            notices);
    log = live;
    follower = following;
    Thread.ofVirtual().name("log of " + run.name()).start(following);
    if (!caughtUp.await(policy.logWait().toMillis(), TimeUnit.MILLISECONDS)) {
      // A long log: the socket tells meanwhile where the run stands.
      return;
    }
  }

  /** Several runs may write to one file; this one cannot have begun before its process. */
  private static @Nullable Instant runsSince(ProcessFacts process) {
    return process.startedAt() == null ? null : process.startedAt().minus(START_KNOWN_TO);
  }
}
