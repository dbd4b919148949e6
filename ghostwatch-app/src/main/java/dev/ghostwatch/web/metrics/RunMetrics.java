package dev.ghostwatch.web.metrics;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.web.metrics.Family.Points;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a migration is, where it stands and how it is set. */
final class RunMetrics {
  private static final String PREFIX = "ghostwatch_migration_";

  static final List<Family<Measured>> FAMILIES =
      List.of(
          Family.gauges(PREFIX + "info", "A migration, always 1.", RunMetrics::info),
          Family.gauge(
              PREFIX + "start_time_seconds",
              "When the run started, as Unix time.",
              RunMetrics::start),
          Family.gauges(
              PREFIX + "lifecycle",
              "1 for where the run stands as a whole, 0 for the others.",
              RunMetrics::lifecycle),
          Family.gauges(
              PREFIX + "state", "1 for what gh-ost does now, 0 for the others.", RunMetrics::state),
          Family.gauges(
              PREFIX + "throttled",
              "1 while gh-ost holds still, by reason; absent while it does not.",
              RunMetrics::throttled),
          Family.gauges(PREFIX + "setting", "A setting of gh-ost.", RunMetrics::settings),
          Family.gauges(
              PREFIX + "sample_age_seconds",
              "Age of the newest sample of each source.",
              RunMetrics::ages));

  private RunMetrics() {}

  private static void info(Measured migration, Points points) {
    Snapshot snapshot = migration.snapshot();
    Labels labels =
        migration
            .labels()
            .add("database", snapshot.table() == null ? "" : snapshot.table().database())
            .add("table", snapshot.table() == null ? "" : snapshot.table().table())
            .add("ghost_version", empty(snapshot.ghostVersion()))
            .add("host", empty(snapshot.migratedHost()));
    points.add(1, labels);
  }

  private static @Nullable Number start(Measured migration) {
    Snapshot snapshot = migration.snapshot();
    return snapshot.startedAt() == null ? null : snapshot.startedAt().getEpochSecond();
  }

  private static void lifecycle(Measured migration, Points points) {
    for (Lifecycle lifecycle : Lifecycle.values()) {
      points.add(
          lifecycle == migration.snapshot().lifecycle() ? 1 : 0,
          migration.labels().add("lifecycle", lifecycle.jsonName()));
    }
  }

  private static void state(Measured migration, Points points) {
    StatusLine line = migration.snapshot().line();
    if (line != null) {
      for (MigrationState state : MigrationState.values()) {
        points.add(state == line.state() ? 1 : 0, migration.labels().add("state", state.text()));
      }
    }
  }

  private static void throttled(Measured migration, Points points) {
    StatusLine line = migration.snapshot().line();
    if (line != null && line.throttle() != null) {
      points.add(1, migration.labels().add("kind", line.throttle().kind().jsonName()));
    }
  }

  private static void settings(Measured migration, Points points) {
    Settings settings = migration.snapshot().settings();
    if (settings != null) {
      setting(migration, points, "chunk-size", settings.chunkSize());
      setting(migration, points, "dml-batch-size", settings.dmlBatchSize());
      setting(migration, points, "max-lag-millis", settings.maxLagMillis());
      setting(migration, points, "nice-ratio", settings.niceRatio());
    }
  }

  private static void setting(
      Measured migration, Points points, String name, @Nullable Number value) {
    points.add(value, migration.labels().add("setting", name));
  }

  private static void ages(Measured migration, Points points) {
    for (SourceAge age : migration.snapshot().sources()) {
      points.add(
          Math.max(0, Duration.between(age.lastSeenAt(), migration.at()).toMillis() / 1000.0),
          migration.labels().add("source", age.source().jsonName()));
    }
  }

  private static String empty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
