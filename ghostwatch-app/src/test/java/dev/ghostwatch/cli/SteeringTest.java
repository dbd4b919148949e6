package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Incident;
import dev.ghostwatch.simulator.Outcome;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code throttle}, {@code resume}, {@code postpone}, {@code cut-over}, {@code panic}. */
class SteeringTest {
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

  @ParameterizedTest
  @EnumSource(
      value = GhostDialect.class,
      names = {"V1_0_21", "V1_1_5", "V1_1_10", "V1_2_DEV"})
  void throttleAndResumeNameTheTableAndSayWhatCameOfIt(GhostDialect dialect) {
    SimulatedMigration migration = world.orders(dialect, Story.healthy(), Duration.ofMinutes(2));
    Ran throttle = world.run("throttle");
    assertThat(throttle.exit()).isZero();
    assertThat(throttle.out())
        .isEqualTo("shop.orders: told to throttle; now: throttled: commanded by a user\n");
    Ran resume = world.run("resume");
    assertThat(resume.exit()).isZero();
    assertThat(resume.out()).isEqualTo("shop.orders: told to go on; now: migrating\n");
    assertThat(Wire.lines(migration)).contains("throttle=orders", "no-throttle=orders");
    assertThat(throttle.err().contains("does not compare table names"))
        .isEqualTo(dialect == GhostDialect.V1_0_21);
  }

  @Test
  void resumeSaysWhichOtherReasonRemains() {
    Story story = Stories.byName("flag-file");
    SimulatedMigration migration = world.orders(GhostDialect.V1_1_10, story, Duration.ofMinutes(6));
    assertThat(migration.view().throttledBy()).isPresent();
    world.run("throttle");
    Ran ran = world.run("resume");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            "shop.orders: told to go on; now: throttled: a flag file exists (/tmp/gh-ost.orders.throttle)\n");
  }

  @Test
  void postponeGoesThroughTheSocketWhereItCan() {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy().rows(300_000), Duration.ofSeconds(20));
    Ran ran = world.run("postpone");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .startsWith("shop.orders: cut-over postponed by the flag file /tmp/gh-ost.shop.orders");
    world.clock.advance(Duration.ofMinutes(3));
    assertThat(world.run("status").out()).startsWith("shop.orders  ready: cut-over postponed");
    Ran cutOver = world.run("cut-over", "--yes");
    assertThat(cutOver.exit()).isZero();
    assertThat(cutOver.out())
        .isEqualTo(
            "shop.orders: gh-ost was told to cut over. 'ghostwatch watch shop.orders' shows how it ends.\n");
    assertThat(Wire.lines(migration)).contains("unpostpone=orders");
    world.clock.advance(Duration.ofSeconds(10));
    assertThat(migration.outcome()).get().isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void postponeUsesTheFileThatGhostWasStartedWith() throws IOException {
    Path flag = folder.resolve("postpone.flag");
    SimulatedMigration migration = watchingFlag(GhostDialect.V1_1_10, flag);
    Ran ran = world.run("postpone");
    assertThat(ran.exit()).isZero();
    assertThat(Wire.lines(migration)).contains("postpone-cut-over-flag-file=" + flag);
    assertThat(flag).exists();
  }

  private SimulatedMigration watchingFlag(GhostDialect dialect, Path flag) {
    Story story =
        Story.healthy()
            .rows(300_000)
            .withOptions(
                Story.healthy()
                    .options()
                    .withFlagFiles("", "/tmp/gh-ost.throttle", flag.toString(), ""));
    SimulatedMigration migration =
        world.simulate("shop", "orders", dialect, story, FlagFiles.onDisk(), null);
    world.clock.advance(Duration.ofSeconds(20));
    return migration;
  }

  @ParameterizedTest
  @EnumSource(
      value = GhostDialect.class,
      names = {"V1_0_21", "V1_1_5"})
  void anOlderReleaseOnThisHostIsPostponedByItsFlagFile(GhostDialect dialect) {
    Path flag = folder.resolve("postpone.flag");
    SimulatedMigration migration = watchingFlag(dialect, flag);
    world.process(77, migration, folder.resolve("orders.log"));
    Ran ran = world.run("postpone");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            "shop.orders: created the flag file %s, which gh-ost watches; 'ghostwatch cut-over shop.orders' ends the postponement.\n"
                .formatted(flag));
    assertThat(flag).exists();
    Wire.assertNothingChanged(migration);
    assertThat(world.auditLines())
        .singleElement()
        .asString()
        .contains("\"command\":\"create " + flag + "\"")
        .contains("\"before\":\"absent\",\"after\":\"present\"");
    world.clock.advance(Duration.ofMinutes(3));
    assertThat(world.run("status").out()).startsWith("shop.orders  ready: cut-over postponed");
    assertThat(world.run("postpone").out()).contains("exists already: the cut-over is postponed");
  }

  @Test
  void anOlderReleaseElsewhereCannotBePostponed() {
    Path flag = folder.resolve("postpone.flag");
    SimulatedMigration migration = watchingFlag(GhostDialect.V1_1_5, flag);
    Ran ran = world.run("postpone");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: shop.orders: gh-ost watches the flag file %s, but no gh-ost process of this migration is seen on this host; nothing was changed. Create that file on gh-ost's host.\n"
                .formatted(flag));
    assertThat(flag).doesNotExist();
    Wire.assertOnlyRead(migration);
  }

  @Test
  void anOlderReleaseWithoutAFlagFileCannotBePostponed() {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_5, Story.healthy(), Duration.ofMinutes(1));
    world.process(77, migration, folder.resolve("orders.log"));
    Ran ran = world.run("postpone");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err()).contains("cannot be told to postpone and was started without");
    Wire.assertOnlyRead(migration);
  }

  @Test
  void cutOverBeforeAllRowsAreCopiedIsNotReady() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    Ran ran = world.run("cut-over", "--yes");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err())
        .startsWith("ghostwatch: shop.orders: not ready to cut over (3.6%  migrating  ETA ")
        .endsWith(
            "): gh-ost refused and nothing was changed. Wait for all rows to be copied:"
                + " ghostwatch watch shop.orders."
                + " It cuts over by itself then, unless it is postponed.\n");
    assertThat(world.speaking(Language.ZH).run("cut-over", "--yes").err())
        .startsWith("ghostwatch: shop.orders：还不能切换（3.6%  ")
        .endsWith(
            "）：gh-ost 拒绝了，什么也没有改变。请等所有行拷贝完：ghostwatch watch shop.orders。" + "届时它会自行切换，除非已推迟。\n");
  }

  @Test
  void resumeSaysWhichFlagFileStillHolds() {
    world.orders(GhostDialect.V1_1_10, Stories.byName("flag-file"), Duration.ofMinutes(6));
    Ran status = world.run("status");
    assertThat(status.out())
        .contains(
            "remove the flag file when the reason for it is gone;"
                + " who set it and when stands below at 'flag file'\n");
    assertThat(world.run("resume").err())
        .startsWith("shop.orders: the flag file /")
        .endsWith(
            " exists: while it is there gh-ost holds still."
                + " Remove it when the reason for it is gone.\n");
    assertThat(world.speaking(Language.ZH).run("resume").err())
        .startsWith("shop.orders：标志文件 /")
        .endsWith(" 存在：只要它在，gh-ost 就会停住。原因消除后请删除它。\n");
  }

  @Test
  void whatWasSoAlreadyIsSaid() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    assertThat(world.run("throttle").out()).startsWith("shop.orders: told to throttle; now: ");
    assertThat(world.run("throttle").out())
        .startsWith("shop.orders: was throttled by a command already, told again; now: throttled");
    assertThat(world.run("status").out())
        .contains(" of copying left, from when it is no longer throttled\n")
        .doesNotContain("if nothing slows it");
    world.run("set", "chunk-size=500");
    Ran again = world.run("set", "chunk-size=500");
    assertThat(again.out())
        .isEqualTo("shop.orders: chunk-size is 500 already; sent all the same\n");
    world.speaking(Language.ZH);
    assertThat(world.run("throttle").out()).startsWith("shop.orders：此前已被命令限流，又通知了一次；现在：");
    assertThat(world.run("set", "chunk-size=500").out())
        .isEqualTo("shop.orders：chunk-size 已经是 500；仍然发送了\n");
    assertThat(world.run("status").out()).contains("不再限流后还需拷贝 ");
  }

  @ParameterizedTest
  @CsvSource({"cut-over,unpostpone=orders", "panic,panic=orders"})
  void whatCannotBeUndoneWantsTheTablesName(String command, String wire) {
    SimulatedMigration migration =
        world.orders(
            GhostDialect.V1_1_10, Stories.byName("postponed").rows(50_000), Duration.ofMinutes(2));
    for (String typed :
        new String[] {"", "\n", "items\n", "yes\n", "y\n", "shop.items\n", "ORDERS\n"}) {
      Ran ran = world.typing(typed).run(command);
      assertThat(ran.exit()).as(typed).isEqualTo(5);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .contains("Type the table name (shop.orders) to go on:\n")
          .endsWith(
              "ghostwatch: shop.orders: not confirmed, nothing was sent. Type the table's name, or use --yes.\n");
    }
    Wire.assertNothingChanged(migration);
    Ran ran = world.typing("shop.orders\n").run(command);
    assertThat(ran.exit()).isZero();
    assertThat(Wire.lines(migration)).contains(wire);
    assertThat(world.auditLines()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = GhostDialect.class,
      names = {"V1_0_21", "V1_1_5", "V1_1_10", "V1_2_DEV"})
  void panicWithYesEndsTheRun(GhostDialect dialect) {
    SimulatedMigration migration = world.orders(dialect, Story.healthy(), Duration.ofMinutes(1));
    Ran ran = world.run("panic", "--yes");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            "shop.orders: gh-ost was told to panic and ends now. Its _gho and _ghc tables stay until you drop them.\n");
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(migration.outcome()).get().isInstanceOf(Outcome.Aborted.class);
    assertThat(world.run("status").exit()).isEqualTo(3);
  }

  @Test
  void anUnknownThrottleQueryIsNotCalledNone() {
    world.orders(GhostDialect.BRACKETED, Story.healthy(), Duration.ofMinutes(2));
    Ran ran = world.run("throttle-query");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).endsWith(": this gh-ost does not say whether it has a throttle query.\n");
  }

  @Test
  void throttleQueryIsShownSetAndCleared() {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    Ran none = world.run("throttle-query");
    assertThat(none.exit()).isZero();
    assertThat(none.out()).isEqualTo("shop.orders has no throttle query.\n");
    assertThat(none.err()).contains("long-queries, long-processes, load");
    assertThat(world.run("throttle-query", "set", "select", "0").out())
        .isEqualTo("shop.orders: throttle-query (empty) -> select 0\n");
    assertThat(world.run("throttle-query", "orders", "show").out()).isEqualTo("select 0\n");
    assertThat(world.run("throttle-query", "clear").out())
        .isEqualTo("shop.orders: throttle-query select 0 -> (empty)\n");
    assertThat(Wire.lines(migration)).contains("throttle-query=").doesNotContain("throttle-query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"long-queries", "long-processes", "load"})
  void eachPresetIsSetAndReadBack(String preset) {
    world.orders(GhostDialect.V1_2_DEV, Story.healthy(), Duration.ofMinutes(1));
    Ran ran = world.run("throttle-query", "preset", preset);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).startsWith("shop.orders: throttle-query (empty) -> select ");
    assertThat(ran.err()).contains("one that fails does not throttle");
    assertThat(world.run("throttle-query").out()).startsWith("select ");
  }

  @ParameterizedTest
  @CsvSource({"preset,nothing", "preset,", "set,", "show,more", "drop,tables"})
  void throttleQueryUsedOtherwiseSendsNothing(String verb, String word) {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    Ran ran =
        word == null
            ? world.run("throttle-query", "orders", verb)
            : world.run("throttle-query", "orders", verb, word);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .contains("nothing was sent")
        .contains("long-queries, long-processes, load");
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @Test
  void aQueryThatThrottlesIsSeenInTheStatus() {
    Story story =
        Stories.byName("throttle-query")
            .and(new Incident.ThrottleQueryHits(Duration.ZERO, Duration.ofHours(9)));
    world.orders(GhostDialect.V1_1_10, story, Duration.ofMinutes(1));
    assertThat(world.run("status").out())
        .startsWith("shop.orders  throttled: the throttle query says so\n")
        .contains("throttle SQL ");
    assertThat(Files.exists(world.audit())).isFalse();
  }
}
