package dev.ghostwatch.web;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.MigrationLayers;
import java.util.function.Function;

/**
 * What the agent shows of itself.
 *
 * @param layers what is known around a migration
 */
public record AgentView(
    Migrations migrations, Function<Snapshot, MigrationLayers> layers, Readiness readiness) {}
