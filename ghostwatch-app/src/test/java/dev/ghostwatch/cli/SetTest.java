package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetTest {
  @TempDir Path folder;
  private TestWorld world;
  private SimulatedMigration migration;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
    migration = world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(3));
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void severalSettingsAreChangedAndOldAndNewShown() {
    Ran ran = world.run("set", "chunk-size=500", "nice-ratio=0.5", "max-lag-millis=3000");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lines())
        .containsExactly(
            "shop.orders: chunk-size 1000 -> 500",
            "shop.orders: nice-ratio 0 -> 0.5",
            "shop.orders: max-lag-millis 1500 -> 3000");
    assertThat(world.run("ask", "chunk-size=?").out()).isEqualTo("500\n");
    assertThat(migration.costs().settingsChanged()).isEqualTo(3);
  }

  @Test
  void anOptionMayStandBetweenTheMigrationAndItsSettings() {
    Ran dry = world.run("set", "shop.orders", "--dry-run", "chunk-size=700");
    assertThat(dry.all())
        .isEqualTo("shop.orders: chunk-size 1000 -> 700 (dry run, nothing was sent)\n");
    Ran ran = world.run("set", "chunk-size=500", "--lang", "en", "nice-ratio=0.5");
    assertThat(ran.lines())
        .containsExactly("shop.orders: chunk-size 1000 -> 500", "shop.orders: nice-ratio 0 -> 0.5");
    assertThat(migration.costs().settingsChanged()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throttle-query=select 1 | throttle-query (empty) -> select 1",
        "throttle-http=http://freno:9777/check | throttle-http (empty) -> http://freno:9777/check",
        "throttle-control-replicas=r1:3306 | throttle-control-replicas (empty) -> r1:3306",
        "max-load=Threads_running=60 | max-load Threads_running=50 -> Threads_running=60",
        "critical-load= | critical-load Threads_running=500 -> (empty)",
        "dml-batch-size=100 | dml-batch-size 10 -> 100",
      })
  void eachSettingShowsItsOldValue(String assignment, String shown) {
    Ran ran = world.run("set", assignment);
    assertThat(ran.out()).isEqualTo("shop.orders: " + shown + "\n");
    assertThat(ran.exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aThrottleQueryIsASingleSelectOrIsRefused(boolean dryRun) {
    String sql = "drop table shop.x";
    String refused =
        "throttle-query=drop table shop.x is refused; nothing was sent. gh-ost would run it on the"
            + " server every second with its own rights, whatever it is, so it takes a single"
            + " SELECT: nothing behind a semicolon, no INTO, no /*! comment, every quote closed."
            + " Presets: ghostwatch throttle-query\n";
    String[][] lines = {
      {"throttle-query", "set", sql},
      {"throttle-query", "orders", "set", "drop", "table", "shop.x"},
      {"set", "throttle-query=" + sql},
      {"set", "chunk-size=500", "throttle-query=" + sql},
    };
    for (String[] line : lines) {
      List<String> words = new ArrayList<>(List.of(line).subList(1, line.length));
      if (dryRun) {
        words.addFirst("--dry-run");
      }
      Ran ran = world.run(line[0], words.toArray(String[]::new));
      assertThat(ran.exit()).isEqualTo(5);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).isEqualTo("ghostwatch: " + refused);
    }
    assertThat(world.speaking(Language.ZH).run("set", "throttle-query=select 1; " + sql).err())
        .isEqualTo(
            "ghostwatch: 拒绝 throttle-query=select 1; drop table shop.x；什么也没有发送。"
                + "无论内容是什么，gh-ost 每秒都会以自己的权限在服务器上执行它，所以只接受单个 SELECT："
                + "分号后没有别的，没有 INTO，没有 /*! 注释，引号都已闭合。预设见：ghostwatch throttle-query\n");
    Wire.assertOnlyRead(migration);
    assertThat(world.auditLines()).isEmpty();
  }

  @Test
  void setWarnsOfAQueryThatFailsAsThrottleQueryDoes() {
    assertThat(world.run("set", "throttle-query=select 1").err())
        .isEqualTo(world.run("throttle-query", "set", "select 2").err())
        .isEqualTo(
            "shop.orders: gh-ost takes any text as query, and one that fails does not throttle:"
                + " look into its log for errors within the next seconds.\n");
    assertThat(world.run("set", "throttle-query=").err()).isEmpty();
    assertThat(world.run("set", "--dry-run", "throttle-query=select 3").err()).isEmpty();
  }

  @Test
  void dryRunShowsTheSameAndSendsNothing() {
    Ran ran = world.run("set", "--dry-run", "chunk-size=700", "throttle-query=select 1");
    assertThat(ran.exit()).isZero();
    assertThat(ran.lines())
        .containsExactly(
            "shop.orders: chunk-size 1000 -> 700 (dry run, nothing was sent)",
            "shop.orders: throttle-query (empty) -> select 1 (dry run, nothing was sent)");
    Wire.assertOnlyRead(migration);
    assertThat(world.auditLines()).isEmpty();
  }

  @Test
  void aValueThatGhostMovesIsSaid() throws Exception {
    world.close();
    world.simulate("shop", "old", GhostDialect.V1_0_21, Story.healthy());
    Ran ran = world.run("set", "old", "chunk-size=50");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEqualTo("shop.old: chunk-size 1000 -> 100\n");
    assertThat(ran.err().lines())
        .containsExactly(
            "shop.old: this old gh-ost does not compare table names in commands; GhostWatch compared its status just before.",
            "shop.old: gh-ost moved chunk-size into its own range: asked for 50, it is 100 now.");
  }

  @ParameterizedTest
  @CsvSource({
    "chunk-size=5,a whole number from 10 to 100000",
    "chunk-size=100001,a whole number from 10 to 100000",
    "chunk-size=abc,a whole number from 10 to 100000",
    "chunk-size=1e3,a whole number from 10 to 100000",
    "chunk-size=-1,a whole number from 10 to 100000",
    "chunk-size=?,a whole number from 10 to 100000",
    "dml-batch-size=0,a whole number from 1 to 1000",
    "nice-ratio=101,a number from 0 to 100",
    "nice-ratio=NaN,a number from 0 to 100",
    "max-lag-millis=99,'a whole number of milliseconds, at least 100'",
    "throttle-query=?,'a single SELECT on one line that returns a number, or nothing to clear it'",
    "max-load=Threads_running,'NAME=NUMBER,... with status variables of MySQL, or nothing to clear it'",
    "throttle-http=freno,'an http or https URL, or nothing to clear it'",
  })
  void aValueOutOfRangeIsWrongUsageAndNothingIsSent(String assignment, String range) {
    Ran ran = world.run("set", assignment);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: "
                + assignment
                + " is not allowed; nothing was sent. It takes "
                + range
                + ".\n");
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @Test
  void oneWrongValueHoldsBackTheOthers() {
    assertThat(world.run("set", "chunk-size=500", "nice-ratio=-1").exit()).isEqualTo(2);
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "chunksize=5,chunk-size",
    "chunk_size=5,chunk-size",
    "max-lag-milis=5,max-lag-millis",
    "nice-ration=1,nice-ratio",
    "throtle-query=x,throttle-query",
  })
  void anUnknownSettingSuggestsTheNearestOne(String assignment, String near) {
    Ran ran = world.run("set", assignment);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).endsWith("nothing was sent. Did you mean " + near + "?\n");
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @Test
  void aSettingLikeNoneListsThemAll() {
    Ran ran = world.run("set", "colour=blue");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: gh-ost has no setting 'colour'; nothing was sent. Write [MIGRATION] NAME=VALUE with one of: chunk-size, dml-batch-size,"
                + " max-lag-millis, nice-ratio, max-load, critical-load, throttle-query, throttle-http,"
                + " throttle-control-replicas\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"panic=orders", "throttle=orders", "unpostpone=orders", "panic=?"})
  void whatIsNoSettingIsNotSent(String assignment) {
    assertThat(world.run("set", assignment).exit()).isEqualTo(2);
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @Test
  void aSettingWithoutAValueIsNotSentBare() {
    Ran ran = world.run("set", "chunk-size");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("'chunk-size' has no value; nothing was sent.").isASCII();
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @Test
  void aSettingThatThisReleaseDoesNotHaveIsNotSent() throws Exception {
    world.close();
    SimulatedMigration old = world.simulate("shop", "old", GhostDialect.V1_0_21, Story.healthy());
    Ran ran = world.run("set", "dml-batch-size=50");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err())
        .contains("'dml-batch-size' was not sent: this gh-ost's help does not list it.");
    Wire.assertOnlyRead(old);
  }

  @Test
  void slowDownAndSpeedUpGoByTheLadder() {
    assertThat(world.run("slow-down").lines())
        .containsExactly("shop.orders: chunk-size 1000 -> 500", "shop.orders: nice-ratio 0 -> 1");
    assertThat(world.run("slow-down").lines())
        .containsExactly("shop.orders: chunk-size 500 -> 200", "shop.orders: nice-ratio 1 -> 2");
    int before = migration.received().size();
    Ran slowest = world.run("slow-down");
    assertThat(slowest.exit()).isZero();
    assertThat(slowest.out())
        .isEqualTo(
            "shop.orders: already at the slowest step (chunk-size 200, nice-ratio 2); nothing was sent."
                + " Use --chunk-size or --nice-ratio to go further, or 'ghostwatch throttle'.\n");
    assertThat(Wire.linesAfter(before, migration)).containsExactly("help", "status");
    assertThat(world.run("speed-up").lines())
        .containsExactly("shop.orders: chunk-size 200 -> 1000", "shop.orders: nice-ratio 2 -> 0");
    assertThat(world.run("speed-up").lines()).contains("shop.orders: chunk-size 1000 -> 2000");
    assertThat(world.run("speed-up").out()).startsWith("shop.orders: already at the fastest step");
  }

  @Test
  void slowDownTakesOwnFiguresAndCanBeTried() {
    assertThat(world.run("slow-down", "--dry-run").lines())
        .allMatch(line -> line.endsWith("(dry run, nothing was sent)"));
    Wire.assertOnlyRead(migration);
    assertThat(world.run("slow-down", "--chunk-size", "50").lines())
        .containsExactly("shop.orders: chunk-size 1000 -> 50");
    assertThat(world.run("slow-down", "--nice-ratio", "200").exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"read-split,1000", "primary-only,5000", "peak,500", "off-peak,10000"})
  void aProfileSetsTheLagLimit(String profile, String millis) {
    Ran ran = world.run("set", "--profile", profile);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEqualTo("shop.orders: max-lag-millis 1500 -> " + millis + "\n");
    assertThat(world.run("ask", "max-lag-millis=?").out()).isEqualTo(millis + "\n");
    assertThat(world.auditLines()).hasSize(1);
  }

  @Test
  void aProfileGoesWithTheMigrationsNameAndOtherSettings() {
    assertThat(world.run("set", "shop.orders", "--profile", "peak", "--dry-run").out())
        .isEqualTo("shop.orders: max-lag-millis 1500 -> 500 (dry run, nothing was sent)\n");
    assertThat(world.run("set", "orders", "chunk-size=500", "--profile", "peak").lines())
        .containsExactly(
            "shop.orders: chunk-size 1000 -> 500", "shop.orders: max-lag-millis 1500 -> 500");
  }

  @Test
  void aProfileThatIsNoneIsWrongUsage() {
    Ran ran = world.run("set", "--profile", "rush-hour");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: there is no lag profile 'rush-hour'; nothing was sent."
                + " There are: read-split 1000, primary-only 5000, peak 500, off-peak 10000\n");
    assertThat(Wire.lines(migration)).isEmpty();
  }

  private String config(String text) throws IOException {
    return Files.writeString(folder.resolve("profiles.yaml"), text).toString();
  }

  @Test
  void profilesOfOnesOwnAndTheScheduledOneAreTakenFromTheConfiguration() throws IOException {
    String config =
        config(
            """
            profiles:
              own:
                month-end: {max-lag: 250ms}
                peak: {max-lag: 700ms}
              default: month-end
            """);
    assertThat(world.run("set", "--profile", "peak", "--config", config, "--dry-run").out())
        .isEqualTo("shop.orders: max-lag-millis 1500 -> 700 (dry run, nothing was sent)\n");
    assertThat(world.run("settings", "--config", config).out())
        .contains(
            "profile month-end holds now (by default): 0.25 s, but max-lag-millis is 1.5 s;"
                + " 'ghostwatch set shop.orders --profile month-end' sets it\n");
    assertThat(world.run("status", "--config", config).out())
        .contains("lag limit    profile month-end holds now (by default): 0.25 s, but ");
    assertThat(world.run("set", "--profile", "scheduled", "--config", config).out())
        .isEqualTo("shop.orders: max-lag-millis 1500 -> 250\n");
    assertThat(world.run("settings", "--config", config).out())
        .contains("profile month-end holds now (by default): 0.25 s, and so is max-lag-millis\n");
  }

  @Test
  void whereNoProfileHoldsOneHasToBeNamed() throws IOException {
    Ran ran = world.run("set", "--profile", "scheduled");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("ghostwatch: no lag profile holds at ")
        .endsWith(
            "; nothing was sent. Name one (there are: read-split 1000, primary-only 5000, peak 500,"
                + " off-peak 10000), or give profiles.default or profiles.schedule in the"
                + " configuration.\n");
    Ran broken = world.run("set", "--profile", "peak", "--config", config("profils: {}\n"));
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.err())
        .contains("so its lag profiles are not known; nothing was sent.", "profils: there is no");
    assertThat(Wire.lines(migration)).isEmpty();
    assertThat(world.run("settings").out())
        .contains(
            "lag limit    no profile holds now; there are: read-split 1000, primary-only 5000, peak"
                + " 500, off-peak 10000\n");
  }

  @Test
  void aProfileAndItsSettingContradict() {
    Ran ran = world.run("set", "max-lag-millis=3000", "--profile", "peak");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: --profile peak sets max-lag-millis, which was given too; nothing was sent."
                + " Leave one of the two out.\n");
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @Test
  void nothingToSetIsWrongUsage() {
    Ran ran = world.run("set");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: 'ghostwatch set' needs NAME=VALUE | --profile NAME."
                + " 'ghostwatch set --help' shows how it is used.\n");
    assertThat(Wire.lines(migration)).isEmpty();
  }

  @Test
  void theSettingsShowTheProfilesBesideTheLimit() {
    assertThat(world.run("settings").out())
        .contains(
            "max-lag-millis: 1500 by default; profiles for 'ghostwatch set --profile': peak 500,"
                + " read-split 1000, primary-only 5000, off-peak 10000");
  }
}
