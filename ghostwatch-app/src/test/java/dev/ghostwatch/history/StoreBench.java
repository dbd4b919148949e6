package dev.ghostwatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.pack.Thinner;
import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.Statistic;
import dev.ghostwatch.simulator.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A store, a clock that stands still, and the notices that were given. */
@NullUnmarked // a test fails on null by itself
final class StoreBench implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-22T13:00:00Z");
  private static final MigrationId USERS =
      new MigrationId(new TableName("crm", "users"), START.plusSeconds(8));
  static final MigrationId ORDERS = new MigrationId(new TableName("shop", "orders"), START);

  final Path file;
  final ManualClock clock = new ManualClock(START);
  final List<StoreNotice> notices = new ArrayList<>();
  StoreOptions options;
  HistoryStore store;

  StoreBench(Path folder) {
    file = folder.resolve("history.db");
    options = impatient(StoreOptions.of(file));
  }

  /** Waits for no lock. */
  private static StoreOptions impatient(StoreOptions options) {
    return new StoreOptions(
        options.file(),
        options.spool(),
        options.retention(),
        Duration.ofHours(2),
        options.queue(),
        options.spoolFileBytes(),
        options.spoolMemoryBytes(),
        Duration.ofMillis(1));
  }

  /** Opens the store; the test takes the writer's turns. */
  StoreBench open() throws StoreException {
    store = HistoryStore.open(options, clock, notices::add);
    return this;
  }

  /** Opens the store in another database. */
  StoreBench open(Database database) throws StoreException {
    store = HistoryStore.open(database, options, clock, notices::add, null);
    return this;
  }

  static SqliteFile sqlite(Path file) {
    return new SqliteFile(file, Duration.ofMillis(1));
  }

  /** A sample a second, from now on; the clock goes along. */
  void samples(MigrationId id, int count) {
    for (int i = 0; i < count; i++) {
      store.sample(id.text(), sample(clock.instant()));
      clock.advance(Duration.ofSeconds(1));
      if (i % 10_000 == 9_999) {
        store.turn();
      }
    }
    store.turn();
  }

  /** What a sample at that time says: figures that tell by themselves which sample it is. */
  static SampleRow sample(Instant at) {
    long second = Duration.between(START, at).toSeconds();
    return SampleRow.at(at)
        .with(Column.ROWS_COPIED, second * 100)
        .with(Column.ROWS_ESTIMATE, 10_000_000)
        .with(Column.PERCENT, second * 100 / 100_000.0)
        .with(Column.LAG_SECONDS, second % 7 / 10.0)
        .with(Column.STATE, 2)
        .build();
  }

  /** Tells the store of findings, commands and alerts, some of them twice. */
  void tellJudgements() {
    Finding lag =
        new Finding(
            "D2",
            Severity.WARNING,
            Phrase.of("finding.D2.title", "db3:3306"),
            List.of(Phrase.of("finding.D2.lag", "3.0 s"), new Phrase("plain", List.of())),
            Phrase.of("finding.D2.cause"),
            Phrase.of("finding.D2.advice", "1.5 s"),
            "ghostwatch set max-lag-millis=3000");
    store.finding(ORDERS.text(), new FindingRow(START, null, lag));
    store.finding(ORDERS.text(), new FindingRow(START, START.plusSeconds(60), lag));
    CommandRow throttle =
        new CommandRow(
            START.plusSeconds(5), "dba", "unix:/tmp/s", "throttle", null, null, "# Status", true);
    store.command(ORDERS.text(), throttle);
    store.command(ORDERS.text(), throttle);
    store.command("shop.orders", ofItsTable(START.plusSeconds(7)));
    store.command("shop.orders", ofItsTable(START.minusSeconds(7)));
    store.command(USERS.text(), ofItsTable(START.plusSeconds(9)));
    store.alert(ORDERS.text(), alert("firing", null, "orders"));
    store.alert(ORDERS.text(), alert("resolved", START.plusSeconds(60), "orders"));
    store.alert(null, alert("firing", null, "the agent"));
  }

  private static CommandRow ofItsTable(Instant at) {
    return new CommandRow(at, "订单", null, "chunk-size=500", "1000", "500", "ok", true);
  }

  private static AlertRow alert(String state, @Nullable Instant ended, String of) {
    return new AlertRow(
        "lag-high",
        Severity.CRITICAL,
        state,
        START.plusSeconds(30),
        ended,
        Map.of("of", of),
        Map.of("summary", "too far behind"));
  }

  /** That the store has them once, as they were told last. */
  void assertHasJudgements() throws StoreException {
    HistoryReader reader = store.reader();
    assertThat(reader.findings(ORDERS.text()))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.from()).isEqualTo(START);
          assertThat(it.to()).isEqualTo(START.plusSeconds(60));
          assertThat(it.finding().rule()).isEqualTo("D2");
          assertThat(it.finding().severity()).isEqualTo(Severity.WARNING);
          assertThat(it.finding().evidence())
              .containsExactly(
                  Phrase.of("finding.D2.lag", "3.0 s"), new Phrase("plain", List.of()));
          assertThat(it.finding().command()).isEqualTo("ghostwatch set max-lag-millis=3000");
        });
    assertThat(reader.commands(ORDERS.text()))
        .as("once, and that of its table while it ran")
        .extracting(CommandRow::at, CommandRow::person, CommandRow::sent)
        .containsExactly(
            tuple(START.plusSeconds(5), "dba", true), tuple(START.plusSeconds(7), "订单", true));
    assertThat(reader.run(USERS.text())).as("a command alone is no run").isNull();
    store.migration(MigrationRow.of(USERS));
    store.turn();
    assertThat(reader.commands(USERS.text()))
        .as("given before the run was seen")
        .containsExactly(ofItsTable(START.plusSeconds(9)));
    assertThat(reader.newestCommand()).isEqualTo(START.plusSeconds(9));
    assertThat(reader.alerts(ORDERS.text()))
        .containsExactly(alert("resolved", START.plusSeconds(60), "orders"));
    assertThat(reader.latestAlerts(9))
        .containsExactlyInAnyOrder(
            alert("firing", null, "the agent"), alert("resolved", START.plusSeconds(60), "orders"));
  }

  /** Everything the store has of a run. */
  List<SampleRow> stored(MigrationId id) throws StoreException {
    List<SampleRow> rows = new ArrayList<>();
    store.reader().samples(id.text(), null, null, Column.ALL, rows::add);
    return rows;
  }

  /** That the store has exactly the samples of these many seconds. */
  void assertHas(MigrationId id, int seconds) throws StoreException {
    List<SampleRow> rows = stored(id);
    assertThat(rows).hasSize(seconds);
    for (int i = 0; i < seconds; i++) {
      assertThat(rows.get(i)).isEqualTo(sample(START.plusSeconds(i)));
    }
  }

  /**
   * Writes an hour and a half of samples in which every figure has its gaps, none of them packed,
   * and asserts that the database adds them up to what they are when they are read.
   */
  void assertAddedUpAsRead() throws StoreException {
    SplittableRandom random = new SplittableRandom(20261126);
    for (int second = 0; second < 5_400; second++) {
      SampleRow.Builder row = SampleRow.at(clock.instant());
      for (Column column : Column.ALL) {
        // In one stretch of ten minutes each figure is unknown, and now and then.
        if (second / 600 != column.code() % 9 && random.nextInt(10) > 0) {
          row.withSteps(column, random.nextLong(1, 1_000_000));
        }
      }
      if (second / 60 != 40) {
        store.sample(ORDERS.text(), row.build());
      }
      clock.advance(Duration.ofSeconds(1));
    }
    store.turn();
    List<SampleRow> rows = stored(ORDERS);
    assertThat(rows).hasSize(5_340);
    for (int wanted : new int[] {1, 2, 7, 40, 89}) {
      Thinner thinner = new Thinner(START.toEpochMilli(), 5_399_001.0 / wanted, wanted, Column.ALL);
      thinner.add(Block.of(rows), 0);
      assertSame(
          store.reader().points(ORDERS.text(), null, null, wanted, Column.ALL), thinner.result());
    }
  }

  private static void assertSame(Block found, Block expected) {
    assertThat(found.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.time(i)).isEqualTo(expected.time(i));
      for (Column column : Column.ALL) {
        for (Statistic statistic : column.thinning().statistics()) {
          Double value = expected.value(i, column, statistic);
          // A mean just between two steps may fall to either.
          double step = statistic == Statistic.AVERAGE ? column.number(1) * 1.01 : 0;
          assertThat(found.value(i, column, statistic))
              .as("%s %s of point %d of %d", statistic, column, i, expected.size())
              .satisfies(it -> {
                if (value == null) {
                  assertThat(it).isNull();
                } else {
                  assertThat(it).isCloseTo(value, within(step));
                }
              });
        }
      }
    }
  }

  List<String> said() {
    return notices.stream().map(notice -> notice.text().key()).toList();
  }

  @Override
  public void close() throws IOException {
    if (store != null) {
      store.close();
    }
  }
}
