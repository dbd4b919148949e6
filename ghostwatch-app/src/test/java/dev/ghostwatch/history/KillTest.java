package dev.ghostwatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any moment: the store opens again and has everything the writer was sure of. */
class KillTest {
  private static final int KILLS = Integer.getInteger("ghostwatch.kills", 50);

  @TempDir Path folder;

  @Test
  void killedAtAnyMomentTheStoreOpensAgainAndHasWhatWasWritten() throws Exception {
    Path file = folder.resolve("history.db");
    long seed = Long.getLong("ghostwatch.seed", 20261124L);
    Random random = new Random(seed);
    long sure = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      // Where a former life wrote further than it could say.
      long first = stored(file);
      assertThat(first).as("kill %d, seed %d", kill, seed).isGreaterThanOrEqualTo(sure);
      sure = Math.max(first, writeUntilKilled(file, first, random));
      assertSound(file);
    }
    List<SampleRow> rows = new ArrayList<>();
    HistoryReader.open(file).samples(StoreBench.ORDERS.text(), null, null, Column.ALL, rows::add);
    assertThat(rows.size()).isGreaterThanOrEqualTo((int) sure);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)).isEqualTo(StoreBench.sample(StoreBench.START.plusSeconds(i)));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(path -> path.toString().contains("corrupt"));
    }
  }

  /** Gives the number of samples that the writer had said were written. */
  private static long writeUntilKilled(Path file, long first, Random random) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                file.toString(),
                String.valueOf(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long sure = first;
    int turns = random.nextInt(10);
    int offset = random.nextInt(20_000);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        assertThat(line).doesNotStartWith("said");
        if (Character.isDigit(line.charAt(0))) {
          sure = Long.parseLong(line);
        }
        if (turns-- <= 0) {
          // Somewhere within the next turn, which takes some milliseconds.
          spin(offset);
          writer.toHandle().destroyForcibly();
          turns = Integer.MAX_VALUE;
        }
      }
    }
    assertThat(writer.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
    return sure;
  }

  private static void spin(int rounds) {
    for (int i = 0; i < rounds; i++) {
      Thread.onSpinWait();
    }
  }

  private static long stored(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    long[] count = {0};
    HistoryReader.open(file)
        .samples(
            StoreBench.ORDERS.text(), null, null, List.of(Column.ROWS_COPIED), _ -> count[0]++);
    return count[0];
  }

  private static void assertSound(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma integrity_check")) {
      assertThat(result.getString(1)).isEqualTo("ok");
    }
  }
}
