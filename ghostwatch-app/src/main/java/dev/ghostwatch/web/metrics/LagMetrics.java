package dev.ghostwatch.web.metrics;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.web.metrics.Family.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lag of a migration, method by method, and how much of it is too much. */
final class LagMetrics {
  private static final String PREFIX = "ghostwatch_migration_";

  static final List<Family<Measured>> FAMILIES =
      List.of(
          Family.gauges(
              PREFIX + "lag_seconds",
              "Replication lag, by the method of measuring it.",
              LagMetrics::methods),
          Family.gauge(
              PREFIX + "lag_disagreement_seconds",
              "How far the methods are apart on one replica, beyond what their coarseness"
                  + " explains.",
              migration -> migration.lags().figures().disagreement()),
          Family.gauge(
              PREFIX + "lag_limit_seconds",
              "The lag at which gh-ost throttles, its max-lag-millis.",
              LagMetrics::limit),
          Family.gauges(
              PREFIX + "recommended_lag_limit_seconds",
              "The lag at which it should, by the profile that holds or that fits the replicas.",
              LagMetrics::recommended));

  private LagMetrics() {}

  private static void methods(Measured migration, Points points) {
    StatusLine line = migration.snapshot().line();
    Lags lags = migration.lags();
    method(migration, points, "gh-ost", line == null ? null : line.lagSeconds());
    method(migration, points, "heartbeat", line == null ? null : line.heartbeatLagSeconds());
    method(migration, points, "replica-status", lags.figures().replicaStatus());
    method(migration, points, "pt-heartbeat", lags.figures().heartbeat());
    method(migration, points, "changelog", lags.changelog());
  }

  private static void method(
      Measured migration, Points points, String method, @Nullable Double seconds) {
    points.add(seconds, migration.labels().add("method", method));
  }

  private static @Nullable Number limit(Measured migration) {
    Long millis = migration.lags().maxLagMillis();
    return millis == null ? null : millis / 1000.0;
  }

  private static void recommended(Measured migration, Points points) {
    LagProfile recommended = migration.lags().recommended();
    if (recommended != null) {
      points.add(recommended.seconds(), migration.labels().add("profile", recommended.name()));
    }
  }
}
