package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened while nobody followed. */
class RestartTest {
  @TempDir Path directory;
  private Rotator log;
  private Bench bench;

  @BeforeEach
  void begin() throws Exception {
    log = new Rotator(directory.resolve("run.log"));
    bench = new Bench(log.log, new StartPosition.Beginning());
    log.write("1 first\n");
    bench.read();
    bench.restart();
  }

  @Test
  void goesOnBehindTheLastCommittedLine() throws Exception {
    log.write("2\n");
    assertThat(bench.read()).containsExactly("1 first", "2");
    bench.restart();
    assertThat(bench.read()).containsExactly("1 first", "2");
  }

  @Test
  void readsARenamedFileToItsEnd() throws Exception {
    log.write("2 unread\n");
    log.renameAndCreate();
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unread", "3 new");
  }

  @Test
  void readsACompressedFileToItsEnd() throws Exception {
    log.write("2 unread\n");
    log.rename();
    log.compress(1);
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unread", "3 new");
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void readsAFileRenamedToSomethingElseToItsEnd() throws Exception {
    log.write("2 unread\n");
    Files.move(log.log, directory.resolve("kept for later"));
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unread", "3 new");
  }

  @Test
  void readsTheRestFromTheCopyOfAnEmptiedFile() throws Exception {
    log.write("2 unread\n");
    log.copyAndTruncate();
    log.compress(1);
    log.write("3 new, much longer than everything that stood there before\n");
    assertThat(bench.read()).hasSize(3).isSorted();
  }

  @Test
  void readsEveryRotatedFileInOrder() throws Exception {
    for (int round = 2; round < 30; round++) {
      log.write("%02d".formatted(round) + " a line\n");
      switch (round % 3) {
        case 0 -> log.renameAndCreate();
        case 1 -> log.copyAndTruncate();
        default -> {
          log.rename();
          log.compress(1);
          Files.createFile(log.log);
        }
      }
    }
    log.write("30 a line\n");
    bench.read();
    assertThat(bench.texts().subList(1, bench.texts().size())).hasSize(29).isSorted();
    assertThat(bench.notices).noneMatch(notice -> notice instanceof FollowNotice.Vanished);
  }

  @Test
  void startsAnewAfterEachBatchWithoutLossOrRepetition() throws Exception {
    for (int round = 2; round < 60; round++) {
      log.write("%02d".formatted(round) + " a line\n");
      switch (round % 4) {
        case 0 -> log.renameAndCreate();
        case 1 -> log.copyAndTruncate();
        case 2 -> {
          log.rename();
          log.compress(1);
          Files.createFile(log.log);
        }
        default -> log.write("%02d".formatted(round) + " another line\n");
      }
      if (round % 5 == 0) {
        bench.step();
        bench.restart();
      }
      if (round % 7 == 0) {
        bench.step();
        bench.step();
        bench.step();
        bench.step();
        bench.restart();
      }
    }
    bench.read();
    assertThat(bench.texts().subList(1, bench.texts().size())).hasSize(58 + 15).isSorted();
  }

  @Test
  void saysSoWhenTheFileIsGone() throws Exception {
    Files.delete(log.log);
    assertThat(bench.read()).containsExactly("1 first");
    assertThat(bench.notices).isEmpty();
    Files.writeString(directory.resolve("keeps the inode busy"), "");
    log.write("2 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 new");
  }

  @Test
  void readsAnUnseenFileThatWasCompressedBehindItsPredecessor() throws Exception {
    log.renameAndCreate();
    bench.read();
    bench.restart();
    log.write("2 unseen\n");
    log.rename();
    log.compress(1);
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unseen", "3 new");
  }

  @Test
  void readsLatelyWrittenLinesOfAnEarlierFile() throws Exception {
    log.renameAndCreate();
    bench.read();
    bench.restart();
    Rotator.append(log.numbered(1), "2 late\n");
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 late", "3 new");
    bench.restart();
    Rotator.append(log.numbered(1), "4 late\n");
    log.compress(1);
    assertThat(bench.read()).endsWith("4 late").hasSize(4);
  }

  @Test
  void doesNotReadRotatedFilesFromBeforeTheStart() throws Exception {
    Rotator other = new Rotator(directory.resolve("other.log"));
    other.write("old\n");
    other.renameAndCreate();
    other.write("new\n");
    Bench fresh = new Bench(other.log, new StartPosition.Beginning());
    assertThat(fresh.read()).containsExactly("new");
    fresh.restart();
    other.write("newer\n");
    other.renameAndCreate();
    assertThat(fresh.read()).containsExactly("new", "newer");
  }

  @Test
  void readsAllThatWasRotatedSinceItBeganWithAnEmptyFile() throws Exception {
    Rotator other = new Rotator(directory.resolve("other.log"));
    other.write("");
    Bench fresh = new Bench(other.log, new StartPosition.Beginning());
    fresh.read();
    other.write("1\n");
    other.copyAndTruncate();
    other.write("2\n");
    other.rename();
    other.compress(1);
    other.write("3\n");
    assertThat(fresh.read()).containsExactly("1", "2", "3");
  }

  @Test
  void readsOnFromTheEndWhenToldSo() throws Exception {
    Bench fresh = new Bench(log.log, new StartPosition.End());
    assertThat(fresh.read()).isEmpty();
    fresh.restart();
    log.write("2\n");
    assertThat(fresh.read()).containsExactly("2");
  }

  @Test
  void deliversALineWholeThatWasHalfWrittenAtTheStart() throws Exception {
    log.write("2 half");
    Bench fresh = new Bench(log.log, new StartPosition.End());
    assertThat(fresh.read()).isEmpty();
    log.write(" and half\n");
    assertThat(fresh.read()).containsExactly("2 half and half");
  }

  @Test
  void leavesOutTheRestOfAnEndlessLineAtTheStart() throws Exception {
    log.write("x".repeat(3000));
    FollowOptions options = FollowOptions.STANDARD.withSizes(1000, 4096);
    Bench fresh = new Bench(log.log, new StartPosition.End(), options);
    fresh.read();
    fresh.restart();
    log.write("yyy\nnext\n");
    assertThat(fresh.read()).containsExactly("next");
  }

  @Test
  void offersTheSameBatchAgainUntilItIsTaken() throws Exception {
    log.write("2\n");
    bench.failure = new IOException("No space left on device");
    assertThat(catchThrowable(bench::read)).isInstanceOf(SinkFailedException.class);
    assertThat(catchThrowable(bench::read)).hasMessage("No space left on device");
    log.write("3\n");
    log.copyAndTruncate();
    bench.failure = null;
    assertThat(bench.read()).containsExactly("1 first", "2", "3");
  }
}
