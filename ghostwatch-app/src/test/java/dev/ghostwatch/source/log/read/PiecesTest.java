package dev.ghostwatch.source.log.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.insight.log.LogAnalyzer;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.testing.Recordings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a file is cut into pieces and whoever reads them, the lines are the same. */
class PiecesTest {
  @TempDir Path folder;

  @Test
  void piecesOfAnySizeComeToTheSame() throws Exception {
    byte[] log = Recordings.text("log-mix.txt").repeat(3).getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("run.log");
    Files.write(file, log);
    LogAnalyzer whole = new LogAnalyzer(ZoneOffset.UTC, false);
    whole.feed(log, 0, log.length);
    for (int size : new int[] {300, 301, 997, 4096, 10_007, log.length - 1, log.length, 1 << 20}) {
      for (int threads : new int[] {1, 2, 5}) {
        assertThat(inPieces(file, threads, size))
            .as("%d threads, %d bytes", threads, size)
            .isEqualTo(whole.analysis());
      }
      LogAnalyzer stream = new LogAnalyzer(ZoneOffset.UTC, false);
      new LogReader(1, Math.max(size, 2000)).read(new ByteArrayInputStream(log), stream);
      assertThat(stream.analysis()).as("stream, %d bytes", size).isEqualTo(whole.analysis());
    }
  }

  private static LogAnalysis inPieces(Path file, int threads, int size) throws Exception {
    LogAnalyzer analyzer = new LogAnalyzer(ZoneOffset.UTC, false);
    new LogReader(threads, size).read(List.of(LogFile.of(file)), analyzer);
    return analyzer.analysis();
  }
}
