package dev.ghostwatch.history;

import static dev.ghostwatch.history.StoreBench.ORDERS;
import static dev.ghostwatch.history.StoreBench.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.history.Statistic;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the store comes out of it, packed or not. */
@NullUnmarked // a test fails on null by itself
class HistoryStoreTest {
  @TempDir Path folder;
  private StoreBench bench;

  @BeforeEach
  void open() throws StoreException {
    bench = new StoreBench(folder).open();
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  @Test
  void aRunIsRememberedAndFilledIn() throws Exception {
    MigrationRow known =
        new MigrationRow(
            ORDERS.text(),
            "shop",
            "orders",
            "db1:3306",
            null,
            "util1",
            "1.1.10",
            START,
            null,
            Lifecycle.RUNNING,
            null,
            "unix:/tmp/gh-ost.shop.orders.sock",
            4711L,
            List.of("gh-ost", "--password=****"),
            Map.of("chunk-size", "1000"));
    bench.store.migration(known);
    bench.store.migration(MigrationRow.of(ORDERS));
    bench.store.event(
        ORDERS.text(), new EventRow(START.plusSeconds(2), "copy-started", "copying", "log"));
    bench.store.setting(
        ORDERS.text(), new SettingRow(START.plusSeconds(3), "chunk-size", "1000", "500"));
    bench.samples(ORDERS, 10);
    bench.store.turn();
    bench.store.migration(
        MigrationRow.of(ORDERS).ended(START.plusSeconds(60), Lifecycle.FAILED, "out of space"));
    bench.store.turn();

    PastRun run = bench.store.reader().run(ORDERS.text());
    assertThat(run.row())
        .isEqualTo(known.ended(START.plusSeconds(60), Lifecycle.FAILED, "out of space"));
    assertThat(run.last()).isEqualTo(StoreBench.sample(START.plusSeconds(9)));
    assertThat(bench.store.reader().events(ORDERS.text()))
        .containsExactly(new EventRow(START.plusSeconds(2), "copy-started", "copying", "log"));
    assertThat(bench.store.reader().settings(ORDERS.text()))
        .containsExactly(new SettingRow(START.plusSeconds(3), "chunk-size", "1000", "500"));
    assertThat(bench.notices).isEmpty();
    assertThat(bench.store.stats()).isEqualTo(new StoreStats(0, 0, 15, 0, 0, 0, 0));
  }

  @Test
  void aRunThatWasTakenForEndedAndIsSeenAgainGoesOn() throws Exception {
    bench.store.migration(
        MigrationRow.of(ORDERS).ended(START.plusSeconds(60), Lifecycle.VANISHED, "not seen"));
    bench.store.turn();
    bench.store.migration(MigrationRow.of(ORDERS));
    bench.store.turn();
    assertThat(bench.store.reader().run(ORDERS.text()).row()).isEqualTo(MigrationRow.of(ORDERS));
  }

  @Test
  void findingsCommandsAndAlertsAreRememberedAsTheyWereToldLast() throws Exception {
    bench.tellJudgements();
    bench.store.turn();
    bench.assertHasJudgements();
    assertThat(bench.notices).isEmpty();
    bench.clock.advance(Duration.ofDays(3_000));
    turns(5);
    assertThat(rows("command")).as("those of runs stay with their runs").isEqualTo(1);
    assertThat(rows("alert")).isEqualTo(1);
  }

  @Test
  void aStoreOfTheFirstVersionIsReadAsItIsAndBroughtUpToThisOne() throws Exception {
    bench.close();
    Path old = folder.resolve("old.db");
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + old, null, null)
        .locations("classpath:dev/ghostwatch/history/schema")
        .placeholders(
            Map.of(
                "identity", "integer primary key",
                "key", "text",
                "name", "text",
                "text", "text",
                "real", "real",
                "blob", "blob",
                "clustered", "without rowid"))
        .target("1")
        .loggers("slf4j")
        .load()
        .migrate();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old);
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into migration (id, database_name, table_name, started_at, lifecycle) values ('"
              + ORDERS.text()
              + "', 'shop', 'orders', "
              + START.toEpochMilli()
              + ", 'running')");
    }
    HistoryReader reader = HistoryReader.open(old);
    assertThat(reader.runs(RunFilter.latest(9))).hasSize(1);
    assertThat(reader.findings(ORDERS.text())).isEmpty();
    assertThat(reader.commands(ORDERS.text())).isEmpty();
    assertThat(reader.latestAlerts(9)).isEmpty();
    assertThat(reader.newestCommand()).isNull();
    bench.options = StoreOptions.of(old);
    bench.open();
    bench.tellJudgements();
    bench.store.turn();
    bench.assertHasJudgements();
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void theSameSampleTwiceIsOne() throws Exception {
    bench.store.sample(ORDERS.text(), StoreBench.sample(START));
    bench.store.sample(ORDERS.text(), StoreBench.sample(START));
    bench.store.turn();
    bench.store.sample(ORDERS.text(), StoreBench.sample(START));
    bench.store.turn();
    bench.assertHas(ORDERS, 1);
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void samplesArePackedOnceTheyAreOldAndReadTheSame() throws Exception {
    bench.samples(ORDERS, 5 * 3600 + 100);
    turns(20);
    assertThat(bench.store.stats().packed()).isEqualTo(2);
    assertThat(rows("sample")).isEqualTo(2 * 3600 + 100);
    assertThat(rows("block where step_seconds = 0")).isEqualTo(2);
    assertThat(rows("block where step_seconds = 60")).isEqualTo(1);
    bench.assertHas(ORDERS, 5 * 3600 + 100);
    assertThat(bench.store.reader().run(ORDERS.text()).last())
        .isEqualTo(StoreBench.sample(START.plusSeconds(5 * 3600 + 99)));
  }

  @Test
  void aRunThatEndedIsPackedToItsLastSample() throws Exception {
    bench.samples(ORDERS, 90);
    bench.store.turn();
    bench.clock.advance(Duration.ofHours(4));
    turns(5);
    assertThat(rows("sample")).isZero();
    bench.assertHas(ORDERS, 90);
    assertThat(bench.store.reader().run(ORDERS.text()).last())
        .isEqualTo(StoreBench.sample(START.plusSeconds(89)));
  }

  @Test
  void samplesThatComeLateGoWhereTheyBelong() throws Exception {
    bench.samples(ORDERS, 2 * 3600);
    Instant gap = START.plusSeconds(1_000);
    bench.store.turn();
    bench.clock.advance(Duration.ofHours(3));
    turns(5);
    assertThat(rows("sample")).isZero();
    SampleRow late = StoreBench.sample(gap.plusMillis(500));
    SampleRow other = SampleRow.at(gap.plusMillis(700)).with(Column.LAG_SECONDS, 99).build();
    bench.store.sample(ORDERS.text(), late);
    bench.store.sample(ORDERS.text(), other);
    bench.store.turn();
    assertThat(bench.stored(ORDERS)).hasSize(2 * 3600 + 2).contains(late, other);
    turns(5);
    assertThat(rows("sample")).isZero();
    assertThat(bench.stored(ORDERS)).hasSize(2 * 3600 + 2).contains(late, other);
    assertThat(greatest(points(100), Column.LAG_SECONDS)).isEqualTo(99);
  }

  @Test
  void aWholeRunIsThinnedAndItsPeaksSurvive() throws Exception {
    bench.samples(ORDERS, 6_000);
    Instant peak = bench.clock.instant();
    bench.store.sample(
        ORDERS.text(),
        SampleRow.at(peak).with(Column.LAG_SECONDS, 77.5).with(Column.STATE, 4).build());
    bench.clock.advance(Duration.ofSeconds(1));
    bench.samples(ORDERS, 12 * 3600);
    // The second last hour stays as rows.
    turns(60);
    assertThat(rows("sample")).isBetween(7_000L, 11_000L);
    for (int wanted : new int[] {10, 100, 1_000, 5_000}) {
      Block points = points(wanted);
      assertThat(points.size()).isBetween(wanted * 9 / 10, wanted);
      assertThat(greatest(points, Column.LAG_SECONDS)).as("%d points", wanted).isEqualTo(77.5);
      assertThat(greatest(points, Column.STATE)).isEqualTo(4);
      Double last = points.value(points.size() - 1, Column.ROWS_COPIED, Statistic.LAST);
      assertThat(last).isEqualTo((6_000 + 12 * 3600) * 100.0);
      for (int i = 1; i < points.size(); i++) {
        assertThat(points.value(i, Column.ROWS_COPIED, Statistic.LAST))
            .as("point %d of %d", i, wanted)
            .isGreaterThan(points.value(i - 1, Column.ROWS_COPIED, Statistic.LAST));
      }
    }
  }

  @Test
  void theDatabaseAddsRowsUpToWhatTheyAreWhenTheyAreRead() throws Exception {
    bench.assertAddedUpAsRead();
  }

  @Test
  void aStretchOfTimeIsGivenAsFineAsItIsKept() throws Exception {
    bench.samples(ORDERS, 4 * 3600);
    turns(10);
    Block minute =
        bench
            .store
            .reader()
            .points(
                ORDERS.text(),
                START.plusSeconds(600),
                START.plusSeconds(660),
                1_000,
                EnumSet.of(Column.ROWS_COPIED));
    assertThat(minute.size()).isEqualTo(60);
    assertThat(minute.value(59, Column.ROWS_COPIED, Statistic.LAST)).isEqualTo(65_900);
  }

  @Test
  void whatIsTooOldIsRemovedAndItsRollupsAreReadInstead() throws Exception {
    bench.close();
    bench.options =
        bench.options.with(
            new Retention(
                Duration.ofHours(5), Duration.ofHours(50), Duration.ofHours(100), 1L << 30));
    bench.open();
    bench.samples(ORDERS, 10 * 3600);
    turns(60);
    assertThat(rows("block where step_seconds = 0")).isEqualTo(1);
    assertThat(rows("block where step_seconds = 60")).isBetween(1L, 2L);
    Block points = points(100);
    assertThat(points.size()).isBetween(98, 100);
    assertThat(points.value(0, Column.ROWS_COPIED, Statistic.LAST)).isLessThan(60_000);
    bench.store.migration(
        MigrationRow.of(ORDERS).ended(bench.clock.instant(), Lifecycle.SUCCEEDED, null));
    bench.store.event(ORDERS.text(), new EventRow(START, "succeeded", "done", null));
    turns(1);
    bench.clock.advance(Duration.ofHours(101));
    turns(60);
    for (String table : List.of("migration", "event", "block", "sample")) {
      assertThat(rows(table)).as(table).isZero();
    }
    bench.samples(ORDERS, 1);
    turns(1);
    assertThat(rows("migration")).isEqualTo(1);
    assertThat(bench.said()).isEmpty();
  }

  @Test
  void howMuchIsKeptMayChangeWhileTheStoreIsOpen() throws Exception {
    bench.samples(ORDERS, 10 * 3600);
    turns(60);
    assertThat(rows("block where step_seconds = 0")).isGreaterThan(2);
    bench.store.keep(
        Duration.ofHours(2),
        new Retention(Duration.ofHours(5), Duration.ofHours(50), Duration.ofHours(100), 1L << 30));
    turns(60);
    assertThat(rows("block where step_seconds = 0")).isEqualTo(1);
  }

  @Test
  void aStoreThatIsTooLargeLosesItsOldestSamples() throws Exception {
    bench.close();
    bench.options =
        bench.options.with(
            new Retention(
                Duration.ofDays(30), Duration.ofDays(400), Duration.ofDays(500), 3L << 20));
    bench.open();
    for (int part = 0; part < 4; part++) {
      for (int i = 0; i < 6 * 3600; i += 2) {
        bench.store.sample(ORDERS.text(), noisy(bench.clock.instant(), i));
        bench.clock.advance(Duration.ofSeconds(2));
        if (i % 10_000 == 0) {
          bench.store.turn();
        }
      }
      turns(30);
    }
    turns(200);
    assertThat(used()).isLessThan(3L << 20);
    assertThat(bench.said()).containsOnlyOnce("history.tooLarge");
    assertThat(rows("block where step_seconds = 600")).isPositive();
    assertThat(bench.stored(ORDERS)).isNotEmpty();
  }

  private static SampleRow noisy(Instant at, int seed) {
    SampleRow.Builder row = SampleRow.at(at);
    long bits = seed * 0x9E3779B97F4A7C15L;
    for (Column column : Column.ALL) {
      bits ^= bits >>> 29;
      bits *= 0xBF58476D1CE4E5B9L;
      row.withSteps(column, bits >>> 40);
    }
    return row.build();
  }

  @Test
  void runsAreFoundByEveryNameTheyHave() throws Exception {
    MigrationId second = new MigrationId(new TableName("shop", "orders"), START.plusSeconds(7_200));
    MigrationId users = new MigrationId(new TableName("crm", "users"), START.plusSeconds(60));
    bench.store.migration(
        MigrationRow.of(ORDERS).ended(START.plusSeconds(100), Lifecycle.SUCCEEDED, null));
    bench.store.migration(MigrationRow.of(second));
    bench.store.migration(MigrationRow.of(users));
    bench.store.turn();
    HistoryReader reader = bench.store.reader();
    assertThat(ids(reader.runs(RunFilter.latest(10))))
        .containsExactly(second.text(), users.text(), ORDERS.text());
    assertThat(ids(reader.runs(RunFilter.latest(1)))).containsExactly(second.text());
    assertThat(ids(reader.runs(new RunFilter(true, null, null, 10))))
        .containsExactly(second.text(), users.text());
    assertThat(ids(reader.runs(new RunFilter(false, null, null, 10))))
        .containsExactly(ORDERS.text());
    assertThat(ids(reader.runs(new RunFilter(null, "shop.orders", null, 10))))
        .containsExactly(second.text(), ORDERS.text());
    assertThat(ids(reader.runs(new RunFilter(null, "users", null, 10))))
        .containsExactly(users.text());
    assertThat(ids(reader.runs(new RunFilter(null, null, START.plusSeconds(101), 10))))
        .containsExactly(second.text(), users.text());
    MigrationId dotted = new MigrationId(new TableName("crm.eu", "users.old"), START);
    bench.store.migration(MigrationRow.of(dotted));
    bench.store.turn();
    assertThat(ids(reader.runs(new RunFilter(null, "crm.eu.users.old", null, 10))))
        .containsExactly(dotted.text());
    assertThat(reader.runs(new RunFilter(null, "eu.users.old", null, 10))).isEmpty();
    assertThat(reader.named("users", 5)).hasSize(1);
    assertThat(reader.named("shop.orders@20261122T13", 5)).hasSize(1);
    assertThat(reader.named("shop.orders@2026", 5)).hasSize(2);
    assertThat(reader.named("shop.orders@20261122T130000Z", 5)).hasSize(1);
    assertThat(reader.named("nothing", 5)).isEmpty();
    assertThat(reader.named("shop.orders%' or 1=1 --", 5)).isEmpty();
  }

  private static List<String> ids(List<PastRun> runs) {
    return runs.stream().map(run -> run.row().id()).toList();
  }

  private Block points(int wanted) throws StoreException {
    return bench.store.reader().points(ORDERS.text(), null, null, wanted, Column.ALL);
  }

  private static double greatest(Block block, Column column) {
    double greatest = -1;
    for (int i = 0; i < block.size(); i++) {
      Double value = block.value(i, column, Statistic.GREATEST);
      greatest = value == null ? greatest : Math.max(greatest, value);
    }
    return greatest;
  }

  private void turns(int count) {
    for (int i = 0; i < count; i++) {
      bench.store.turn();
    }
  }

  private long rows(String table) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        var statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from " + table)) {
      return count.getLong(1);
    }
  }

  private long used() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + bench.file)) {
      return StoreBench.sqlite(bench.file).usedBytes(connection);
    }
  }
}
