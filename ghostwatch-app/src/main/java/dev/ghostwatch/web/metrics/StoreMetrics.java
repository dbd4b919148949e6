package dev.ghostwatch.web.metrics;

import dev.ghostwatch.history.StoreStats;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Supplier;

/** How the history's writer is doing. */
public final class StoreMetrics implements MultiCollector {
  private final Supplier<StoreStats> stats;

  public StoreMetrics(Supplier<StoreStats> stats) {
    this.stats = stats;
  }

  @Override
  public MetricSnapshots collect() {
    StoreStats now = stats.get();
    Families families = new Families();
    families.gauge(
        "ghostwatch_store_queue_entries",
        "Entries that wait for the writer.",
        now.queued(),
        Labels.EMPTY);
    families.gauge(
        "ghostwatch_store_spool_entries",
        "Entries that wait in the spool because the store cannot be written.",
        now.spooled(),
        Labels.EMPTY);
    families.gauge(
        "ghostwatch_store_lag_seconds",
        "Age of the oldest entry that is not in the store yet.",
        now.lagSeconds(),
        Labels.EMPTY);
    families.counter(
        "ghostwatch_store_written_entries", "Entries written.", now.written(), Labels.EMPTY);
    families.counter(
        "ghostwatch_store_dropped_entries",
        "Entries lost: there was no room for them anywhere, or the store refused them.",
        now.dropped(),
        Labels.EMPTY);
    families.counter(
        "ghostwatch_store_failures",
        "Attempts to write that failed.",
        now.failures(),
        Labels.EMPTY);
    return families.build();
  }
}
