package dev.ghostwatch.web.metrics;

import dev.ghostwatch.model.Snapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;

/**
 * A migration at the moment of a scrape.
 *
 * @param labels its id
 * @param at the moment of the scrape
 */
record Measured(Snapshot snapshot, Labels labels, Lags lags, Instant at)
    implements Family.Labelled {}
