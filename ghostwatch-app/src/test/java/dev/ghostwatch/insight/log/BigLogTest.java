package dev.ghostwatch.insight.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What {@code analyze --json} says of a whole benchmark log is what the plain reader comes to. Runs
 * only with {@code -Dghostwatch.bigLog=FILE}, of at most 2 GB: for 1 GiB the plain reader takes
 * minutes and 4 GB of memory.
 */
@EnabledIfSystemProperty(named = "ghostwatch.bigLog", matches = ".+")
class BigLogTest {
  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void begin() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void theDocumentSaysWhatThePlainReaderFound() throws Exception {
    Path log = Path.of(System.getProperty("ghostwatch.bigLog"));
    Ran ran = world.plain("analyze", "--json", log.toString());
    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode document = ran.json();
    PlainReader plain = new PlainReader(Files.readAllBytes(log));
    JsonNode runs = document.path("runs");
    assertThat(runs.size()).isEqualTo(plain.runs.size());
    long lines = 0;
    long samples = 0;
    for (int i = 0; i < plain.runs.size(); i++) {
      compare(runs.get(i), plain.runs.get(i), "run " + i);
      lines += plain.runs.get(i).lines();
      samples += plain.runs.get(i).samples.size();
    }
    assertThat(document.path("lines").asLong()).isEqualTo(lines);
    assertThat(document.path("bytes").asLong()).isEqualTo(Files.size(log));
    System.out.printf(
        "%s: %d runs, %d lines, %d samples are the same%n", log, runs.size(), lines, samples);
  }

  private static void compare(JsonNode fast, PlainReader.Run plain, String name) {
    assertThat(fast.path("lines").asLong()).as(name).isEqualTo(plain.lines());
    Map<LineLevel, Long> levels = new EnumMap<>(LineLevel.class);
    for (LineLevel level : LineLevel.values()) {
      JsonNode count = fast.path("levels").path(level.jsonName());
      if (count.asLong(0) > 0) {
        levels.put(level, count.asLong());
      }
    }
    assertThat(levels).as("levels of %s", name).isEqualTo(plain.levels);
    progress(fast.path("progress"), plain, name);
    JsonNode lag = fast.path("lag");
    assertThat(lag.path("maxSeconds").asDouble()).as(name).isEqualTo(plain.maxLag());
    assertThat(lag.path("p95Seconds").asDouble()).as(name).isEqualTo(plain.p95Lag());
    assertThat(fast.path("backlog").path("samplesFull").asLong())
        .as(name)
        .isEqualTo(plain.fullBacklogs());
    JsonNode throttling = fast.path("throttling");
    assertThat(throttling.path("samples").asLong()).as(name).isEqualTo(plain.throttledSamples());
    Map<ThrottleReason.Kind, Long> lost = new EnumMap<>(ThrottleReason.Kind.class);
    for (ThrottleReason.Kind kind : ThrottleReason.Kind.values()) {
      JsonNode seconds = throttling.path("byKind").path(kind.jsonName());
      if (!seconds.isMissingNode()) {
        lost.put(kind, (long) seconds.asDouble());
      }
    }
    assertThat(lost).as("lost in %s", name).isEqualTo(plain.lost());
    errors(fast, plain, name);
  }

  private static void progress(JsonNode fast, PlainReader.Run plain, String name) {
    StatusLine first = plain.samples.getFirst();
    StatusLine last = plain.samples.getLast();
    assertThat(fast.path("samples").asInt()).as(name).isEqualTo(plain.samples.size());
    assertThat(fast.path("firstRowsCopied").asLong()).as(name).isEqualTo(first.rowsCopied());
    assertThat(fast.path("lastRowsCopied").asLong()).as(name).isEqualTo(last.rowsCopied());
    assertThat(fast.path("lastRowsEstimate").asLong()).as(name).isEqualTo(last.rowsEstimate());
    assertThat(fast.path("lastPercent").asDouble()).as(name).isEqualTo(last.percent());
    assertThat(fast.path("maxPercent").asDouble()).as(name).isEqualTo(plain.maxPercent());
    assertThat(fast.path("lastDmlApplied").asLong()).as(name).isEqualTo(last.dmlApplied());
    assertThat(fast.path("lastCoordinates").asString())
        .as(name)
        .isEqualTo(last.coordinates() == null ? null : last.coordinates().text());
  }

  /** The first 500 and the last 500 of each run are kept. */
  private static void errors(JsonNode fast, PlainReader.Run plain, String name) {
    JsonNode kept = fast.path("errors");
    long omitted = fast.path("errorsOmitted").asLong(0);
    assertThat(kept.size() + omitted).as("errors of %s", name).isEqualTo(plain.errors.size());
    for (int i = 0; i < kept.size(); i++) {
      int place = i < 500 ? i : i + (int) omitted;
      assertThat(kept.get(i).path("message").asString())
          .as("error %d of %s", place, name)
          .isEqualTo(plain.errors.get(place));
    }
  }
}
