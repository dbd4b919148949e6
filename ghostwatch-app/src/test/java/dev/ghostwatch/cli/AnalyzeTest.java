package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code analyze} and {@code errors} on good and on bad input. */
class AnalyzeTest {
  private static final String RUN =
      """
      2026-11-22 13:26:19 INFO starting gh-ost 1.1.5
      2026-11-22 13:26:19 INFO Migrating `shop`.`orders`
      # Migration started at Sun Nov 22 13:26:19 +0100 2026
      Copy: 0/1000 0.0%; Applied: 0; Backlog: 0/1000; Time: 0s(total), 0s(copy); streamer: mysql-bin.000001:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: N/A
      Copy: 400/1000 40.0%; Applied: 1; Backlog: 1000/1000; Time: 2s(total), 2s(copy); streamer: mysql-bin.000001:9; Lag: 2.50s, HeartbeatLag: 2.60s, State: throttled, lag=2.483039s; ETA: 3s
      Copy: 400/1000 40.0%; Applied: 1; Backlog: 5/1000; Time: 4s(total), 4s(copy); streamer: mysql-bin.000001:9; Lag: 2.50s, HeartbeatLag: 2.60s, State: throttled, lag=3.483039s; ETA: 6s
      Copy: 1000/1000 100.0%; Applied: 9; Backlog: 0/1000; Time: 10s(total), 10s(copy); streamer: mysql-bin.000001:99; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: due
      2026-11-22 13:26:29 INFO Row copy complete
      2026-11-22 13:26:30 INFO Done migrating `shop`.`orders`
      # Done
      """;

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
  void aRunIsToldInFull() throws IOException {
    JsonNode found = analyze(RUN.getBytes(StandardCharsets.UTF_8));
    assertThat(found.path("outcome").asString()).isEqualTo("succeeded");
    assertThat(found.path("startedAt").asString()).isEqualTo("2026-11-22T12:26:19.000Z");
    assertThat(found.path("endedAt").asString()).isEqualTo("2026-11-22T12:26:30.000Z");
    assertThat(found.path("durationSeconds").asDouble()).isEqualTo(11);
    assertThat(found.path("rate").path("averageRowsPerSecond").asDouble()).isEqualTo(100);
    assertThat(found.path("rate").path("maxRowsPerSecond").asDouble()).isEqualTo(200);
    assertThat(found.path("lag").path("maxSeconds").asDouble()).isEqualTo(2.5);
    assertThat(found.path("backlog").path("samplesFull").asInt()).isEqualTo(1);
    JsonNode interval = found.path("throttling").path("intervals").get(0);
    assertThat(interval.path("seconds").asDouble()).isEqualTo(8);
    assertThat(interval.path("kind").asString()).isEqualTo("lag");
    assertThat(interval.path("text").asString()).isEqualTo("lag=2.483039s");
    assertThat(interval.path("from").asString()).isEqualTo("2026-11-22T12:26:21.000Z");
  }

  @Test
  void windowsLineEndsEscapesAndUtf16ChangeNothing() throws IOException {
    JsonNode plain = analyze(RUN.getBytes(StandardCharsets.UTF_8));
    JsonNode crlf = analyze(RUN.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    JsonNode utf16 = analyze(("\uFEFF" + RUN).getBytes(StandardCharsets.UTF_16LE));
    JsonNode coloured =
        analyze(
            RUN.replace("Copy:", "\u001b[32mCopy:")
                .replace("INFO", "\u001b[1mINFO\u001b[0m")
                .getBytes(StandardCharsets.UTF_8));
    for (JsonNode other : new JsonNode[] {crlf, utf16, coloured}) {
      assertThat(other.path("progress")).isEqualTo(plain.path("progress"));
      assertThat(other.path("levels")).isEqualTo(plain.path("levels"));
      assertThat(other.path("events")).isEqualTo(plain.path("events"));
    }
  }

  @Test
  void rotatedAndCompressedFilesAreJoinedInOrder() throws IOException {
    String[] lines = RUN.split("(?<=\n)", -1);
    Path oldest = folder.resolve("run.log.2.gz");
    Files.write(oldest, gzip(String.join("", Arrays.copyOfRange(lines, 0, 5))));
    Path newer = folder.resolve("run.log.1");
    Files.writeString(newer, String.join("", Arrays.copyOfRange(lines, 5, 8)));
    Path newest = folder.resolve("run.log");
    Files.writeString(newest, String.join("", Arrays.copyOfRange(lines, 8, lines.length)));
    JsonNode joined =
        world
            .plain("analyze", "--json", newest.toString(), newer.toString(), oldest.toString())
            .json();
    JsonNode whole = analyze(RUN.getBytes(StandardCharsets.UTF_8));
    assertThat(joined.path("events")).isEqualTo(whole.path("events"));
    assertThat(joined.path("throttling")).isEqualTo(whole.path("throttling"));
  }

  @Test
  void severalRunsAreToldApart() throws IOException {
    String second = RUN.replace("13:26", "15:26").replace("orders", "items");
    JsonNode found = analyze((RUN + second).getBytes(StandardCharsets.UTF_8));
    assertThat(found.path("runs").size()).isEqualTo(2);
    assertThat(found.path("table").asString()).isEqualTo("items");
    assertThat(found.path("runs").get(0).path("table").asString()).isEqualTo("orders");
  }

  @Test
  void aCompressedFileCutOffIsReadAsFarAsItGoes() throws IOException {
    byte[] whole = gzip(RUN.repeat(2000));
    Path file = folder.resolve("cut.log.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length - 200));
    Ran ran = world.plain("analyze", "--json", file.toString());
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("cut.log.gz").contains("compressed");
  }

  @Test
  void whatIsNoLogIsSaidToBeNone() throws IOException {
    assertFails("", "the file is empty");
    assertFails("[Note] mariadbd: ready for connections.\n", "no gh-ost line found");
    assertFails("2026-11-22 13:26:19 INFO Started Application in 3 seconds\n", "no gh-ost line");
    assertFails("\0".repeat(100_000), "no gh-ost line");
    assertFails("x".repeat(3_000_000), "no gh-ost line");
    assertThat(world.plain("analyze", folder.toString()).err()).contains("is a directory");
    Ran missing = world.plain("analyze", folder.resolve("none.log").toString());
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("none.log").contains("no such file");
  }

  @Test
  void aLineCutInTheMiddleIsNoSample() throws IOException {
    String cut = RUN.substring(0, RUN.indexOf("400/1000 40.0%") + 2);
    JsonNode found = analyze(cut.getBytes(StandardCharsets.UTF_8));
    assertThat(found.path("progress").path("samples").asInt()).isEqualTo(1);
    assertThat(found.path("unparsedLines").asInt()).isEqualTo(1);
    assertThat(found.path("outcome").asString()).isEqualTo("running");
  }

  @Test
  void pipesAreReadOnceFromTheirBeginningToTheirEnd() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor()).isZero();
    for (byte[] content : new byte[][] {RUN.getBytes(StandardCharsets.UTF_8), gzip(RUN)}) {
      Thread writer = Thread.ofVirtual().start(() -> write(pipe, content));
      JsonNode found = world.plain("analyze", "--json", pipe.toString()).json();
      writer.join();
      assertThat(found.path("outcome").asString()).isEqualTo("succeeded");
      assertThat(found.path("bytes").asInt()).isEqualTo(content.length);
    }
    assertThat(world.plain("analyze", "/dev/null").err()).contains("the file is empty");
  }

  private static void write(Path pipe, byte[] content) {
    try (var out = Files.newOutputStream(pipe)) {
      out.write(content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aFileCutOffBeforeItsFirstLineIsNotSaidToBeEmpty() throws IOException {
    Path file = folder.resolve("cut.log.gz");
    Files.write(file, Arrays.copyOf(gzip(RUN), 12));
    Ran ran = world.plain("analyze", file.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("ends in the middle of its compressed data", "no gh-ost line found in 0 lines");
  }

  @Test
  void bytesThatAreNoTextAndEscapesAreShownHarmlessly() throws IOException {
    Path log = folder.resolve("run.log");
    Files.write(
        log, (RUN + "2026-11-22 13:26:31 ERROR caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(
        log,
        "2026-11-22 13:26:32 ERROR \u001b[2J\u001b]0;evil\u0007\0 \u202Eend\n",
        StandardOpenOption.APPEND);
    for (String format : new String[] {"table", "json", "html"}) {
      Ran ran = world.plain("analyze", "-o", format, log.toString());
      assertThat(ran.exit()).as(ran.all()).isZero();
      assertThat(ran.out()).contains("caf\u00e9", "end").doesNotContain("\u001b", "\u0007", "\0");
    }
    assertThat(world.plain("analyze", "-o", "html", log.toString()).out()).doesNotContain("\u202E");
  }

  @Test
  void errorsComeWithCauseAndAdviceInBothLanguages() throws IOException {
    Path log = folder.resolve("run.log");
    Files.writeString(
        log,
        RUN.lines().limit(3).reduce("", (all, line) -> all + line + "\n")
            + "2026-11-22 13:26:20 FATAL Error 1045: Access denied for user 'g'@'localhost'\n");
    Ran english = world.plain("errors", log.toString());
    assertThat(english.exit()).isZero();
    assertThat(english.out()).contains("[permission]").contains("REPLICATION SLAVE");
    String chinese = world.speaking(Language.ZH).plain("errors", log.toString()).out();
    assertThat(chinese).contains("[permission]").contains("授予");
    assertThat(
            world
                .plain("errors", "--json", log.toString())
                .json()
                .get(0)
                .path("category")
                .asString())
        .isEqualTo("permission");
  }

  @Test
  void aChangedSettingIsDatedByTheStatusLineBelowIt() throws IOException {
    String block = "# chunk-size: %s; max-lag-millis: 1500ms; nice-ratio: 0.000000\n";
    String sample = "Copy: 400/1000 40.0%; Applied: 1; Backlog: ";
    String changed =
        RUN.replaceFirst("Copy: 0/", block.formatted("1000") + "Copy: 0/")
                .replace(sample + "1000", block.formatted("500") + sample + "1000")
                .replace(sample + "5", block.formatted("200") + sample + "5")
            + block.formatted("100");
    JsonNode found = analyze(changed.getBytes(StandardCharsets.UTF_8));
    List<String> changes = new ArrayList<>();
    for (JsonNode event : found.path("events")) {
      if (event.path("type").asString().equals("setting-changed")) {
        changes.add(event.path("at").asString() + " " + event.path("text").asString());
      }
    }
    // No status line follows the last one: the time of the line before it is all there is.
    assertThat(changes)
        .containsExactly(
            "2026-11-22T12:26:21.000Z chunk-size: 1000 -> 500",
            "2026-11-22T12:26:23.000Z chunk-size: 500 -> 200",
            "2026-11-22T12:26:30.000Z chunk-size: 200 -> 100");
  }

  @Test
  void aPhaseBeginsNoEarlierThanTheOneBeforeItEnded() throws IOException {
    String postponing =
        "Copy: 1000/1000 100.0%; Applied: 9; Backlog: 0/1000; Time: {0}s(total), 10s(copy); streamer: mysql-bin.000001:99; Lag: 0.01s, HeartbeatLag: 0.02s, State: postponing cut-over; ETA: due\n";
    String log =
        RUN.replace(
            "2026-11-22 13:26:30 INFO Done migrating",
            postponing.replace("{0}", "9")
                + "2026-11-22 13:26:39 INFO Grabbing voluntary lock: gh-ost.25.lock\n"
                + postponing.replace("{0}", "21").replace("postponing cut-over", "migrating")
                + "2026-11-22 13:26:40 INFO Tables renamed\n"
                + "2026-11-22 13:26:40 INFO Done migrating");
    List<String> phases = new ArrayList<>();
    for (JsonNode phase : analyze(log.getBytes(StandardCharsets.UTF_8)).path("phases")) {
      phases.add(
          phase.path("name").asString()
              + " "
              + phase.path("from").asString().substring(14, 19)
              + " "
              + phase.path("to").asString().substring(14, 19)
              + " "
              + phase.path("seconds").asInt());
    }
    assertThat(phases)
        .containsExactly(
            "prepare 26:19 26:19 0",
            "copy 26:19 26:29 10",
            "postponed 26:29 26:39 10",
            "cut-over 26:39 26:40 1");
  }

  @Test
  void theLastSampleOfEachSecondIsShown() throws IOException {
    Path log = folder.resolve("run.log");
    String sample =
        "Copy: 99{0}/1000 99.{0}%; Applied: 9; Backlog: 0/1000; Time: 9s(total), 9s(copy); streamer: mysql-bin.000001:99; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 0s\n";
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      many.append(sample.replace("{0}", String.valueOf(i)));
    }
    Files.writeString(log, RUN.replace("Copy: 1000/", many + "Copy: 1000/"));
    assertThat(world.plain("analyze", log.toString()).out())
        .contains(
            """
            TIME                 ROWS   PERCENT  ETA
            2026-11-22 12:26:19  0      0.0%     -
            2026-11-22 12:26:21  400    40.0%    3s
            2026-11-22 12:26:23  400    40.0%    6s
            2026-11-22 12:26:28  999    99.9%    due
            2026-11-22 12:26:29  1,000  100.0%   due
            """);
  }

  @Test
  void whatDidNotHappenIsNotCounted() throws IOException {
    Path log = folder.resolve("run.log");
    Files.writeString(
        log,
        RUN.replace("Time: 4s(total)", "Time: 2s(total)")
            .replace("Time: 10s(total)", "Time: 2s(total)"));
    assertThat(world.plain("analyze", log.toString()).out())
        .contains("cut-over     not attempted\n", "throttled for <1s:\n  lag  <1s\n")
        .contains("phases       prepare <1s, copy 10s\n");
    String locked =
        """
        2026-11-22 13:26:29 INFO Grabbing voluntary lock: gh-ost.25.lock
        2026-11-22 13:26:29 INFO Lock & rename duration: 1.305673886s. During this time, queries on `orders` were blocked
        2026-11-22 13:26:29 ERROR strange
        """;
    Files.writeString(
        log,
        RUN.replace("2026-11-22 13:26:30 INFO Done", locked + "2026-11-22 13:26:30 INFO Done"));
    assertThat(world.plain("analyze", log.toString()).out())
        .contains("cut-over     attempts: 1, failed: 0; table locked for 1.3 s\n");
    assertThat(world.plain("errors", log.toString()).out())
        .contains("seen         once, 2026-11-22 12:26:29 in line 11\n");
  }

  @Test
  void equalErrorsAreToldOnceAndTheHarmlessOnesLast() throws IOException {
    Path log = folder.resolve("run.log");
    String gone = " ERROR Error 1146: Table 'shop._orders_ghc' doesn't exist\n";
    Files.writeString(
        log,
        RUN.replace(
                "2026-11-22 13:26:29 INFO Row",
                "2026-11-22 13:26:28 ERROR strange\n2026-11-22 13:26:29 INFO Row")
            + ("2026-11-22 13:26:30" + gone).repeat(30));
    String told = world.plain("analyze", log.toString()).out();
    assertThat(told)
        .contains(
            """
            errors (31), each kind once, the harmless last:
              2026-11-22 12:26:28  strange [other]
              2026-11-22 12:26:30  Error 1146: Table 'shop._orders_ghc' doesn't exist (30 times) [schema] (harmless)
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error 1051: Unknown table 'shop.x'",
        "Error 1146 (42S02): Table 'shop.nonexistent' doesn't exist",
        "Error 1305 (42000): FUNCTION shop.f does not exist",
        "sql: no rows in result set",
        "sql: expected 2 destination arguments in Scan, not 1",
        "sql: Scan error on column index 0, name \"a\": converting NULL to int64 is unsupported"
      })
  void aThrottleQueryThatFailsIsKnownAndNotHarmless(String error) throws IOException {
    Path log = folder.resolve("run.log");
    Files.writeString(
        log,
        RUN.replace(
            "2026-11-22 13:26:29 INFO Row",
            "2026-11-22 13:26:28 ERROR " + error + "\n2026-11-22 13:26:29 INFO Row"));
    JsonNode found = world.plain("errors", "--json", log.toString()).json().get(0);
    assertThat(found.path("message").asString()).isEqualTo(error);
    assertThat(found.path("cause").asString()).contains("throttle query", "never throttles");
    assertThat(found.path("advice").asString()).contains("ghostwatch throttle-query");
    assertThat(found.path("harmless").asBoolean()).isFalse();
  }

  private void assertFails(String content, String said) throws IOException {
    Path log = folder.resolve("bad.log");
    Files.writeString(log, content);
    Ran ran = world.plain("analyze", log.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains(said);
  }

  private JsonNode analyze(byte[] content) throws IOException {
    Path log = folder.resolve("a.log");
    Files.write(log, content);
    Ran ran = world.plain("analyze", "--json", log.toString());
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran.json();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
