package dev.ghostwatch.source.log.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as they come, and files that are none. */
class LineReaderTest {
  @TempDir Path directory;
  private Rotator log;
  private Bench bench;

  @BeforeEach
  void begin() {
    log = new Rotator(directory.resolve("run.log"));
    bench = new Bench(log.log, new StartPosition.Beginning());
  }

  @Test
  void keepsAPartialLineUntilItsNewlineComes() throws Exception {
    log.write("one\ntw");
    assertThat(bench.read()).containsExactly("one");
    log.write("o");
    assertThat(bench.read()).containsExactly("one");
    bench.restart();
    log.write("\n");
    assertThat(bench.read()).containsExactly("one", "two");
  }

  @Test
  void doesNotMixAPartialLineWithWhatReplacesIt() throws Exception {
    log.write("par");
    bench.read();
    log.truncate();
    log.write("whole line\n");
    assertThat(bench.read()).containsExactly("whole line");
  }

  @Test
  void takesOffBothKindsOfLineEnd() throws Exception {
    log.write("unix\ndos\r\n\n\r\nlone\rreturn\n");
    assertThat(bench.read()).containsExactly("unix", "dos", "", "", "lone\rreturn");
    assertThat(bench.lines).extracting(LogLine::end).containsExactly(5L, 10L, 11L, 13L, 25L);
  }

  @Test
  void deliversInvalidBytesAsTheyAre() throws Exception {
    log.write("\u00ff\u00fe\u0080x\n");
    bench.read();
    assertThat(bench.lines.getFirst().bytes())
        .containsExactly((byte) 0xff, (byte) 0xfe, (byte) 0x80, (byte) 'x');
    assertThat(bench.lines.getFirst().text()).isEqualTo("\ufffd\ufffd\ufffdx");
  }

  @Test
  void cutsLinesThatAreTooLong() throws Exception {
    bench.restartWith(FollowOptions.STANDARD.withSizes(10, 4096));
    log.write("0123456789\n0123456789a\nnext\n");
    assertThat(bench.read()).containsExactly("0123456789", "0123456789", "next");
    assertThat(bench.lines)
        .extracting(LogLine::ending)
        .containsExactly(LineEnding.NEWLINE, LineEnding.CUT, LineEnding.NEWLINE);
  }

  @Test
  void cutsALineBeforeItHasEnded() throws Exception {
    bench.restartWith(FollowOptions.STANDARD.withSizes(10, 4096));
    log.write("0123456789abc");
    assertThat(bench.read()).containsExactly("0123456789");
    bench.restart();
    log.write("x".repeat(100_000));
    assertThat(bench.read()).containsExactly("0123456789");
    bench.restart();
    log.write("rest\nnext\n");
    assertThat(bench.read()).containsExactly("0123456789", "next");
  }

  @Test
  void readsLinesMuchLongerThanItsBuffer() throws Exception {
    String line = "0123456789".repeat(100_000);
    log.write(line + "\nshort\n" + line + "\n");
    assertThat(bench.read()).containsExactly(line, "short", line);
  }

  @Test
  void waitsForAFileThatDoesNotExistYet() throws Exception {
    assertThat(bench.read()).isEmpty();
    bench.restart();
    log.write("one\n");
    assertThat(bench.read()).containsExactly("one");
  }

  @Test
  void readsAFileThatAppearsFromItsBeginningWhenStartedAtTheEnd() throws Exception {
    Bench end = new Bench(log.log, new StartPosition.End());
    end.read();
    log.write("one\n");
    assertThat(end.read()).containsExactly("one");
  }

  @Test
  void waitsForADirectoryThatDoesNotExistYet() throws Exception {
    Path deep = directory.resolve("not/yet/run.log");
    Bench waiting = new Bench(deep, new StartPosition.Beginning());
    assertThat(waiting.read()).isEmpty();
    Files.createDirectories(deep.getParent());
    Files.writeString(deep, "one\n");
    assertThat(waiting.read()).containsExactly("one");
  }

  @Test
  void refusesADirectoryInPlaceOfTheFileUntilItIsOne() throws Exception {
    Files.createDirectory(log.log);
    assertThatThrownBy(bench::read).hasMessage("not a regular file");
    Files.delete(log.log);
    log.write("one\n");
    assertThat(bench.read()).containsExactly("one");
  }

  @Test
  void readsAFileOnceItIsAllowedTo() throws Exception {
    log.write("one\n");
    Files.setPosixFilePermissions(log.log, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(log.log), "runs as a user who may read everything");
    assertThatThrownBy(bench::read).isInstanceOf(AccessDeniedException.class);
    Files.setPosixFilePermissions(log.log, PosixFilePermissions.fromString("rw-------"));
    assertThat(bench.read()).containsExactly("one");
  }

  @Test
  void deliversBatchesOfBoundedSize() throws Exception {
    log.write("a line of a log\n".repeat(100_000));
    bench.step();
    bench.step();
    assertThat(bench.lines.size()).isBetween(100, 20_000);
    assertThat(bench.read()).hasSize(100_000).containsOnly("a line of a log");
    assertThat(bench.lines.getLast().end()).isEqualTo(1_600_000);
  }

  @Test
  void placesReadBackAsTheyWere() throws Exception {
    log.write("one\n");
    bench.read();
    log.renameAndCreate();
    log.write("two\n");
    bench.read();
    LogPlace place = bench.committed();
    assertThat(place.files()).hasSize(2);
    assertThat(LogPlace.parse(place.text())).contains(place);
    assertThat(LogPlace.parse(place.text() + "\n")).contains(place);
  }

  @Test
  void whatIsNoPlaceReadsAsNone() {
    String place =
        new LogPlace(
                List.of(
                    new FilePlace(
                        "1:2", 3, new Fingerprint(3, 4, 3, 5), 6, true, false, Path.of("/a b,c"))))
            .text();
    for (int length = 0; length < place.length(); length++) {
      assertThat(LogPlace.parse(place.substring(0, length))).isEmpty();
    }
    assertThat(LogPlace.parse(place)).isPresent();
    assertThat(LogPlace.parse(place.replace("%2C", "%zz"))).isEmpty();
    assertThat(LogPlace.parse(place.replace("%2C", "%00"))).isEmpty();
    assertThat(LogPlace.parse(place.replace(",3,", ",99999999999999999999,"))).isEmpty();
  }
}
