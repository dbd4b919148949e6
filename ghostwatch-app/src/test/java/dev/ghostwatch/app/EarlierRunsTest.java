package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.report.StoredRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history tells of a table goes to the run that begins. */
@NullUnmarked // a test fails on null by itself
class EarlierRunsTest {
  private static final TableName ORDERS = new TableName("shop", "orders");
  private static final Instant NOW = StoredRuns.START.plusSeconds(10_000);

  @TempDir Path folder;

  private static Snapshot snapshot(TableName table, Instant start) {
    return Snapshot.of().table(table).migratedHost("db1:3306").startedAt(start).build();
  }

  @Test
  void aRunThatBeginsIsToldOfEarlierOnesOfItsTableOnly() throws IOException {
    Path file = folder.resolve("history.db");
    StoredRuns.write(
        file,
        () -> NOW,
        store -> StoredRuns.run(store, ORDERS, "db1:3306", 0, 100, Lifecycle.SUCCEEDED));
    Map<MigrationId, EtaPrior> told = new HashMap<>();
    Map<MigrationId, EtaPrior> heard = Collections.synchronizedMap(told);
    try (EarlierRuns earlier = new EarlierRuns(HistoryReader.open(file), heard::put, () -> NOW)) {
      earlier.began(snapshot(ORDERS, NOW));
      earlier.began(snapshot(new TableName("shop", "other"), NOW));
      earlier.began(snapshot(null, NOW));
    }
    assertThat(told).containsOnlyKeys(new MigrationId(ORDERS, NOW));
    assertThat(told.values().iterator().next().rows()).isEqualTo(4_000);
  }
}
