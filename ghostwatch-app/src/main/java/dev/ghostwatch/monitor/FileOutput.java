package dev.ghostwatch.monitor;

import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.container.ContainerLine;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.source.log.LiveLog;
import dev.ghostwatch.source.log.follow.FollowNotice;
import dev.ghostwatch.source.log.follow.FollowOptions;
import dev.ghostwatch.source.log.follow.LineBatch;
import dev.ghostwatch.source.log.follow.LineSink;
import dev.ghostwatch.source.log.follow.LogFollower;
import dev.ghostwatch.source.log.follow.LogLine;
import dev.ghostwatch.source.log.follow.StartPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The files a run prints to: one, or one for its status lines and one for its log lines. */
final class FileOutput implements RunOutput {
  private final List<LiveLog> logs = new ArrayList<>();
  private final List<LogFollower> followers = new ArrayList<>();
  private final CountDownLatch caughtUp;

  /**
   * @param engine whether a container engine writes them, with a time before each line
   */
  FileOutput(
      TrackedRun run, ProcessFacts process, List<Path> files, boolean engine, Following with) {
    caughtUp = new CountDownLatch(files.size());
    for (Path file : files) {
      Sink sink = new Sink(run, process, engine, with);
      LogFollower follower =
          new LogFollower(
              file,
              with.policy().wholeLogs() ? new StartPosition.Beginning() : new StartPosition.End(),
              sink,
              FollowOptions.STANDARD,
              with.clock(),
              notice -> noticed(with, notice));
      logs.add(sink.log);
      followers.add(follower);
      Thread.ofVirtual().name("log of " + run.name()).start(follower);
    }
  }

  private static void noticed(Following with, FollowNotice notice) {
    with.observer().noticed("log", notice.text());
  }

  @Override
  public void awaitBacklog(Duration atMost) throws InterruptedException {
    if (!caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      // A long log: the socket tells meanwhile where the run stands.
      return;
    }
  }

  @Override
  public @Nullable LastWords lastWords() {
    LastWords last = null;
    for (LiveLog log : logs) {
      LastWords words = log.lastWords();
      last = words == null || (last != null && last.fatal() != null) ? last : words;
    }
    // A log that was read and says nothing of an end is other than none.
    return last == null && caughtUp.getCount() == 0 ? LastWords.NONE : last;
  }

  @Override
  public void close() {
    followers.forEach(LogFollower::stop);
  }

  /** Hands the lines to whoever understands them. */
  private final class Sink implements LineSink {
    private final boolean engine;
    private final LiveLog log;
    private final StringBuilder begun = new StringBuilder();
    private @Nullable Instant received;
    private boolean told;

    Sink(TrackedRun run, ProcessFacts process, boolean engine, Following with) {
      this.engine = engine;
      this.log =
          RunOutputs.log(
              run,
              process,
              () -> received == null ? with.clock().instant() : received,
              with.policy());
    }

    @Override
    public void commit(LineBatch batch) {
      for (LogLine line : batch.lines()) {
        if (engine) {
          decode(line.text());
        } else {
          log.take(line.text());
        }
      }
    }

    /** Engines cut long lines into pieces. */
    private void decode(String text) {
      ContainerLine line = ContainerLine.parse(text);
      if (line == null) {
        return;
      }
      begun.append(line.text());
      if (line.complete()) {
        received = line.at();
        log.take(begun.toString());
        begun.setLength(0);
      }
    }

    @Override
    public void caughtUp() {
      log.caughtUp();
      if (!told) {
        told = true;
        caughtUp.countDown();
      }
    }

    @Override
    public void idle() {
      log.idle();
    }
  }
}
