package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import dev.ghostwatch.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PsTest {
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

  private void two() {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    world.simulate("shop", "customers", GhostDialect.V1_0_21, Story.healthy());
    world.clock.advance(Duration.ofMinutes(3));
  }

  @Test
  void tableHasARowForEachMigration() {
    two();
    Ran ran = world.run("ps");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lines()).hasSize(3);
    assertThat(ran.lines().get(0).split(" +"))
        .containsExactly(
            "MIGRATION", "STATE", "PROGRESS", "ETA", "LAG", "STARTED", "PID", "SOCKET");
    assertThat(ran.lines().get(1))
        .matches(
            "shop\\.customers  migrating  +10\\.9% .*  -  +2026-11-22 13:08:06  -  +/.*customers.sock");
    assertThat(ran.lines().get(2))
        .matches(
            "shop\\.orders  +migrating  +10\\.9% .*  0\\.01 s  2026-11-22 13:08:06  -  +/.*orders.sock");
  }

  @Test
  void jsonIsAnArrayOfMigrationDocuments() {
    two();
    JsonNode json = world.run("ps", "--json").json();
    assertThat(json.isArray()).isTrue();
    assertThat(json.size()).isEqualTo(2);
    JsonNode orders = json.get(1);
    assertThat(orders.path("id").asString()).isEqualTo("shop.orders@20261122T130806Z");
    assertThat(orders.path("state").asString()).isEqualTo("migrating");
    assertThat(orders.path("stale").asBoolean(true)).isFalse();
    assertThat(orders.path("pid").isNull()).isTrue();
    assertThat(world.run("ps", "-o", "json").out()).isEqualTo(world.run("ps", "--json").out());
  }

  @Test
  void nothingRunningIsAnEmptyTableAnEmptyArrayAndNoFailure() {
    Ran table = world.run("ps");
    assertThat(table.exit()).isZero();
    assertThat(table.lines()).hasSize(1);
    assertThat(table.err())
        .isEqualTo(
            "No gh-ost is running on this host. 'ghostwatch ps --all' also lists sockets left behind.\n");
    Ran json = world.run("ps", "--json");
    assertThat(json.exit()).isZero();
    assertThat(json.out().replaceAll("\\s", "")).isEqualTo("[]");
    assertThat(json.err()).isEmpty();
    assertThat(world.run("ps", "-o", "yaml").out()).contains("[]");
    assertThat(world.run("ps", "-o", "csv").lines())
        .containsExactly("MIGRATION,STATE,PROGRESS,ETA,LAG,STARTED,PID,SOCKET");
  }

  @Test
  void csvIsTheSameInEveryLanguage() {
    two();
    String english = world.run("ps", "-o", "csv").out();
    assertThat(english.lines()).hasSize(3).allMatch(line -> line.split(",").length == 8);
    assertThat(world.speaking(Language.ZH).run("ps", "-o", "csv").out()).isEqualTo(english);
  }

  @Test
  void yamlHoldsTheSameFields() {
    two();
    String yaml = world.run("ps", "-o", "yaml").out();
    assertThat(yaml)
        .contains("id: \"shop.orders@20261122T130806Z\"")
        .contains("lifecycle: \"running\"")
        .contains("reportedEtaSeconds: ");
  }

  @Test
  void staleSocketsAreListedOnlyWhenAskedFor() {
    two();
    Path stale = world.stale("gh-ost.shop.old.sock");
    assertThat(world.run("ps").out()).doesNotContain("old");
    Ran all = world.run("ps", "--all");
    assertThat(all.exit()).isZero();
    assertThat(all.lines()).hasSize(4);
    assertThat(all.out()).containsPattern("shop\\.old +stale socket +- .*" + stale);
    JsonNode json = world.run("ps", "--all", "--json").json();
    assertThat(json.size()).isEqualTo(3);
    assertThat(json)
        .filteredOn(node -> node.path("stale").asBoolean())
        .singleElement()
        .satisfies(node -> {
          assertThat(node.path("endpoint").asString()).isEqualTo("unix:" + stale);
          assertThat(node.path("database").asString()).isEqualTo("shop");
          assertThat(node.path("table").asString()).isEqualTo("old");
        });
  }

  @Test
  void aSocketThatHangsDoesNotHoldUpTheOthers() {
    two();
    world.faulty(new dev.ghostwatch.simulator.Fault.NeverAnswers());
    Ran ran = world.impatient().run("ps");
    assertThat(ran.exit()).isZero();
    assertThat(ran.lines()).hasSize(4);
    assertThat(ran.out()).contains("does not answer").contains("shop.orders");
  }

  @Test
  void eachMigrationIsAskedForItsStatusOnce() {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    world.run("ps");
    assertThat(Wire.lines(migration)).containsExactly("help", "status");
  }
}
