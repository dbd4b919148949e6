package dev.ghostwatch.cli;

import dev.ghostwatch.source.log.follow.FollowNotice;
import dev.ghostwatch.source.log.follow.FollowOptions;
import dev.ghostwatch.source.log.follow.LineBatch;
import dev.ghostwatch.source.log.follow.LineSink;
import dev.ghostwatch.source.log.follow.LogFollower;
import dev.ghostwatch.source.log.follow.LogLine;
import dev.ghostwatch.source.log.follow.StartPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A log file that is followed on a thread of its own, through rotations, into a feed. */
final class FollowedLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LogFollower follower;
  private final Thread thread;

  private FollowedLog(LogFollower follower, Thread thread) {
    this.follower = follower;
    this.thread = thread;
  }

  /** Begins with the first line of the log, or of the one that appears at that path. */
  static FollowedLog open(
      Path path, LogFeed feed, Consumer<FollowNotice> notices, CliContext context) {
    LogFollower follower =
        new LogFollower(
            path,
            new StartPosition.Beginning(),
            new Sink(feed),
            FollowOptions.STANDARD,
            context.clock(),
            notices);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("log-follower")
            .start(() -> {
              try {
                follower.run();
              } catch (RuntimeException e) {
                feed.fail(e);
              }
            });
    return new FollowedLog(follower, thread);
  }

  private static final class Sink implements LineSink {
    private final LogFeed feed;
    private byte[] text = new byte[0];

    Sink(LogFeed feed) {
      this.feed = feed;
    }

    @Override
    public void commit(LineBatch batch) {
      int length = 0;
      long read = 0;
      for (LogLine line : batch.lines()) {
        length += line.bytes().length + 1;
        read += line.end() - line.start();
      }
      if (length == 0) {
        return;
      }
      if (text.length < length) {
        text = new byte[length];
      }
      int end = 0;
      for (LogLine line : batch.lines()) {
        byte[] bytes = line.bytes();
        System.arraycopy(bytes, 0, text, end, bytes.length);
        end += bytes.length;
        text[end++] = '\n';
      }
      try {
        feed.take(text, length, read);
      } catch (RuntimeException e) {
        // The follower would offer the same lines again, for ever: whoever waits is told instead.
        feed.fail(e);
      }
    }

    @Override
    public void caughtUp() {
      feed.caughtUp();
    }
  }

  /** Ends the following. */
  @Override
  @SuppressWarnings("Interruption")
  public void close() {
    follower.stop();
    try {
      // Its thread is a daemon's: where it hangs in a dead file system it holds nobody up.
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
