package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedLogTest {
  private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");

  static Stream<GhostDialect> dialects() {
    return Recordings.RECORDED.stream();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyLogLineHasBeenSeenInARecording(GhostDialect dialect) {
    Set<String> seen = new HashSet<>(Recordings.lines("log-" + dialect.label() + ".txt"));
    if (dialect == GhostDialect.V1_1_10) {
      // That release was recorded with --skip-port-validation, which leaves these lines out.
      Recordings.lines("log-v1.2-dev.txt").stream()
          .filter(line -> line.contains("connection validated"))
          .forEach(seen::add);
    }
    for (String story : List.of("healthy", "panic")) {
      assertThat(shapes(dialect, story)).as(story).isSubsetOf(seen);
    }
    if (dialect.has(DialectTrait.HEARTBEAT_LAG)) {
      for (String story :
          List.of("cut-over-retries", "panic-flag", "hibernate", "exact-count", "counting-rows")) {
        assertThat(shapes(dialect, story)).as(story).isSubsetOf(seen);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void theOutputIsMadeOfLogLinesHintsAndStatusLinesAlone(GhostDialect dialect) {
    for (String line : output(dialect, "healthy")) {
      assertThat(line)
          .matches(
              "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [A-Z]+ .*)|(Copy: .*)|(# .*)"
                  + "|(\\[\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d] \\[info] .*)"
                  + "|(\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d INFO .*)");
    }
  }

  private static Set<String> shapes(GhostDialect dialect, String story) {
    Set<String> shapes = new HashSet<>();
    for (String line : output(dialect, story)) {
      if (line.matches("\\d{4}-\\d\\d-\\d\\d .*") && !line.contains(" INFO Copy:")) {
        shapes.add(shape(line.substring(20)));
      }
    }
    return shapes;
  }

  private static List<String> output(GhostDialect dialect, String story) {
    List<String> lines = new ArrayList<>();
    SimulatedMigration migration =
        new SimulatedMigration(
            RunIdentity.of("shop", "orders", START),
            dialect,
            Stories.byName(story),
            FlagFiles.inMemory(),
            lines::add);
    assertThat(migration.runToEnd(Duration.ofHours(6))).isPresent();
    return lines;
  }

  private static String shape(String line) {
    return line.replace("orders", "TABLE")
        .replaceAll("/tmp/[^ ]*sock", "SOCKET")
        .replaceAll("/tmp/gh-ost\\.TABLE\\.panic", "FLAGFILE")
        .replaceAll("\\d+(\\.\\d+)?(ms|µs|s)\\b", "DURATION")
        .replace("5mDURATION", "DURATION")
        .replaceAll("db1:\\d+", "SERVER")
        .replace("8.0.42", "SERVERVERSION")
        .replaceAll("Shared columns are .*", "Shared columns are COLUMNS")
        .replace("Threads_running", "Threads_connected")
        .replaceAll("(N|\\d\\d):00(\\.0+)? \\+", "$1:00.0 +")
        .replaceAll("\\d+", "N")
        .replaceAll("m=\\+N\\.N", "m=+N.N");
  }
}
