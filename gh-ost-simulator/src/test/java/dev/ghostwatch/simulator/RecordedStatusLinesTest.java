package dev.ghostwatch.simulator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordedStatusLinesTest {

  @Test
  void aRecordedLineIsRenderedToTheLastByte() {
    for (String line : Recordings.lines("status-lines.txt")) {
      String[] parts = line.split("\t", 2);
      assertRendersItself(GhostDialect.ofLabel(parts[0]), parts[1]);
    }
  }

  @Test
  void everyLineOfEveryRecordingIsRenderedToTheLastByte() throws IOException {
    Optional<Path> recordings = Recordings.everything();
    assumeTrue(recordings.isPresent(), "the recordings are not at hand");
    long lines = 0;
    for (GhostDialect dialect : Recordings.RECORDED) {
      for (Path log : logs(recordings.get().resolve(dialect.label()))) {
        for (String line : Files.readString(log, StandardCharsets.ISO_8859_1).split("\n", -1)) {
          if (line.startsWith("Copy:") && !isCutInTwo(line)) {
            assertRendersItself(dialect, line);
            lines++;
          }
        }
      }
    }
    assertThat(lines).isGreaterThan(1_000);
  }

  @Test
  void theAverageGivesTheRecordedRemainingTimeOfOlderReleases() throws IOException {
    Optional<Path> recordings = Recordings.everything();
    assumeTrue(recordings.isPresent(), "the recordings are not at hand");
    for (GhostDialect dialect :
        List.of(GhostDialect.V1_0_21, GhostDialect.V1_1_0, GhostDialect.V1_1_5)) {
      for (Path log : logs(recordings.get().resolve(dialect.label()))) {
        for (String line : Files.readString(log, StandardCharsets.ISO_8859_1).split("\n", -1)) {
          StatusFigures figures = Recordings.figures(line);
          if (figures != null && !figures.state().startsWith("postponing")) {
            assertThat(possibleEtas(dialect, figures))
                .as("%s: %s", dialect.label(), line)
                .contains(figures.eta().text());
          }
        }
      }
    }
  }

  /** A line tells its copy time in whole seconds, so several remaining times are possible. */
  private static List<String> possibleEtas(GhostDialect dialect, StatusFigures figures) {
    return Stream.iterate(0L, millis -> millis < 1_000, millis -> millis + 1)
        .map(millis ->
            Eta.of(
                    dialect,
                    figures.rowsCopied(),
                    figures.rowsEstimate(),
                    figures.copyElapsed() + millis * 1_000,
                    0)
                .text())
        .distinct()
        .toList();
  }

  private static void assertRendersItself(GhostDialect dialect, String line) {
    StatusFigures figures = requireNonNull(Recordings.figures(line), "no status line: " + line);
    assertThat(StatusTexts.statusLine(dialect, figures)).isEqualTo(line);
  }

  /** Output and errors share the file, so a line may have another inside it. */
  private static boolean isCutInTwo(String line) {
    return line.contains(" INFO ") || line.contains(" ERROR ") || !line.contains("; ETA:");
  }

  private static List<Path> logs(Path version) throws IOException {
    try (Stream<Path> files = Files.find(version, 2, (path, _) -> path.endsWith("log.txt"))) {
      return files.sorted().toList();
    }
  }
}
