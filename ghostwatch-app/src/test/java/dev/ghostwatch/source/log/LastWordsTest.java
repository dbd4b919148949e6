package dev.ghostwatch.source.log;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a log ends and begins. */
class LastWordsTest {
  @TempDir Path folder;

  @Test
  void aFinishedRunSaysSo() {
    LastWords words =
        LastWords.of(
            "2026-11-22 13:33:36 INFO Done migrating `shop`.`orders`\n2026-11-22 13:33:36 INFO Done\n");
    assertThat(words).isEqualTo(new LastWords(true, null));
    assertThat(LastWords.of("# Done\n").done()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-22 13:39:23 FATAL 2026-11-22 13:39:23 ERROR Cannot find table `a`.`b`! | Cannot find table `a`.`b`!",
        "2026-11-22 13:39:23 FATAL User commanded 'panic'. PANIC! | User commanded 'panic'. PANIC!",
        "2026-11-22 13:39:23 FATAL critical-load met: Threads_running=12, >=10 | critical-load met: Threads_running=12, >=10",
      })
  void aFailedRunSaysWhy(String line, String fatal) {
    assertThat(LastWords.of("x\n" + line + "\n")).isEqualTo(new LastWords(false, fatal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Copy: 1/2 50.0%; Applied: 0; Backlog: 0/1000; Time: 1s(total), 1s(copy); streamer: b:1; State: migrating; ETA: 1s",
        "a table called FATAL is copied",
        "# Migrating `shop`.`# Done`",
        "2026-11-22 13:33:36 INFO Row copy complete"
      })
  void otherLinesAreNoEnd(String line) {
    assertThat(LastWords.of(line + "\n")).isEqualTo(new LastWords(false, null));
  }

  @Test
  void everyRecordedEndIsJudgedByItsExitCode() throws IOException {
    int judged = 0;
    for (Path run : Recordings.runsWith("meta.json")) {
      JsonNode meta = JsonMapper.builder().build().readTree(run.resolve("meta.json").toFile());
      Path log = run.resolve("log.txt");
      if (!meta.path("exit_code").isNumber() || !Files.exists(log)) {
        continue;
      }
      judged++;
      String text = Files.readString(log, StandardCharsets.ISO_8859_1);
      LastWords words = LastWords.of(text.substring(Math.max(0, text.length() - (256 << 10))));
      int exit = meta.path("exit_code").asInt();
      if (exit == 0 && text.contains(" INFO Done")) {
        assertThat(words.done()).as(run.toString()).isTrue();
        assertThat(words.fatal()).as(run.toString()).isNull();
      } else if (exit == 1 && text.contains(" FATAL ")) {
        assertThat(words.fatal()).as(run.toString()).isNotBlank();
        assertThat(words.done()).as(run.toString()).isFalse();
      } else if (exit < 0 || exit > 128) {
        assertThat(words).as(run.toString()).isEqualTo(new LastWords(false, null));
      }
    }
    if (Recordings.everything().isPresent()) {
      assertThat(judged).isGreaterThan(50);
    }
  }

  @Test
  void whatWasInTheLogBeforeIsNotThisRunsEnd() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "2026-11-22 13:33:36 INFO Done\n");
    try (RunLog open = requireNonNull(RunLog.open(log))) {
      assertThat(open.lastWords()).isEqualTo(new LastWords(false, null));
      Files.writeString(log, "2026-11-22 14:00:00 FATAL gone\n", StandardOpenOption.APPEND);
      assertThat(requireNonNull(open.lastWords()).fatal()).isEqualTo("gone");
    }
  }

  @Test
  void aLogThatWasRemovedOrTruncatedIsStillRead() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "x".repeat(100) + "\n");
    try (RunLog open = requireNonNull(RunLog.open(log))) {
      Files.writeString(log, "2026-11-22 14:00:00 INFO Done\n");
      assertThat(requireNonNull(open.lastWords()).done()).isTrue();
      Files.delete(log);
      assertThat(requireNonNull(open.lastWords()).done()).isTrue();
    }
    assertThat(RunLog.open(folder.resolve("none"))).isNull();
  }

  @Test
  void theVersionStandsAtTheHead() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            "2026-11-22 13:32:03 INFO starting gh-ost 1.1.10+head (git commit: unknown)\n");
    assertThat(LogHead.version(log)).isEqualTo("1.1.10+head");
    assertThat(LogHead.version("2026-11-22 13:32:03 INFO starting gh-ost 1.0.21\n"))
        .isEqualTo("1.0.21");
    assertThat(LogHead.version("Copy: 1/2\n")).isNull();
    assertThat(LogHead.version("2026-11-22 13:32:03 INFO starting gh-ost 1.1")).isNull();
    assertThat(LogHead.version(folder.resolve("none"))).isNull();
    assertThat(LogHead.version(folder)).isNull();
  }
}
