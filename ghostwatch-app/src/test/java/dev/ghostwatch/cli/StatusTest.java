package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.MigrationView;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatusTest {
  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void fullTextOfAHealthyRun() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(5));
    Ran ran = world.run("status");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().replace(folder.toString(), "DIR"))
        .isEqualTo(
            """
            shop.orders  migrating
            [████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░] 17.7% (1752000/9900000)

            ends in      21m3s, at 2026-11-22 13:34:08 (the copy takes 11m54s to 55m17s more)
            because      a single reply: the average of the copy so far, 5,840 rows/s
            gh-ost's ETA 22m38s until the last row is copied, if nothing slows it
            speed        5,840 rows/s on average
            time         5m0s in all, 5m0s of it copying
            lag          0.01 s, heartbeat 0.01 s, limit 1.5 s
            backlog      0 of 1,000 events waiting, 15,050 applied
            binlog       mysql-bin.000003:287025475

            gh-ost       version unknown, on util1
            started      2026-11-22 13:08:06, 5m0s ago
            servers      migrating db1:3306, inspecting db1:3306
            ghost table  _orders_gho
            connection   unix:DIR/gh-ost.shop.orders.sock
            settings     chunk-size=1000  dml-batch-size=10  max-lag-millis=1500  nice-ratio=0  max-load=Threads_running=50  critical-load=Threads_running=500
            flag file    throttle-additional-flag-file=/tmp/gh-ost.throttle
            """);
  }

  @Test
  void aThrottledRunSaysWhyAndWhatToDo() {
    SimulatedMigration migration = throttledByReplica(GhostDialect.V1_1_5);
    Ran ran = world.run("status");
    assertThat(ran.exit()).isZero();
    assertThat(migration.view().throttledBy()).isPresent();
    assertThat(ran.lines().getFirst())
        .matches("shop\\.orders  throttled: replica replica1:3306 lags [0-9.]+ s, limit 1\\.5 s");
    assertThat(ran.lines())
        .contains(
            "what to do   look at that replica; if it is only slow: ghostwatch slow-down"
                + " shop.orders");
  }

  private SimulatedMigration throttledByReplica(GhostDialect dialect) {
    SimulatedMigration migration =
        world.simulate("shop", "orders", dialect, Stories.byName("lagging-replica"));
    for (int i = 0; i < 3600 && migration.view().throttledBy().isEmpty(); i++) {
      world.clock.advance(Duration.ofSeconds(1));
    }
    world.clock.advance(Duration.ofSeconds(2));
    return migration;
  }

  @Test
  void shortStatusIsOneLine() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(5));
    assertThat(world.run("status", "--short").out())
        .isEqualTo(
            "shop.orders  17.7%  migrating  ETA 21m1s  1752000/9900000  lag 0.01 s  backlog"
                + " 0/1,000\n");
  }

  @Test
  void documentHasTheFieldsOfTheContractInItsOrder() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(5));
    JsonNode json = world.run("status", "--json").json();
    assertThat(names(json))
        .startsWith(
            "id",
            "database",
            "table",
            "ghostTable",
            "migratedHost",
            "inspectedHost",
            "executingHost",
            "startedAt",
            "ghostVersion",
            "endpoint",
            "observedAt",
            "lifecycle",
            "state",
            "throttle",
            "progress",
            "settings");
    assertThat(names(json.path("progress")))
        .containsExactly(
            "rowsCopied",
            "rowsEstimate",
            "percent",
            "dmlApplied",
            "backlog",
            "backlogCapacity",
            "elapsedSeconds",
            "copySeconds",
            "coordinates",
            "lagSeconds",
            "heartbeatLagSeconds",
            "reportedEta",
            "reportedEtaSeconds");
    assertThat(names(json.path("settings")))
        .containsExactly(
            "chunkSize",
            "maxLagMillis",
            "dmlBatchSize",
            "niceRatio",
            "maxLoad",
            "criticalLoad",
            "throttleQuery",
            "throttleHttp",
            "throttleControlReplicas",
            "throttleControlReplicasCount",
            "throttleFlagFile",
            "throttleFlagFileSet",
            "throttleAdditionalFlagFile",
            "throttleAdditionalFlagFileSet",
            "postponeCutOverFlagFile",
            "postponeCutOverFlagFileSet",
            "panicFlagFile",
            "servingSocket",
            "servingTcpPort");
    assertThat(names(json.path("rates")))
        .containsExactly(
            "rowsPerSecond",
            "averageRowsPerSecond",
            "dmlPerSecond",
            "bytesPerSecond",
            "chunksPerSecond",
            "chunkSeconds",
            "chunkSecondsSource",
            "querySeconds");
  }

  private static List<String> names(JsonNode object) {
    return List.copyOf(object.propertyNames());
  }

  @Test
  void documentTellsTheTruthOfTheRun() {
    SimulatedMigration migration = throttledByReplica(GhostDialect.V1_2_DEV);
    Ran ran = world.run("status", "--json");
    MigrationView truth = migration.view();
    JsonNode json = ran.json();
    assertThat(json.path("id").asString()).isEqualTo("shop.orders@20261122T130806Z");
    assertThat(json.path("startedAt").asString()).isEqualTo("2026-11-22T13:08:06.000Z");
    assertThat(json.path("observedAt").asString())
        .matches("2026-11-22T1[3-9]:\\d\\d:\\d\\d\\.000Z");
    assertThat(json.path("ghostVersion").isNull()).isTrue();
    assertThat(json.path("endpoint").asString())
        .isEqualTo("unix:" + world.socket("shop", "orders"));
    assertThat(json.path("lifecycle").asString()).isEqualTo("running");
    assertThat(json.path("state").asString()).isEqualTo("throttled");
    JsonNode throttle = json.path("throttle");
    assertThat(throttle.path("kind").asString()).isEqualTo("replica-lag");
    assertThat(throttle.path("text").asString()).isEqualTo(truth.throttledBy().orElseThrow());
    assertThat(throttle.path("host").asString()).isEqualTo("replica1:3306");
    assertThat(throttle.path("seconds").asDouble()).isGreaterThan(1.5);
    assertThat(throttle.path("variable").isNull()).isTrue();
    JsonNode progress = json.path("progress");
    assertThat(progress.path("rowsCopied").asLong()).isEqualTo(truth.rowsCopied());
    assertThat(progress.path("rowsEstimate").asLong()).isEqualTo(truth.rowsEstimate());
    assertThat(progress.path("dmlApplied").asLong()).isEqualTo(truth.changesApplied());
    assertThat(progress.path("backlog").asLong()).isEqualTo(truth.changesWaiting());
    assertThat(progress.path("backlogCapacity").asInt()).isEqualTo(1000);
    assertThat(progress.path("elapsedSeconds").asLong())
        .isEqualTo(Duration.between(TestWorld.START, truth.now()).toSeconds());
    assertThat(json.path("settings").path("maxLoad").path("Threads_running").asInt()).isEqualTo(50);
    assertThat(json.path("settings").path("throttleControlReplicasCount").asInt()).isEqualTo(2);
    assertThat(json.path("settings").path("throttleControlReplicas").isNull()).isTrue();
    assertThat(json.path("settings").path("throttleHttp").isNull()).isTrue();
  }

  @Test
  void theOldestReleaseHasNoLagWhichIsNullNotZero() {
    world.orders(GhostDialect.V1_0_21, Story.healthy(), Duration.ofMinutes(2));
    JsonNode progress = world.run("status", "--json").json().path("progress");
    assertThat(progress.path("lagSeconds").isNull()).isTrue();
    assertThat(progress.path("heartbeatLagSeconds").isNull()).isTrue();
    assertThat(world.run("status").out()).contains("this gh-ost does not say (limit 1.5 s)");
  }

  @Test
  void aPostponedRunSaysHowToGoOn() {
    world.orders(
        GhostDialect.V1_1_10, Stories.byName("postponed").rows(50_000), Duration.ofMinutes(2));
    Ran ran = world.run("status");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .startsWith("shop.orders  ready: cut-over postponed, waiting for you\n")
        .contains("cut over when it suits: ghostwatch cut-over shop.orders");
    assertThat(world.run("status", "--json").json().path("state").asString())
        .isEqualTo("postponing cut-over");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "shop.orders", "shop.orders@20261122T130806Z"})
  void aMigrationIsFoundByEachOfItsNames(String name) {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    world.simulate("shop", "items", GhostDialect.V1_1_10, Story.healthy());
    Ran ran = world.run("status", "--short", name);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).startsWith("shop.orders  ");
    assertThat(world.run("status", "--short", "--migration", name).out()).isEqualTo(ran.out());
  }

  @Test
  void aMigrationIsFoundByItsSocket() {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    world.simulate("shop", "items", GhostDialect.V1_1_10, Story.healthy());
    String path = world.socket("shop", "items").toString();
    assertThat(world.run("status", "--short", path).out()).startsWith("shop.items  ");
    assertThat(world.run("status", "--short", "unix:" + path).out()).startsWith("shop.items  ");
    assertThat(world.plain("status", "--short", "--socket", path).out()).startsWith("shop.items  ");
  }

  /** Its status does not name the table; the name of its socket does. */
  @ParameterizedTest
  @ValueSource(strings = {"orders", "shop.orders"})
  void aMigrationThatDoesNotSayItsTableIsFoundByTheNameItIsListedUnder(String name) {
    world.simulate("shop", "orders", GhostDialect.BRACKETED, Story.healthy());
    world.simulate("shop", "items", GhostDialect.V1_1_10, Story.healthy());
    assertThat(world.run("status", "--short", name).exit()).isZero();
  }

  @Test
  void yamlHoldsTheSameDocument() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(5));
    assertThat(world.run("status", "-o", "yaml").out())
        .contains("id: \"shop.orders@20261122T130806Z\"")
        .contains("  rowsCopied: 1752000\n");
  }
}
