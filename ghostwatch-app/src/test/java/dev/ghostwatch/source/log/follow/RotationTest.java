package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation under the eyes of the follower. */
class RotationTest {
  @TempDir Path directory;
  private Rotator log;
  private Bench bench;

  @BeforeEach
  void begin() throws Exception {
    log = new Rotator(directory.resolve("run.log"));
    bench = new Bench(log.log, new StartPosition.Beginning());
    log.write("1 first\n");
    bench.read();
  }

  @Test
  void goesOverToTheNewFileAfterARename() throws Exception {
    log.write("2 unread\n");
    log.renameAndCreate();
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unread", "3 new");
  }

  @Test
  void readsARenamedFileThatIsStillWrittenTo() throws Exception {
    log.renameAndCreate();
    bench.read();
    Rotator.append(log.numbered(1), "2 late\n");
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 late", "3 new");
    Rotator.append(log.numbered(1), "4 later\n");
    assertThat(bench.read()).endsWith("4 later");
  }

  @Test
  void readsAFileThatIsWrittenToThroughManyRotations() throws Exception {
    Path held = log.log;
    try (FileChannel writer = FileChannel.open(held, StandardOpenOption.APPEND)) {
      for (int day = 2; day < 20; day++) {
        log.renameAndCreate();
        bench.read();
        writer.write(ByteBuffer.wrap((day + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(bench.read()).endsWith(Integer.toString(day));
      }
    }
    assertThat(bench.lines).hasSize(19);
    assertThat(bench.committed().files()).hasSizeLessThanOrEqualTo(9);
  }

  @Test
  void readsSeveralRotatedFilesInTheirOrder() throws Exception {
    log.write("2\n");
    log.renameAndCreate();
    log.write("3\n");
    log.copyAndTruncate();
    log.write("4\n");
    log.rename();
    log.compress(1);
    log.write("5\n");
    log.renameAndCreate();
    assertThat(bench.read()).containsExactly("1 first", "2", "3", "4", "5");
  }

  @Test
  void readsTheRestFromTheCopyWhenTheFileWasEmptied() throws Exception {
    log.write("2 unread\n");
    log.copyAndTruncate();
    assertThat(bench.read()).containsExactly("1 first", "2 unread");
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unread", "3 new");
  }

  @Test
  void noticesAnEmptiedFileThatHasGrownPastThePlace() throws Exception {
    log.write("2 unread\n");
    log.copyAndTruncate();
    log.write("3 new, much longer than everything that stood there before\n");
    assertThat(bench.read())
        .containsExactly(
            "1 first", "2 unread", "3 new, much longer than everything that stood there before");
  }

  @Test
  void noticesAnEmptiedFileThatHasGrownToTheVerySameSize() throws Exception {
    log.copyAndTruncate();
    log.write("2 again\n");
    assertThat(bench.read()).containsExactly("1 first", "2 again");
  }

  @Test
  void readsEachOfSeveralCopies() throws Exception {
    for (int round = 2; round < 10; round++) {
      log.write(round + " a line\n");
      log.copyAndTruncate();
    }
    assertThat(bench.read()).hasSize(9).isSorted();
  }

  @Test
  void readsACopyMadeOfAFileNothingWasSeenOf() throws Exception {
    log.copyAndTruncate();
    bench.read();
    log.write("2 unseen\n");
    log.copyAndTruncate();
    assertThat(bench.read()).containsExactly("1 first", "2 unseen");
    log.write("3 unseen\n");
    log.copyAndTruncate();
    log.write("4 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unseen", "3 unseen", "4 new");
  }

  @Test
  void takesNoLineFromACopyThatIsBeingMade() throws Exception {
    log.copyAndTruncate();
    bench.read();
    log.write("2 a\n3 b\n");
    log.shift();
    Files.writeString(log.numbered(1), "2 a\n");
    assertThat(bench.read()).containsExactly("1 first", "2 a", "3 b");
    Files.writeString(log.numbered(1), "2 a\n3 b\n");
    log.truncate();
    log.write("4 c\n");
    assertThat(bench.read()).containsExactly("1 first", "2 a", "3 b", "4 c");
  }

  @Test
  void takesNoLineFromACopyThatIsStillEmpty() throws Exception {
    log.copyAndTruncate();
    bench.read();
    log.write("2 a\n");
    log.shift();
    Files.createFile(log.numbered(1));
    assertThat(bench.read()).containsExactly("1 first", "2 a");
    Files.writeString(log.numbered(1), "2 a\n");
    assertThat(bench.read()).containsExactly("1 first", "2 a");
    log.truncate();
    log.write("3 b\n");
    assertThat(bench.read()).containsExactly("1 first", "2 a", "3 b");
  }

  @Test
  void saysSoWhenAFileIsEmptiedAndNoCopyIsFound() throws Exception {
    log.truncate();
    log.write("2\n");
    assertThat(bench.read()).containsExactly("1 first", "2");
    assertThat(bench.notices)
        .containsExactly(new FollowNotice.Truncated(log.log, "1 first\n".length(), null));
  }

  @Test
  void skipsTheHoleOfAWriterThatKeepsItsPosition() throws Exception {
    try (FileChannel writer = FileChannel.open(log.log, StandardOpenOption.WRITE)) {
      writer.position(writer.size());
      log.copyAndTruncate();
      bench.read();
      writer.write(ByteBuffer.wrap("2 behind the hole\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(bench.read()).containsExactly("1 first", "2 behind the hole");
      writer.write(ByteBuffer.wrap("3\n".getBytes(StandardCharsets.UTF_8)));
      log.copyAndTruncate();
      writer.write(ByteBuffer.wrap("4 past it\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(bench.read()).containsExactly("1 first", "2 behind the hole", "3", "4 past it");
    }
  }

  @Test
  void skipsAHoleLargerThanAnyLine() throws Exception {
    long hole = 64L << 20;
    try (FileChannel writer = FileChannel.open(log.log, StandardOpenOption.WRITE)) {
      log.copyAndTruncate();
      writer.write(ByteBuffer.wrap("2\n".getBytes(StandardCharsets.UTF_8)), hole);
    }
    assertThat(bench.read()).containsExactly("1 first", "2");
    assertThat(bench.lines.getLast().start()).isEqualTo(hole);
  }

  @Test
  void readsTheRestOfADeletedFileItHoldsOpen() throws Exception {
    log.write("2 unread\n");
    Files.delete(log.log);
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unread", "3 new");
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void readsAFileCreatedAnewWithTheVerySameLine() throws Exception {
    Files.delete(log.log);
    bench.read();
    log.write("1 first\n");
    assertThat(bench.read()).containsExactly("1 first", "1 first");
  }

  @Test
  void readsADeletedFileThatIsStillWrittenToForAWhile() throws Exception {
    try (FileChannel writer = FileChannel.open(log.log, StandardOpenOption.APPEND)) {
      Files.delete(log.log);
      bench.read();
      assertThat(bench.readsUnlinkedFile()).isTrue();
      writer.write(ByteBuffer.wrap("2 half".getBytes(StandardCharsets.UTF_8)));
      bench.pass(Duration.ofSeconds(90));
      assertThat(bench.read()).containsExactly("1 first");
      writer.write(ByteBuffer.wrap(" and half\n3 unended".getBytes(StandardCharsets.UTF_8)));
      assertThat(bench.read()).containsExactly("1 first", "2 half and half");
    }
    bench.pass(bench.options.grace());
    assertThat(bench.read()).containsExactly("1 first", "2 half and half", "3 unended");
    assertThat(bench.lastEnding()).isEqualTo(LineEnding.MISSING);
    assertThat(bench.readsUnlinkedFile()).isFalse();
    log.write("4 new\n");
    assertThat(bench.read()).endsWith("4 new");
  }

  @Test
  void letsARenamedFileGoAfterQuietRotations() throws Exception {
    log.write("2 unended");
    for (int day = 0; day < 4; day++) {
      log.renameAndCreate();
      bench.read();
    }
    assertThat(bench.texts()).containsExactly("1 first", "2 unended");
    assertThat(bench.lastEnding()).isEqualTo(LineEnding.MISSING);
  }

  @Test
  void readsOnInTheOpenFileWhileItIsCompressed() throws Exception {
    log.write("2 unread\n");
    log.rename();
    log.compress(1);
    log.write("3 new\n");
    assertThat(bench.read()).containsExactly("1 first", "2 unread", "3 new");
  }

  @Test
  void goesOnWhereItWasWhenAFileIsRenamedBack() throws Exception {
    log.renameAndCreate();
    log.write("2\n");
    bench.read();
    Files.move(log.numbered(1), log.log, StandardCopyOption.REPLACE_EXISTING);
    log.write("3\n");
    assertThat(bench.read()).containsExactly("1 first", "2", "3");
  }

  @Test
  void readsRotatedFilesThatHaveNoSuccessorYet() throws Exception {
    log.write("2\n");
    log.rename();
    log.write("3\n");
    log.rename();
    assertThat(bench.read()).containsExactly("1 first", "2", "3");
  }

  @Test
  void ordersRotatedFilesByDate() throws Exception {
    log.write("2\n");
    Files.move(log.log, directory.resolve("run.log-20261122"));
    log.write("3\n");
    Files.move(log.log, directory.resolve("run.log-20261123"));
    Rotator.compress(directory.resolve("run.log-20261123"));
    log.write("4\n");
    Files.move(log.log, directory.resolve("run.log-20261124"));
    log.write("5\n");
    assertThat(bench.read()).containsExactly("1 first", "2", "3", "4", "5");
  }

  @Test
  void leavesOtherLogsAlone() throws Exception {
    Files.writeString(directory.resolve("run-2.log"), "another log\n");
    Files.writeString(directory.resolve("run.log.place"), "no log\n");
    Files.writeString(directory.resolve("run.log2"), "another log\n");
    log.renameAndCreate();
    log.write("2\n");
    assertThat(bench.read()).containsExactly("1 first", "2");
  }

  @Test
  void followsALinkThatIsSetToAnotherFileAndBack() throws Exception {
    Path link = directory.resolve("current");
    Files.createSymbolicLink(link, Path.of("run.log"));
    Bench linked = new Bench(link, new StartPosition.Beginning());
    assertThat(linked.read()).containsExactly("1 first");
    log.write("2\n");
    Path other = directory.resolve("other.log");
    Rotator.append(other, "3\n");
    repoint(link, other);
    assertThat(linked.read()).containsExactly("1 first", "2", "3");
    log.write("4\n");
    repoint(link, log.log);
    log.write("5\n");
    assertThat(linked.read()).containsExactly("1 first", "2", "3", "4", "5");
  }

  @Test
  void followsTheRotationOfAFileBehindALink() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path link = elsewhere.resolve("current.log");
    Files.createSymbolicLink(link, log.log);
    Bench linked = new Bench(link, new StartPosition.Beginning());
    linked.read();
    log.write("2\n");
    log.renameAndCreate();
    log.write("3\n");
    log.renameAndCreate();
    linked.restart();
    log.write("4\n");
    assertThat(linked.read()).containsExactly("1 first", "2", "3", "4");
  }

  private static void repoint(Path link, Path target) throws Exception {
    Path fresh = link.resolveSibling("fresh");
    Files.createSymbolicLink(fresh, target);
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void waitsForAnArchiveThatIsNotWrittenToItsEndYet() throws Exception {
    byte[] whole = unseenArchive();
    Files.write(log.archive(1), Arrays.copyOf(whole, whole.length - 10));
    assertThat(catchThrowable(bench::read)).isInstanceOf(DamagedArchiveException.class);
    Files.write(log.archive(1), whole);
    assertThat(bench.read()).containsExactly("1 first", "2", "3");
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void goesPastAnArchiveThatStaysDamagedAndSaysSo() throws Exception {
    byte[] whole = unseenArchive();
    Files.write(log.archive(1), Arrays.copyOf(whole, 5));
    log.write("4\n");
    assertThat(catchThrowable(bench::read)).isInstanceOf(DamagedArchiveException.class);
    assertThat(bench.read()).containsExactly("1 first", "2", "4");
    assertThat(bench.notices).hasOnlyElementsOfType(FollowNotice.DamagedArchive.class).hasSize(1);
  }

  /** The third line stands in an archive of which the follower has seen nothing. */
  private byte[] unseenArchive() throws Exception {
    log.write("2\n");
    log.renameAndCreate();
    bench.read();
    log.write("3\n");
    log.rename();
    log.compress(1);
    Files.createFile(log.log);
    bench.restart();
    return Files.readAllBytes(log.archive(1));
  }
}
