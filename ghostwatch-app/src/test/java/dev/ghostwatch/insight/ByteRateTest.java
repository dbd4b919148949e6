package dev.ghostwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.TableFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ByteRateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");
  private static final TableName ORDERS = new TableName("shop", "orders");
  private static final ReplicationChannel CHANNEL =
      new ReplicationChannel(
          "", "db1", 3306, 1L, null, "Yes", true, 0.0, 0.0, null, null, 0, "", 0, "");

  @Test
  void rowsTimesWhatARowWeighs() {
    assertThat(bytes(run(100.0, "db1:3306"), server("db1", null, 80L))).isEqualTo(8000.0);
    assertThat(bytes(run(100.0, "db1:3306"))).isNull();
    assertThat(bytes(run(null, "db1:3306"), server("db1", null, 80L))).isNull();
    assertThat(bytes(run(100.0, "db1:3306"), server("db1", null, null))).isNull();
  }

  @Test
  void theServerThatIsMigratedKnowsBest() {
    ServerFigures replica = server("db2", List.of(CHANNEL), 90L);
    ServerFigures primary = server("db1", List.of(), 80L);
    assertThat(bytes(run(1.0, "db2:3306"), replica, primary)).isEqualTo(90.0);
    assertThat(bytes(run(1.0, "elsewhere:3306"), replica, primary)).isEqualTo(80.0);
    assertThat(bytes(run(1.0, null), replica)).isEqualTo(90.0);
  }

  private static @Nullable Double bytes(Snapshot run, ServerFigures... servers) {
    Rates rates = ByteRate.with(run, new ServersAndHost(List.of(servers), null, Map.of())).rates();
    return rates == null ? null : rates.bytesPerSecond();
  }

  private static Snapshot run(@Nullable Double rows, @Nullable String migrated) {
    return Snapshot.of()
        .table(ORDERS)
        .migratedHost(migrated)
        .observedAt(NOW)
        .rates(new Rates(rows, null, null, null, null, null))
        .build();
  }

  private static ServerFigures server(
      String name, @Nullable List<ReplicationChannel> channels, @Nullable Long rowLength) {
    return ServerFigures.of(name, name + ":3306", NOW)
        .channels(channels)
        .tables(List.of(new TableFigures(NOW, ORDERS, 10L, rowLength, 800L, 0L, null, null)))
        .build();
  }
}
