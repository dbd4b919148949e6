package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.terminal.Screen;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code ask} and {@code settings}. */
class AskTest {
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

  private SimulatedMigration orders(GhostDialect dialect) {
    return world.orders(dialect, Story.healthy(), Duration.ofMinutes(3));
  }

  @Test
  void questionsAreAnswered() {
    orders(GhostDialect.V1_1_10);
    assertThat(world.run("ask", "coordinates").out()).matches("mysql-bin\\.\\d+:\\d+\n");
    assertThat(world.run("ask", "applier").out()).isEqualTo("Host: db1:3306, Version: 8.0.42\n");
    assertThat(world.run("ask", "chunk-size=?").out()).isEqualTo("1000\n");
    assertThat(world.run("ask", "max-load=?").out()).isEqualTo("Threads_running=50\n");
    assertThat(world.run("ask", "sup").out()).startsWith("Copy: ").hasLineCount(1);
    assertThat(world.run("ask", "status").out()).startsWith("# Migrating `shop`.`orders`;");
    assertThat(world.run("ask", "help").out()).contains("chunk-size=<newsize>");
  }

  @Test
  void aQuestionThatCostsNothingIsAskedWithoutAStatus() {
    SimulatedMigration migration = orders(GhostDialect.V1_1_10);
    world.run("ask", "coordinates");
    assertThat(Wire.lines(migration)).containsExactly("help", "coordinates");
    assertThat(migration.costs().changelogWrites()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throttle-query",
        "throttle-http",
        "max-load",
        "chunk-size",
        "chunk-size=5",
        "chunk-size=",
        "panic",
        "panic=?",
        "panic=orders",
        "throttle",
        "throttle=?",
        "no-throttle",
        "unpostpone",
        "postpone-cut-over-flag-file=?",
        "throttle-query=x",
        "throttle-query=select 1",
        "cpu-profile",
        "cpu-profile=?",
        "replication-lag-query=?",
        "lag",
        "nonsense",
        "help=?",
        "sup extra",
        "STATUS"
      })
  void whateverCouldChangeSomethingIsRefused(String question) {
    SimulatedMigration migration = orders(GhostDialect.V1_1_10);
    Ran ran = world.on(Screen.plain(false)).run("ask", "shop.orders", question);
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("ghostwatch: shop.orders: '" + question + "' was not sent. ")
        .isASCII();
    Wire.assertOnlyRead(migration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunk-size=?", "throttle-query=?", "coordinates", "applier"})
  void theOldestReleaseIsNotSentWhatItWouldMisunderstand(String question) {
    SimulatedMigration migration = orders(GhostDialect.V1_0_21);
    Ran ran = world.run("ask", question);
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err()).contains("was not sent");
    assertThat(Wire.lines(migration)).containsExactly("help");
  }

  @Test
  void aRefusalSpeaksTheLanguageOfThePerson() {
    orders(GhostDialect.V1_1_10);
    world.speaking(Language.ZH);
    assertThat(world.run("ask", "panic=?").err())
        .isEqualTo(
            "ghostwatch: shop.orders：没有发送 'panic=?'。'panic' 会改变迁移，在某些版本上加 '=?' 也一样。"
                + "请用 'ghostwatch panic'。\n");
    Ran gone = world.plain("status", "--socket", folder.resolve("none.sock").toString());
    assertThat(gone.err()).contains("没有这个套接字文件").doesNotContain("Cannot ask");
    assertThat(world.plain("status", "--tcp", "127.0.0.1:1").err()).contains("没有进程监听这个端口");
  }

  @Test
  void aMigrationWithoutAQuestionIsWrongUsage() {
    orders(GhostDialect.V1_1_10);
    for (String name : new String[] {"shop.orders", "orders"}) {
      Ran ran = world.speaking(Language.EN).run("ask", name);
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo(
              "ghostwatch: no question: '"
                  + name
                  + "' is a migration; nothing was sent."
                  + " Add what to ask: ghostwatch ask "
                  + name
                  + " status, or help, sup, coordinates, applier, inspector, NAME=?\n");
      assertThat(world.speaking(Language.ZH).run("ask", name).err())
          .startsWith("ghostwatch: 没有问题：'" + name + "' 是迁移；什么也没有发送。");
    }
  }

  @Test
  void theFirstWordIsTheMigrationUnlessItIsACommand() {
    orders(GhostDialect.V1_1_10);
    world.simulate("shop", "items", GhostDialect.V1_1_10, Story.healthy());
    assertThat(world.run("ask", "items", "sup").out()).contains("Copy: 0/");
    assertThat(world.run("ask", "--migration", "items", "sup").out()).contains("Copy: 0/");
    Ran several = world.run("ask", "sup");
    assertThat(several.exit()).isEqualTo(2);
    assertThat(several.err()).contains("several migrations are running; name one of them:");
  }

  @Test
  void settingsShowsValueDefaultMeaningAndAdvice() {
    orders(GhostDialect.V1_1_10);
    Ran ran = world.run("settings");
    assertThat(ran.exit()).isZero();
    assertThat(ran.lines().getFirst().split(" +"))
        .containsExactly("SETTING", "VALUE", "DEFAULT", "MEANING");
    assertThat(ran.lines().get(1)).matches("chunk-size +1000 +1000 +rows copied at a time");
    assertThat(ran.lines()).anyMatch(line -> line.startsWith("nice-ratio: 0 is full speed"));
    assertThat(ran.out()).isASCII();
  }

  @Test
  void settingsAsDocumentHoldsEachOfThem() {
    orders(GhostDialect.V1_1_10);
    JsonNode json = world.run("settings", "--json").json();
    assertThat(json.size()).isEqualTo(9);
    assertThat(json.get(0).path("name").asString()).isEqualTo("chunk-size");
    assertThat(json.get(0).path("value").asString()).isEqualTo("1000");
    assertThat(json.get(0).path("default").asString()).isEqualTo("1000");
    assertThat(json.get(0).path("meaning").asString()).isNotEmpty();
    assertThat(json.get(0).path("advice").asString()).isNotEmpty();
    assertThat(json)
        .extracting(row -> row.path("name").asString())
        .containsExactly(
            "chunk-size",
            "dml-batch-size",
            "max-lag-millis",
            "nice-ratio",
            "max-load",
            "critical-load",
            "throttle-query",
            "throttle-http",
            "throttle-control-replicas");
  }

  @Test
  void whatTheOldestReleaseCannotBeAskedIsUnknown() {
    SimulatedMigration migration = orders(GhostDialect.V1_0_21);
    assertThat(world.run("settings").out())
        .containsPattern("dml-batch-size +not in this gh-ost +10")
        .containsPattern("throttle-control-replicas +unknown");
    JsonNode json = world.run("settings", "--json").json();
    assertThat(json.get(1).path("value").isNull()).isTrue();
    Wire.assertOnlyRead(migration);
  }

  @Test
  void settingsOfAGhostThatDoesNotNameItsTableAreNoMatterOfPermission() {
    world.orders(GhostDialect.BRACKETED, Story.healthy(), Duration.ofMinutes(2));
    Ran ran = world.run("settings");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("chunk-size");
  }
}
