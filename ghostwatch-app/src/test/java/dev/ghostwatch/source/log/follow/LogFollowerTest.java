package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The follower on a thread of its own. */
class LogFollowerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** So long that nothing in a test is noticed by looking again. */
  private static final Duration NEVER = Duration.ofHours(1);

  private static final FollowOptions OPTIONS =
      new FollowOptions(
          1 << 20,
          1 << 18,
          NEVER,
          Duration.ofMillis(1),
          NEVER,
          NEVER,
          Duration.ofMillis(1),
          Duration.ofMillis(5));

  @TempDir Path directory;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<FollowNotice> notices = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger caughtUp = new AtomicInteger();
  private volatile boolean full;
  private Rotator log;
  private @Nullable LogFollower follower;
  private @Nullable Thread thread;

  @BeforeEach
  void begin() {
    log = new Rotator(directory.resolve("run.log"));
  }

  @AfterEach
  void end() throws Exception {
    if (follower != null && thread != null) {
      follower.stop();
      assertThat(thread.join(DEADLINE)).isTrue();
    }
  }

  private final LineSink sink =
      new LineSink() {
        @Override
        public void commit(LineBatch batch) throws IOException {
          if (full) {
            refused.incrementAndGet();
            throw new IOException("No space left on device");
          }
          batch.lines().forEach(line -> lines.add(line.text()));
        }

        @Override
        public void caughtUp() {
          caughtUp.incrementAndGet();
        }
      };

  private void follow(Path path, FollowOptions options, Changes.Opener opener) {
    follower =
        new LogFollower(
            path,
            new StartPosition.Beginning(),
            sink,
            options,
            InstantSource.system(),
            notices::add,
            opener);
    thread = Thread.ofVirtual().start(follower);
  }

  private void follow(Path path) {
    follow(path, OPTIONS, () -> FileSystems.getDefault().newWatchService());
  }

  private void awaitLines(String... expected) throws Exception {
    Await.until(DEADLINE, () -> lines + " " + notices, () -> lines.equals(List.of(expected)));
  }

  @Test
  void readsWhatIsWrittenWhenTheSystemReportsIt() throws Exception {
    log.write("1\n");
    follow(log.log);
    awaitLines("1");
    log.write("2\n");
    awaitLines("1", "2");
    log.renameAndCreate();
    log.write("3\n");
    awaitLines("1", "2", "3");
    Rotator.append(log.numbered(1), "4\n");
    awaitLines("1", "2", "3", "4");
    Await.until(DEADLINE, caughtUp::toString, () -> caughtUp.get() > 1);
    assertThat(notices).isEmpty();
  }

  @Test
  void noticesAFileAndADirectoryThatAppearLater() throws Exception {
    Path deep = directory.resolve("not/yet/run.log");
    follow(deep);
    Files.createDirectory(directory.resolve("not"));
    Files.createDirectory(directory.resolve("not/yet"));
    Files.writeString(deep, "1\n");
    awaitLines("1");
  }

  @Test
  void noticesADirectoryThatIsReplaced() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("logs"));
    Files.writeString(logs.resolve("run.log"), "1\n");
    FollowOptions looking =
        new FollowOptions(
            1 << 20,
            1 << 18,
            NEVER,
            Duration.ofMillis(1),
            NEVER,
            Duration.ofMillis(20),
            Duration.ofMillis(1),
            Duration.ofMillis(5));
    follow(logs.resolve("run.log"), looking, () -> FileSystems.getDefault().newWatchService());
    awaitLines("1");
    Files.move(logs, directory.resolve("old logs"));
    Files.createDirectory(logs);
    Files.writeString(logs.resolve("run.log"), "2\n");
    awaitLines("1", "2");
  }

  @Test
  void noticesALinkThatIsSetToAnotherDirectory() throws Exception {
    Path one = Files.createDirectory(directory.resolve("one")).resolve("a.log");
    Path other = Files.createDirectory(directory.resolve("other")).resolve("b.log");
    Path link = directory.resolve("current");
    Files.writeString(one, "1\n");
    Files.writeString(other, "");
    Files.createSymbolicLink(link, one);
    follow(link);
    awaitLines("1");
    Rotator.append(one, "2\n");
    awaitLines("1", "2");
    Files.delete(link);
    Files.createSymbolicLink(link, other);
    Rotator.append(other, "3\n");
    awaitLines("1", "2", "3");
    Rotator.append(other, "4\n");
    awaitLines("1", "2", "3", "4");
  }

  @Test
  void looksAtIntervalsWhereNothingIsReported() throws Exception {
    log.write("1\n");
    follow(
        log.log,
        OPTIONS.withPollEvery(Duration.ofMillis(2)),
        () -> {
          throw new IOException("User limit of inotify instances reached");
        });
    awaitLines("1");
    log.write("2\n");
    awaitLines("1", "2");
    log.renameAndCreate();
    log.write("3\n");
    awaitLines("1", "2", "3");
    assertThat(notices)
        .containsExactly(
            new FollowNotice.Polling(directory, "User limit of inotify instances reached"));
  }

  @Test
  void staysAtTheLastKeptLineWhileTheDiskIsFullAndSaysSoOnce() throws Exception {
    log.write("1\n");
    follow(log.log);
    awaitLines("1");
    full = true;
    log.write("2\n");
    Await.until(DEADLINE, refused::toString, () -> refused.get() > 5);
    log.write("3\n");
    log.copyAndTruncate();
    log.write("4\n");
    full = false;
    awaitLines("1", "2", "3", "4");
    assertThat(notices.subList(0, 2))
        .containsExactly(
            new FollowNotice.SinkFailing(log.log, "No space left on device"),
            new FollowNotice.SinkRecovered(log.log));
    assertThat(notices.getFirst().text())
        .isEqualTo(
            "lines of "
                + log.log
                + " cannot be kept: No space left on device; waiting at the last kept line and"
                + " trying again, nothing is lost meanwhile");
  }

  @Test
  void saysOnceThatItCannotReadAndGoesOnWhenItCan() throws Exception {
    Files.createDirectory(log.log);
    follow(log.log);
    Await.until(DEADLINE, notices::toString, () -> !notices.isEmpty());
    Files.delete(log.log);
    log.write("1\n");
    awaitLines("1");
    Await.until(DEADLINE, notices::toString, () -> notices.size() == 2);
    assertThat(notices)
        .containsExactly(
            new FollowNotice.Unreadable(log.log, "not a regular file"),
            new FollowNotice.ReadableAgain(log.log));
  }
}
