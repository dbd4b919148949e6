package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code status --stdin}: text from a pipe. */
class StatusInputTest {
  static final List<String> VERSIONS = Recordings.VERSIONS;

  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  private Ran read(String text, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "status";
    all[1] = "--stdin";
    System.arraycopy(options, 0, all, 2, options.length);
    return world.typing(text).plain(all);
  }

  private static String reply(String version, String command) {
    return Recordings.commands(version).stream()
        .filter(exchange -> exchange.command().equals(command))
        .findFirst()
        .orElseThrow()
        .reply();
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void aRecordedStatusReplyGivesTheWholeDocument(String version) {
    Ran ran = read(reply(version, "status"), "--json");
    assertThat(ran.exit()).isZero();
    JsonNode json = ran.json();
    assertThat(json.path("database").asString()).isEqualTo("shop");
    String table = json.path("table").asString();
    assertThat(table).startsWith("t_cmd_");
    assertThat(json.path("ghostTable").asString()).isEqualTo("_" + table + "_gho");
    assertThat(json.path("id").asString()).matches("shop\\." + table + "@2026\\d{4}T\\d{6}Z");
    assertThat(json.path("lifecycle").asString()).isEqualTo("running");
    assertThat(json.path("endpoint").isNull()).isTrue();
    assertThat(json.path("observedAt").isNull()).isTrue();
    assertThat(json.path("progress").path("rowsEstimate").asLong()).isPositive();
    assertThat(json.path("settings").path("chunkSize").asLong()).isPositive();
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void aRecordedSupReplySaysLessWhichIsNull(String version) {
    JsonNode json = read(reply(version, "sup"), "--json").json();
    assertThat(json.path("id").isNull()).isTrue();
    assertThat(json.path("table").isNull()).isTrue();
    assertThat(json.path("settings").isNull()).isTrue();
    assertThat(json.path("state").asString()).isNotEmpty();
    assertThat(json.path("progress").path("lagSeconds").isNull())
        .isEqualTo(version.equals("v1.0.21"));
  }

  @Test
  void theLastStatusLineWins() {
    String log =
        """
        2026-11-22 13:08:06 INFO starting gh-ost 1.1.5
        Copy: 0/100 0.0%; Applied: 0; Backlog: 0/1000; Time: 0s(total), 0s(copy); streamer: b.1:4; Lag: 0.01s, HeartbeatLag: 0.01s, State: migrating; ETA: N/A
        [2026/11/22 13:08:07] [info] binlogsyncer.go:133 create BinlogSyncer
        2026-11-22 13:08:09 INFO Copy: 50/100 50.0%; Applied: 7; Backlog: 3/1000; Time: 3s(total), 3s(copy); streamer: b.1:9; Lag: 0.02s, HeartbeatLag: 0.03s, State: throttled, lag=2.483039s; ETA: due
        2026-11-22 13:08:10 ERROR something else
        """;
    JsonNode json = read(log, "--json").json();
    assertThat(json.path("progress").path("rowsCopied").asInt()).isEqualTo(50);
    assertThat(json.path("progress").path("reportedEtaSeconds").asInt(-1)).isZero();
    assertThat(json.path("throttle").path("kind").asString()).isEqualTo("lag");
    assertThat(json.path("throttle").path("seconds").asDouble()).isEqualTo(2.483039);
  }

  @Test
  void theExampleOfTheContractIsRead() {
    String reply =
        """
        # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
        # Migrating db1:3306; inspecting db2:3306; executing on util1
        # Migration started at Sun Nov 22 13:08:06 +0000 2026
        # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: Threads_running=50; critical-load: ; nice-ratio: 0.000000
        # throttle-additional-flag-file: /tmp/gh-ost.throttle
        # Serving on unix socket: /tmp/gh-ost.shop.orders.sock
        Copy: 466600/752865 62.0%; Applied: 12; Backlog: 0/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.01s, State: throttled, db3:3306 replica-lag=3.000000s; ETA: 1m19s
        """;
    JsonNode json = read(reply, "--json").json();
    assertThat(json.path("id").asString()).isEqualTo("shop.orders@20261122T130806Z");
    assertThat(json.path("throttle").toString())
        .isEqualTo(
            "{\"kind\":\"replica-lag\",\"text\":\"db3:3306 replica-lag=3.000000s\",\"host\":\"db3:3306\","
                + "\"seconds\":3.0,\"variable\":null,\"value\":null,\"threshold\":null,\"httpStatus\":null}");
    assertThat(json.path("progress").toString())
        .isEqualTo(
            "{\"rowsCopied\":466600,\"rowsEstimate\":752865,\"percent\":62.0,\"dmlApplied\":12,\"backlog\":0,"
                + "\"backlogCapacity\":1000,\"elapsedSeconds\":160,\"copySeconds\":131,"
                + "\"coordinates\":\"mysql-bin.007069:622646704\",\"lagSeconds\":0.01,"
                + "\"heartbeatLagSeconds\":0.01,\"reportedEta\":\"1m19s\",\"reportedEtaSeconds\":79}");
    assertThat(json.path("settings").toString())
        .isEqualTo(
            "{\"chunkSize\":1000,\"maxLagMillis\":1500,\"dmlBatchSize\":10,\"niceRatio\":0.0,"
                + "\"maxLoad\":{\"Threads_running\":50},\"criticalLoad\":{},\"throttleQuery\":null,"
                + "\"throttleHttp\":null,\"throttleControlReplicas\":null,"
                + "\"throttleControlReplicasCount\":null,\"throttleFlagFile\":null,"
                + "\"throttleFlagFileSet\":null,\"throttleAdditionalFlagFile\":\"/tmp/gh-ost.throttle\","
                + "\"throttleAdditionalFlagFileSet\":false,\"postponeCutOverFlagFile\":null,"
                + "\"postponeCutOverFlagFileSet\":null,\"panicFlagFile\":null,"
                + "\"servingSocket\":\"/tmp/gh-ost.shop.orders.sock\",\"servingTcpPort\":null}");
  }

  @Test
  void theBracketedDialectIsRead() {
    String log =
        """
        2023-09-11 15:30:21 [info] binlog coordinates: mysql-bin.000123:45678901
        2023-09-11 15:30:21 [info] Migrated rows: 1234567 / 5000000 (24.7%)
        2023-09-11 15:30:21 [info] ETA: 2h34m12s
        """;
    JsonNode json = read(log, "--json").json();
    assertThat(json.path("progress").path("rowsCopied").asLong()).isEqualTo(1234567);
    assertThat(json.path("progress").path("percent").asDouble()).isEqualTo(24.7);
    assertThat(json.path("progress").path("reportedEtaSeconds").asLong()).isEqualTo(9252);
    assertThat(json.path("state").isNull()).isTrue();
    assertThat(read(log).out()).contains("24.7% (1234567/5000000)").contains("2h34m12s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "hello\n", "Copy: nonsense\n", "unknown command: foo\n"})
  void inputWithoutAStatusLineIsAFailure(String input) {
    Ran ran = read(input, "--json");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: no status line of gh-ost in the input (%d bytes). Give it the answer to status or sup, or log lines that hold one.\n"
                .formatted(input.getBytes(StandardCharsets.UTF_8).length));
  }

  @Test
  void aMigrationAndStandardInputExcludeEachOther() {
    Ran ran = world.plain("status", "--stdin", "orders");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--stdin reads from standard input");
    assertThat(world.plain("status", "--stdin", "--socket", "/tmp/x").exit()).isEqualTo(2);
  }

  @Test
  void everyRecordedReplyIsReadAndNothingIsMadeUp() throws IOException {
    assumeThat(Recordings.everything()).isPresent();
    int replies = 0;
    for (Path run : Recordings.runsWith("socket.jsonl")) {
      List<Recordings.Exchange> exchanges =
          Recordings.exchanges(Files.readString(run.resolve("socket.jsonl")));
      for (int i = 0; i < exchanges.size(); i += 17) {
        String reply = exchanges.get(i).reply();
        if (!reply.contains("Copy: ") || !reply.contains("streamer: ")) {
          continue;
        }
        replies++;
        Ran ran = read(reply, "--json");
        assertThat(ran.exit()).as("%s: %s", run, reply).isZero();
        String copied = reply.replaceFirst("(?s).*Copy: (\\d+)/.*", "$1");
        assertThat(ran.json().path("progress").path("rowsCopied").asString()).isEqualTo(copied);
        assertThat(ran.json().path("settings").isNull()).isEqualTo(!reply.contains("# chunk-size"));
      }
    }
    assertThat(replies).isGreaterThan(100);
  }

  @Test
  void everyRecordedLogEndsInAPicture() throws IOException {
    for (Path run : Recordings.runsWith("log.txt")) {
      String log = Files.readString(run.resolve("log.txt"), StandardCharsets.ISO_8859_1);
      Ran ran = read(log, "--json");
      assertThat(ran.exit())
          .as(run.toString())
          .isEqualTo(log.contains("; streamer: ") || log.contains("Copy: ") ? 0 : 1);
    }
  }
}
