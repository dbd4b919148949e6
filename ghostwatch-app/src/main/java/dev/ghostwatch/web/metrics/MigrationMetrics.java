package dev.ghostwatch.web.metrics;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.web.api.Migrations;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The figures of every migration that runs or has ended lately, drawn from the snapshots at the
 * moment of a scrape. Base units: seconds, bytes, ratios.
 */
public final class MigrationMetrics implements MultiCollector {
  private static final String PREFIX = "ghostwatch_migration_";

  private final Migrations migrations;
  private final Function<Snapshot, MigrationLayers> layers;
  private final InstantSource clock;

  /**
   * @param migrations those whose figures are shown
   * @param layers what is known around one of them
   */
  public MigrationMetrics(
      Migrations migrations, Function<Snapshot, MigrationLayers> layers, InstantSource clock) {
    this.migrations = migrations;
    this.layers = layers;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    Families families = new Families();
    Instant now = clock.instant();
    for (Snapshot snapshot : migrations.snapshots()) {
      if (snapshot.id() != null) {
        Labels migration = Labels.of("migration", snapshot.id().text());
        add(families, snapshot, migration, now);
        LagMetrics.add(families, snapshot, layers.apply(snapshot), migration);
      }
    }
    return families.build();
  }

  private static void add(Families families, Snapshot snapshot, Labels migration, Instant now) {
    info(families, snapshot, migration);
    lifecycle(families, snapshot, migration);
    StatusLine line = snapshot.line();
    if (line != null) {
      progress(families, line, migration);
      state(families, line, migration);
    }
    if (snapshot.rates() != null && snapshot.lifecycle() == Lifecycle.RUNNING) {
      rates(families, snapshot.rates(), migration);
    }
    if (snapshot.eta() != null) {
      eta(families, snapshot.eta(), migration);
    }
    if (snapshot.settings() != null) {
      settings(families, snapshot.settings(), migration);
    }
    for (SourceAge age : snapshot.sources()) {
      families.gauge(
          PREFIX + "sample_age_seconds",
          "Age of the newest sample of each source.",
          Math.max(0, Duration.between(age.lastSeenAt(), now).toMillis() / 1000.0),
          migration.add("source", age.source().jsonName()));
    }
  }

  private static void info(Families families, Snapshot snapshot, Labels migration) {
    Labels labels =
        migration
            .add("database", snapshot.table() == null ? "" : snapshot.table().database())
            .add("table", snapshot.table() == null ? "" : snapshot.table().table())
            .add("ghost_version", empty(snapshot.ghostVersion()))
            .add("host", empty(snapshot.migratedHost()));
    families.gauge(PREFIX + "info", "A migration, always 1.", 1, labels);
    families.gauge(
        PREFIX + "start_time_seconds",
        "When the run started, as Unix time.",
        snapshot.startedAt() == null ? null : snapshot.startedAt().getEpochSecond(),
        migration);
  }

  private static void lifecycle(Families families, Snapshot snapshot, Labels migration) {
    for (Lifecycle lifecycle : Lifecycle.values()) {
      families.gauge(
          PREFIX + "lifecycle",
          "1 for where the run stands as a whole, 0 for the others.",
          lifecycle == snapshot.lifecycle() ? 1 : 0,
          migration.add("lifecycle", lifecycle.jsonName()));
    }
  }

  private static void state(Families families, StatusLine line, Labels migration) {
    for (MigrationState state : MigrationState.values()) {
      families.gauge(
          PREFIX + "state",
          "1 for what gh-ost does now, 0 for the others.",
          state == line.state() ? 1 : 0,
          migration.add("state", state.text()));
    }
    families.gauge(
        PREFIX + "throttled",
        "1 while gh-ost holds still, by reason; absent while it does not.",
        line.throttle() == null ? null : 1,
        migration.add("kind", line.throttle() == null ? "" : line.throttle().kind().jsonName()));
  }

  private static void progress(Families families, StatusLine line, Labels migration) {
    families.gauge(PREFIX + "rows_copied", "Rows copied so far.", line.rowsCopied(), migration);
    families.gauge(
        PREFIX + "rows_estimate", "Rows to copy, as estimated.", line.rowsEstimate(), migration);
    families.gauge(
        PREFIX + "progress_ratio",
        "Rows copied over the estimate; passes 1 when the estimate is low.",
        line.percent() == null ? null : line.percent() / 100,
        migration);
    families.counter(
        PREFIX + "dml_applied",
        "Binary log events applied to the ghost table.",
        line.dmlApplied(),
        migration);
    families.gauge(
        PREFIX + "backlog_events", "Events read and not yet applied.", line.backlog(), migration);
    families.gauge(
        PREFIX + "backlog_capacity_events",
        "Events that can wait.",
        line.backlogCapacity(),
        migration);
    families.gauge(
        PREFIX + "reported_eta_seconds",
        "gh-ost's own estimate of the time until the last row is copied.",
        line.eta() == null ? null : line.eta().seconds(),
        migration);
    families.gauge(
        PREFIX + "elapsed_seconds", "Since the run started.", seconds(line.elapsed()), migration);
    families.gauge(
        PREFIX + "copy_seconds", "Since the copy started.", seconds(line.copyTime()), migration);
  }

  private static void rates(Families families, Rates rates, Labels migration) {
    families.gauge(
        PREFIX + "rows_per_second",
        "Rows copied per second lately.",
        rates.rowsPerSecond(),
        migration);
    families.gauge(
        PREFIX + "dml_per_second",
        "Binary log events applied per second lately.",
        rates.dmlPerSecond(),
        migration);
    families.gauge(
        PREFIX + "bytes_per_second",
        "Rows per second times the average row length.",
        rates.bytesPerSecond(),
        migration);
    families.gauge(
        PREFIX + "chunks_per_second", "Chunks per second.", rates.chunksPerSecond(), migration);
    families.gauge(
        PREFIX + "chunk_seconds",
        "Time one chunk takes, waiting included, as StatsD measured it or derived from the speed.",
        rates.chunkSeconds(),
        migration.add(
            "source",
            rates.chunkSecondsSource() == null
                ? "derived"
                : rates.chunkSecondsSource().jsonName()));
    families.gauge(
        PREFIX + "query_seconds",
        "Time the query that copies a chunk takes, where gh-ost's StatsD metrics tell it.",
        rates.querySeconds(),
        migration);
  }

  private static void eta(Families families, Eta eta, Labels migration) {
    families.gauge(
        PREFIX + "eta_seconds",
        "Time until the last row is copied, as GhostWatch expects it.",
        eta.copySeconds(),
        migration);
    families.gauge(
        PREFIX + "eta_low_seconds",
        "The lower end of the range that holds it in four of five cases.",
        eta.lowSeconds(),
        migration);
    families.gauge(
        PREFIX + "eta_high_seconds",
        "The upper end of the range that holds it in four of five cases.",
        eta.highSeconds(),
        migration);
    families.gauge(
        PREFIX + "end_seconds",
        "Time until the run ends, backlog and cut-over included; absent while nobody can say.",
        eta.seconds(),
        migration);
  }

  private static void settings(Families families, Settings settings, Labels migration) {
    setting(families, "chunk-size", settings.chunkSize(), migration);
    setting(families, "dml-batch-size", settings.dmlBatchSize(), migration);
    setting(families, "max-lag-millis", settings.maxLagMillis(), migration);
    setting(families, "nice-ratio", settings.niceRatio(), migration);
  }

  private static void setting(
      Families families, String name, @Nullable Number value, Labels migration) {
    families.gauge(
        PREFIX + "setting", "A setting of gh-ost.", value, migration.add("setting", name));
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / 1000.0;
  }

  private static String empty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
