package dev.ghostwatch.web.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects metrics of which there are too many points to hold them all at once: each piece can be
 * written and forgotten before the next is made.
 */
public interface PiecewiseCollector extends MultiCollector {
  /**
   * What there is at this moment. A piece is whole families; no family is in two pieces, and a
   * piece without points has none.
   *
   * @return what makes one piece each
   */
  List<Supplier<MetricSnapshots>> pieces();

  /** All pieces at once. */
  @Override
  default MetricSnapshots collect() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    for (Supplier<MetricSnapshots> piece : pieces()) {
      piece.get().forEach(all::metricSnapshot);
    }
    return all.build();
  }
}
