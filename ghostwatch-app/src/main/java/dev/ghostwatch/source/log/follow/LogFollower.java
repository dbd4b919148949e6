package dev.ghostwatch.source.log.follow;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log as it is written and rotated, and hands each line to a sink exactly once.
 *
 * <p>Renaming, copying and emptying, deleting and creating anew, and gzip are followed, also when
 * they happened while nobody followed; of a file that was renamed the end is read even when its
 * writer has not noticed. While nothing is written it sleeps in the system's file notification.
 *
 * <p>A file that was emptied and written anew is recognised by its first 256 bytes and by those
 * before the place reached: one whose new lines are the old ones, byte for byte, is not.
 *
 * <pre>{@code
 * LogFollower follower =
 *     new LogFollower(log, new StartPosition.Beginning(), sink, FollowOptions.STANDARD,
 *         InstantSource.system(), notice -> logger.warn(notice.text()));
 * Thread.ofVirtual().name("follow").start(follower);
 * …
 * follower.stop();
 * }</pre>
 */
public final class LogFollower implements Runnable {
  private final Path path;
  private final LineSink sink;
  private final FollowOptions options;
  private final InstantSource clock;
  private final Consumer<FollowNotice> notices;
  private final FollowerCore core;
  private final Changes changes;
  private @Nullable String unreadable;
  private boolean sinkFails;
  private int failures;

  /**
   * A follower, which opens nothing before it runs.
   *
   * @param path of the log; it and its directory may be missing
   * @param notices told of what an operator should know, on the thread that runs
   */
  public LogFollower(
      Path path,
      StartPosition start,
      LineSink sink,
      FollowOptions options,
      InstantSource clock,
      Consumer<FollowNotice> notices) {
    this(
        path,
        start,
        sink,
        options,
        clock,
        notices,
        () -> FileSystems.getDefault().newWatchService());
  }

  LogFollower(
      Path path,
      StartPosition start,
      LineSink sink,
      FollowOptions options,
      InstantSource clock,
      Consumer<FollowNotice> notices,
      Changes.Opener opener) {
    this.path = path.toAbsolutePath();
    this.sink = sink;
    this.options = options;
    this.clock = clock;
    this.notices = notices;
    this.core = new FollowerCore(this.path, start, sink, options, notices);
    this.changes = new Changes(options, clock, opener, notices);
  }

  /**
   * Follows until {@link #stop} is called or the thread is interrupted; can be called once. The
   * sink is called on this thread only.
   */
  @Override
  public void run() {
    try (core;
        changes) {
      while (!changes.isClosed()) {
        boolean readAll = readAvailable();
        if (!changes.watch(watchedNames()) && !changes.isClosed()) {
          await(readAll);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      notices.accept(new FollowNotice.Unreadable(path, "closing it failed: " + reason(e)));
    }
  }

  /** Makes {@link #run} return after the batch in hand; may be called from any thread. */
  public void stop() {
    try {
      changes.close();
    } catch (IOException e) {
      notices.accept(new FollowNotice.Unreadable(path, "closing it failed: " + reason(e)));
    }
  }

  /** Reads until there is no more, which it tells the sink; false when something failed. */
  private boolean readAvailable() {
    boolean any = false;
    try {
      while (!changes.isClosed() && core.step(clock.instant())) {
        any = true;
        sinkTakes();
      }
    } catch (SinkFailedException e) {
      sinkFailed(e);
      return false;
    } catch (IOException e) {
      unreadable(reason(e));
      return false;
    }
    readable();
    failures = 0;
    if (any && !changes.isClosed()) {
      sink.caughtUp();
    } else if (!any && !changes.isClosed()) {
      sink.idle();
    }
    return true;
  }

  private Set<Path> watchedNames() {
    try {
      return core.watchedNames();
    } catch (IOException e) {
      unreadable(reason(e));
      return Set.of(path);
    }
  }

  private void await(boolean readAll) throws InterruptedException {
    if (!readAll) {
      Duration wait = backOff();
      if (sinkFails) {
        changes.pause(wait);
      } else {
        changes.await(wait);
      }
      return;
    }
    changes.pause(options.pause());
    changes.await(core.readsUnlinkedFile() ? options.pollEvery() : options.recheckEvery());
  }

  private Duration backOff() {
    Duration wait = options.retryFirst().multipliedBy(1L << Math.min(failures, 20));
    failures++;
    return wait.compareTo(options.retryMost()) < 0 ? wait : options.retryMost();
  }

  private void sinkFailed(SinkFailedException e) {
    if (!sinkFails) {
      notices.accept(new FollowNotice.SinkFailing(path, reason(e)));
    }
    sinkFails = true;
  }

  private void sinkTakes() {
    if (sinkFails) {
      notices.accept(new FollowNotice.SinkRecovered(path));
    }
    sinkFails = false;
    failures = 0;
  }

  private void unreadable(String reason) {
    if (!reason.equals(unreadable)) {
      notices.accept(new FollowNotice.Unreadable(path, reason));
    }
    unreadable = reason;
  }

  private void readable() {
    if (unreadable != null) {
      notices.accept(new FollowNotice.ReadableAgain(path));
    }
    unreadable = null;
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof SinkFailedException && e.getCause() != null ? e.getCause() : e;
    String message = cause.getMessage();
    return switch (cause) {
      case AccessDeniedException _ -> "permission denied";
      default -> message == null ? cause.toString() : message;
    };
  }
}
