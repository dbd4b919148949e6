package dev.ghostwatch.web;

import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.MigrationLayers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the agent shows of itself.
 *
 * @param layers what is known around a migration
 * @param alerts null for an agent without alerts
 */
public record AgentView(
    Migrations migrations,
    Function<Snapshot, MigrationLayers> layers,
    Readiness readiness,
    @Nullable AlertService alerts) {
  /** An agent without alerts. */
  public AgentView(
      Migrations migrations, Function<Snapshot, MigrationLayers> layers, Readiness readiness) {
    this(migrations, layers, readiness, null);
  }
}
