package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.HistoryStore;
import dev.ghostwatch.history.StoreOptions;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code history} and {@code export}, while the agent writes. */
@NullUnmarked // a test fails on null by itself
class HistoryTest {
  private static final Instant START = TestWorld.START;
  private static final MigrationId ORDERS = new MigrationId(new TableName("shop", "orders"), START);
  private static final MigrationId AGAIN =
      new MigrationId(new TableName("shop", "orders"), START.plusSeconds(3_600));
  private static final MigrationId HOSTILE =
      new MigrationId(new TableName("shop", "a,b\n\u001b[2J"), START.plusSeconds(60));

  @TempDir Path folder;
  private TestWorld world;
  private Path file;
  private HistoryStore store;

  @BeforeEach
  void build() throws IOException {
    world = new TestWorld(folder).with("XDG_STATE_HOME", folder.toString());
    file = folder.resolve("ghostwatch/history.db");
  }

  @AfterEach
  void close() throws Exception {
    if (store != null) {
      store.close();
    }
  }

  private void fill() throws IOException {
    store = HistoryStore.open(StoreOptions.of(file), world.clock, notice -> {});
    store.start();
    store.migration(MigrationRow.of(ORDERS));
    for (int i = 0; i < 5; i++) {
      store.sample(
          ORDERS.text(),
          SampleRow.at(START.plusSeconds(60L * i))
              .with(Column.ROWS_COPIED, i * 1_000)
              .with(Column.ROWS_ESTIMATE, 5_000)
              .with(Column.PERCENT, i * 20)
              .with(Column.ETA_SECONDS, i == 0 ? null : 300 - i * 60)
              .with(Column.LAG_SECONDS, 0.0125 * i)
              .with(Column.CHUNK_SIZE, 1_000)
              .with(Column.LOAD_AVERAGE, i == 3 ? null : 1.5)
              .with(Column.STATE, i == 2 ? 4 : 2)
              .with(Column.THROTTLE_KIND, i == 2 ? 4 : null)
              .build());
    }
    store.event(ORDERS.text(), new EventRow(START, "started", "gh-ost began", "log"));
    store.setting(
        ORDERS.text(), new SettingRow(START.plusSeconds(30), "chunk-size", "500", "1000"));
    store.finding(
        ORDERS.text(),
        new FindingRow(
            START,
            null,
            new Finding(
                "D2",
                Severity.WARNING,
                Phrase.of("lifecycle.running"),
                List.of(Phrase.of("lifecycle.failed")),
                Phrase.of("lifecycle.running"),
                Phrase.of("lifecycle.running"),
                null)));
    store.command(
        ORDERS.text(),
        new CommandRow(START, "dba", "unix:/s", "chunk-size=1000", "500", "1000", "ok", true));
    store.alert(
        ORDERS.text(),
        new AlertRow("lag", Severity.CRITICAL, "firing", START, null, Map.of("a", "b"), Map.of()));
    store.migration(
        MigrationRow.of(ORDERS).ended(START.plusSeconds(300), Lifecycle.SUCCEEDED, "done"));
    store.migration(MigrationRow.of(HOSTILE));
    store.migration(MigrationRow.of(AGAIN));
    store.close();
    // The agent goes on: its reader is another.
    store = HistoryStore.open(StoreOptions.of(file), world.clock, notice -> {});
  }

  @Test
  void withoutAStoreItSaysWhereItLookedAndWhatToDo() {
    for (String[] command : new String[][] {{"history"}, {"export", "shop.orders"}}) {
      Ran ran = world.plain(command);
      assertThat(ran.exit()).isEqualTo(3);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .contains("there is no history at " + file)
          .contains("ghostwatch start")
          .contains("--store PATH");
    }
    assertThat(world.plain("history", "--store", folder + "/else.db").err())
        .contains(folder + "/else.db");
    assertThat(Files.exists(file)).as("asking makes no store").isFalse();
  }

  @Test
  void whatIsNoStoreIsSaidToBeNone() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "not a database at all, ".repeat(99));
    Ran ran = world.plain("history", "--store", text.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains(text + " is damaged", "Nothing was changed").hasLineCount(2);
    Path other = folder.resolve("other.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        var statement = connection.createStatement()) {
      statement.execute("create table x (y)");
    }
    assertThat(world.plain("history", "--store", other.toString()).err())
        .contains("without the tables of GhostWatch");
  }

  @Test
  void historyListsRunsTheLatestFirst() throws Exception {
    fill();
    Ran ran = world.plain("history");
    assertThat(ran.exit()).isZero();
    assertThat(ran.lines())
        .hasSize(4)
        .satisfiesExactly(
            header -> assertThat(header).containsPattern("ID +STATE +STARTED +ENDED +TOOK"),
            again -> assertThat(again).startsWith(AGAIN.text()).contains("running"),
            hostile -> assertThat(hostile).startsWith("shop.a%2Cb%0A%1B%5B2J@"),
            orders ->
                assertThat(orders)
                    .startsWith(ORDERS.text())
                    .contains("succeeded", "5m0s", "4,000", "80.0%"));
    assertThat(world.plain("history", "--ended").lines()).hasSize(2);
    assertThat(world.plain("history", "--running").lines()).hasSize(3);
    assertThat(world.plain("history", "shop.orders", "--limit", "1").lines()).hasSize(2);
    assertThat(world.plain("history", "--ended", "--since", "1h").lines()).hasSize(2);
    world.clock.advance(Duration.ofHours(2));
    assertThat(world.plain("history", "--ended", "--since", "1h").err())
        .contains("no migration is remembered");
    assertThat(world.speaking(Language.ZH).plain("history").out()).contains("ID", "运行");
  }

  @Test
  void historyAsDocumentsAndCsv() throws Exception {
    fill();
    JsonNode runs = world.plain("history", "--json").json();
    assertThat(runs).hasSize(3);
    JsonNode orders = runs.get(2);
    assertThat(orders.get("id").asString()).isEqualTo(ORDERS.text());
    assertThat(orders.get("endedAt").asString()).isEqualTo("2026-11-22T13:13:06.000Z");
    assertThat(orders.get("durationSeconds").asDouble()).isEqualTo(300);
    assertThat(orders.get("lifecycle").asString()).isEqualTo("succeeded");
    assertThat(orders.get("lastWords").asString()).isEqualTo("done");
    assertThat(orders.get("pid").isNull()).isTrue();
    assertThat(orders.get("progress").get("rowsCopied").asLong()).isEqualTo(4_000);
    assertThat(runs.get(0).get("progress").isNull()).isTrue();
    assertThat(runs.get(1).get("table").asString()).isEqualTo(HOSTILE.table().table());
    assertThat(world.plain("history", "-o", "csv").lines())
        .startsWith("ID,STATE,STARTED,ENDED,TOOK,ROWS,PROGRESS")
        .last()
        .isEqualTo(
            ORDERS.text()
                + ",succeeded,2026-11-22T13:08:06.000Z,2026-11-22T13:13:06.000Z,300.0,4000,80");
    assertThat(world.plain("history", "-o", "yaml").out()).contains("lifecycle: \"succeeded\"");
  }

  @Test
  void exportHasTheClassicColumns() throws Exception {
    fill();
    Ran ran = world.plain("export", ORDERS.text(), "-o", "csv");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lines())
        .containsExactly(
            "timestamp,datetime,migrated_rows,progress_pct,eta_seconds,lag_ms,chunk_size,load_avg",
            "1795352886,2026-11-22 13:08:06,0,0,,0,1000,1.5",
            "1795352946,2026-11-22 13:09:06,1000,20,240,13,1000,1.5",
            "1795353006,2026-11-22 13:10:06,2000,40,180,25,1000,1.5",
            "1795353066,2026-11-22 13:11:06,3000,60,120,38,1000,",
            "1795353126,2026-11-22 13:12:06,4000,80,60,50,1000,1.5");
    assertThat(world.plain("export", ORDERS.text()).out()).isEqualTo(ran.out());
    assertThat(world.plain("export", ORDERS.text(), "--format", "csv").out()).isEqualTo(ran.out());
    assertThat(world.plain("export", "shop.orders@20261122T1308").out()).isEqualTo(ran.out());
  }

  @Test
  void exportHasTheFiguresAskedFor() throws Exception {
    fill();
    assertThat(
            world
                .plain("export", ORDERS.text(), "--columns", "state,throttleKind,lag_seconds")
                .lines())
        .startsWith(
            "time,state,throttle_kind,lag_seconds",
            "2026-11-22T13:08:06.000Z,migrating,,0",
            "2026-11-22T13:09:06.000Z,migrating,,0.013",
            "2026-11-22T13:10:06.000Z,throttled,max-load,0.025");
    assertThat(world.plain("export", ORDERS.text(), "--all-columns").lines().getFirst())
        .startsWith("time,rows_copied,rows_estimate,")
        .endsWith(",process_write_bytes_per_second");
    Ran wrong = world.plain("export", ORDERS.text(), "--columns", "lag_second");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("no figure 'lag_second'", "lag_seconds");
  }

  @Test
  void exportAsJsonHasEverything() throws Exception {
    fill();
    JsonNode run = world.plain("export", ORDERS.text(), "-o", "json").json();
    assertThat(run.get("id").asString()).isEqualTo(ORDERS.text());
    assertThat(run.get("events").get(0).get("type").asString()).isEqualTo("started");
    assertThat(run.get("settingsChanges").get(0).get("before").asString()).isEqualTo("500");
    JsonNode finding = run.get("findings").get(0);
    assertThat(finding.get("rule").asString()).isEqualTo("D2");
    assertThat(finding.get("to").isNull()).isTrue();
    assertThat(finding.get("evidence").get(0).asString()).isEqualTo("failed");
    JsonNode command = run.get("commands").get(0);
    assertThat(command.get("user").asString()).isEqualTo("dba");
    assertThat(command.get("sent").asBoolean()).isTrue();
    assertThat(run.get("alerts").get(0).get("labels").get("a").asString()).isEqualTo("b");
    assertThat(run.get("samples")).hasSize(5);
    JsonNode third = run.get("samples").get(2);
    assertThat(third.get("at").asString()).isEqualTo("2026-11-22T13:10:06.000Z");
    assertThat(third.get("rowsCopied").asLong()).isEqualTo(2_000);
    assertThat(third.get("lagSeconds").asDouble()).isEqualTo(0.025);
    assertThat(third.get("state").asString()).isEqualTo("throttled");
    assertThat(third.get("throttleKind").asString()).isEqualTo("max-load");
    assertThat(third.get("qps").isNull()).isTrue();
  }

  @Test
  void aNameThatIsNotOneRunIsRefused() throws Exception {
    fill();
    Ran several = world.plain("export", "shop.orders");
    assertThat(several.exit()).isEqualTo(2);
    assertThat(several.err()).contains("several", "  " + ORDERS.text(), "  " + AGAIN.text());
    Ran none = world.plain("export", "no\u001bsuch");
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("no migration 'no\\x1bsuch'", "ghostwatch history");
    assertThat(world.plain("export").exit()).isEqualTo(2);
    assertThat(world.plain("export", "x", "-o", "yaml").exit()).isEqualTo(2);
    assertThat(world.plain("history", "--limit", "0").err()).contains("from 1 to 100000");
  }
}
