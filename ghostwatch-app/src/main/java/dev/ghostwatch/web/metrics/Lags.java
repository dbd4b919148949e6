package dev.ghostwatch.web.metrics;

import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import org.jspecify.annotations.Nullable;

/**
 * What is exported of the layers around a migration. No more of them is kept while thousands of
 * migrations are written.
 *
 * @param figures in seconds, by the methods
 * @param changelog in seconds, by gh-ost's own table
 * @param maxLagMillis gh-ost's limit
 * @param recommended what its limit should be
 */
record Lags(
    LagFigures figures,
    @Nullable Double changelog,
    @Nullable Long maxLagMillis,
    @Nullable LagProfile recommended) {
  static Lags of(Snapshot snapshot, MigrationLayers layers) {
    LagLimit limit = layers.limit();
    return new Lags(
        layers.lag(),
        layers.around().changelogLagSeconds(snapshot),
        limit.maxLagMillis(),
        limit.recommended());
  }
}
