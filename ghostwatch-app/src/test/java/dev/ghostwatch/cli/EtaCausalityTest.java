package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What replay prints for a moment depends on nothing recorded later. */
class EtaCausalityTest {
  private static final int CUTS = 10;
  private static final Pattern SECOND = Pattern.compile("\"t\": ?(\\d+)");
  private static final Pattern DATE = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

  @TempDir Path folder;
  private TestWorld world;
  private String said = "";

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  static List<Path> everything() {
    List<Path> runs = new ArrayList<>(Recordings.runsWith("socket.jsonl"));
    // An empty source is an error; a missing folder is none.
    if (runs.isEmpty()) {
      runs.add(Path.of(""));
    }
    return runs;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eta-throttled-twice-v1.1.5.jsonl",
        "eta-wide-v1.2-dev.jsonl",
        "commands-v1.0.21.jsonl",
        "commands-v1.1.10.jsonl"
      })
  void aRecordingCutOffSaysTheSame(String name) throws IOException {
    assertSameWhenCutOff(Recordings.text(name).getBytes(StandardCharsets.UTF_8), null);
  }

  @ParameterizedTest
  @MethodSource("everything")
  void everyRecordingCutOffSaysTheSame(Path run) throws IOException {
    if (run.toString().isEmpty()) {
      return;
    }
    Path log = run.resolve("log.txt");
    assertSameWhenCutOff(
        Files.readAllBytes(run.resolve("socket.jsonl")),
        Files.exists(log) ? Files.readAllBytes(log) : null);
  }

  private void assertSameWhenCutOff(byte[] socket, byte @Nullable [] log) throws IOException {
    List<String> exchanges = new String(socket, StandardCharsets.ISO_8859_1).lines().toList();
    List<String> logged =
        log == null ? List.of() : new String(log, StandardCharsets.ISO_8859_1).lines().toList();
    List<String> full = replay(exchanges, logged, log != null);
    // Of some runs nothing but refusals was recorded.
    if (full.isEmpty()) {
      assertThat(said).contains("holds no recorded status reply");
      return;
    }
    for (int cut = 1; cut <= CUTS; cut++) {
      int kept = Math.max(1, exchanges.size() * cut / (CUTS + 1));
      List<String> part =
          replay(
              exchanges.subList(0, kept),
              until(second(exchanges.get(kept - 1)), logged),
              log != null);
      assertThat(part)
          .as("cut off after %d exchanges", kept)
          .isEqualTo(full.subList(0, part.size()));
    }
  }

  /** The second of an exchange, as the log of a recording writes it. */
  private static String second(String exchange) {
    Matcher at = SECOND.matcher(exchange);
    assertThat(at.find()).as(exchange).isTrue();
    return Instant.ofEpochSecond(Long.parseLong(at.group(1)))
        .toString()
        .replaceAll("[TZ]", " ")
        .strip();
  }

  /** The log as it may have been at that moment: all recordings were made in UTC. */
  private static List<String> until(String second, List<String> log) {
    for (int i = 0; i < log.size(); i++) {
      Matcher date = DATE.matcher(log.get(i));
      if (date.find() && date.group().compareTo(second) > 0) {
        return log.subList(0, i);
      }
    }
    return log;
  }

  private List<String> replay(List<String> exchanges, List<String> log, boolean logged)
      throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.write(run.resolve("socket.jsonl"), exchanges, StandardCharsets.ISO_8859_1);
    if (logged) {
      Files.write(run.resolve("log.txt"), log, StandardCharsets.ISO_8859_1);
    }
    Ran ran = world.plain("replay", run.toString(), "--json");
    said = ran.err();
    return ran.lines();
  }

  @Test
  void everyDocumentHasAnEta() throws IOException {
    List<String> lines =
        replay(Recordings.text("eta-wide-v1.2-dev.jsonl").lines().toList(), List.of(), false);
    assertThat(lines)
        .as(said)
        .hasSizeGreaterThan(50)
        .allMatch(line -> line.contains("\"eta\":{\"copySeconds\":"));
  }
}
