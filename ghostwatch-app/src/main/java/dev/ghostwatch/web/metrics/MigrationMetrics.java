package dev.ghostwatch.web.metrics;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.web.api.Migrations;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The figures of every migration that runs or has ended lately, drawn from the snapshots at the
 * moment of a scrape. Base units: seconds, bytes, ratios.
 */
public final class MigrationMetrics implements PiecewiseCollector {
  private static final List<Family<Measured>> FAMILIES =
      Stream.of(RunMetrics.FAMILIES, ProgressMetrics.FAMILIES, LagMetrics.FAMILIES)
          .flatMap(List::stream)
          .toList();

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
  public List<Supplier<MetricSnapshots>> pieces() {
    Instant now = clock.instant();
    List<Measured> all = new ArrayList<>();
    for (Snapshot snapshot : migrations.snapshots()) {
      if (snapshot.id() != null) {
        all.add(
            new Measured(
                snapshot,
                Labels.of("migration", snapshot.id().text()),
                Lags.of(snapshot, layers.apply(snapshot)),
                now));
      }
    }
    return Family.pieces(FAMILIES, all);
  }
}
