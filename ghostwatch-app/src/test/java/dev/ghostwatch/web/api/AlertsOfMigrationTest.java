package dev.ghostwatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Snapshot;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which alerts are a migration's. */
class AlertsOfMigrationTest {
  private static Snapshot orders(@Nullable String startedAt) {
    return Snapshot.of()
        .table(new TableName("shop", "orders"))
        .startedAt(startedAt == null ? null : Instant.parse(startedAt))
        .build();
  }

  private static Labels labels(String migration, String run) {
    return Labels.of(Map.of(Labels.MIGRATION, migration, Labels.RUN, run));
  }

  @Test
  void thoseOfTheRunAndNotOfTheOneBefore() {
    Labels alert = labels("shop.orders", "shop.orders@20261122T130806Z");
    assertThat(AlertsOfMigration.isOf(alert, orders("2026-11-22T13:08:06Z"))).isTrue();
    assertThat(AlertsOfMigration.isOf(alert, orders("2026-11-22T14:00:00Z"))).isFalse();
  }

  @Test
  void byTheTableWhereARunIsNotKnown() {
    assertThat(AlertsOfMigration.isOf(labels("shop.orders", ""), orders("2026-11-22T14:00:00Z")))
        .isTrue();
    assertThat(
            AlertsOfMigration.isOf(
                labels("shop.orders", "shop.orders@20261122T130806Z"), orders(null)))
        .isTrue();
    assertThat(AlertsOfMigration.isOf(labels("shop.items", ""), orders(null))).isFalse();
    assertThat(AlertsOfMigration.isOf(Labels.NONE, orders("2026-11-22T14:00:00Z"))).isFalse();
  }
}
