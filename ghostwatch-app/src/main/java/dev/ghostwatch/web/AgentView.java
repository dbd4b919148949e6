package dev.ghostwatch.web;

import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.insight.diagnosis.Diagnosis;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.MigrationLayers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the agent shows of itself.
 *
 * @param layers what is known around a migration
 * @param alerts null for an agent without alerts
 * @param diagnosis what there is to say of a migration; null of one that is not followed
 */
public record AgentView(
    Migrations migrations,
    Function<Snapshot, MigrationLayers> layers,
    Readiness readiness,
    @Nullable AlertService alerts,
    Function<Snapshot, @Nullable Diagnosis> diagnosis) {
  /** An agent without alerts. */
  public AgentView(
      Migrations migrations, Function<Snapshot, MigrationLayers> layers, Readiness readiness) {
    this(migrations, layers, readiness, null, _ -> null);
  }

  /** An agent without a diagnosis. */
  public AgentView(
      Migrations migrations,
      Function<Snapshot, MigrationLayers> layers,
      Readiness readiness,
      @Nullable AlertService alerts) {
    this(migrations, layers, readiness, alerts, _ -> null);
  }
}
