package dev.ghostwatch.web.metrics;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/** The lag of a migration, method by method, and how much of it is too much. */
final class LagMetrics {
  private static final String PREFIX = "ghostwatch_migration_";

  private LagMetrics() {}

  static void add(Families families, Snapshot snapshot, MigrationLayers layers, Labels migration) {
    StatusLine line = snapshot.line();
    LagFigures lag = layers.lag();
    method(families, "gh-ost", line == null ? null : line.lagSeconds(), migration);
    method(families, "heartbeat", line == null ? null : line.heartbeatLagSeconds(), migration);
    method(families, "replica-status", lag.replicaStatus(), migration);
    method(families, "pt-heartbeat", lag.heartbeat(), migration);
    method(families, "changelog", layers.around().changelogLagSeconds(snapshot), migration);
    families.gauge(
        PREFIX + "lag_disagreement_seconds",
        "How far the methods are apart on one replica, beyond what their coarseness explains.",
        lag.disagreement(),
        migration);
    limit(families, layers.limit(), migration);
  }

  private static void method(
      Families families, String method, @Nullable Double seconds, Labels migration) {
    families.gauge(
        PREFIX + "lag_seconds",
        "Replication lag, by the method of measuring it.",
        seconds,
        migration.add("method", method));
  }

  private static void limit(Families families, LagLimit limit, Labels migration) {
    families.gauge(
        PREFIX + "lag_limit_seconds",
        "The lag at which gh-ost throttles, its max-lag-millis.",
        limit.maxLagMillis() == null ? null : limit.maxLagMillis() / 1000.0,
        migration);
    LagProfile recommended = limit.recommended();
    if (recommended != null) {
      families.gauge(
          PREFIX + "recommended_lag_limit_seconds",
          "The lag at which it should, by the profile that holds or that fits the replicas.",
          recommended.seconds(),
          migration.add("profile", recommended.name()));
    }
  }
}
