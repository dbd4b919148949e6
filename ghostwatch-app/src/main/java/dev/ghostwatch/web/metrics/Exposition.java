package dev.ghostwatch.web.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything that Prometheus reads. Figures of migrations are written family by family: of
 * thousands of migrations they do not fit into memory all at once, neither as points nor as text.
 */
public final class Exposition {
  private final PrometheusRegistry registry;
  private final List<PiecewiseCollector> collectors;

  /**
   * @param registry what is written at once, before the rest
   * @param collectors what is written piece by piece; not in the registry
   */
  public Exposition(PrometheusRegistry registry, List<PiecewiseCollector> collectors) {
    this.registry = registry;
    this.collectors = List.copyOf(collectors);
  }

  /**
   * Writes all there is at this moment; the stream stays open. After a failure the text that was
   * written so far is not to be taken for a whole one.
   */
  public void write(ExpositionFormatWriter writer, OutputStream out) throws IOException {
    JoinedStream joined = new JoinedStream(out);
    Set<String> names = new HashSet<>();
    piece(writer, registry.scrape(), joined, names);
    for (PiecewiseCollector collector : collectors) {
      for (Supplier<MetricSnapshots> piece : collector.pieces()) {
        piece(writer, piece.get(), joined, names);
      }
    }
    joined.end();
  }

  private static void piece(
      ExpositionFormatWriter writer, MetricSnapshots piece, JoinedStream joined, Set<String> names)
      throws IOException {
    Set<String> own = new HashSet<>();
    for (MetricSnapshot family : piece) {
      own.add(family.getMetadata().getPrometheusName());
    }
    for (String name : own) {
      // Prometheus takes two families of one name for a broken answer.
      if (!names.add(name)) {
        throw new IllegalStateException("BUG: the metric " + name + " is in two pieces");
      }
    }
    writer.write(joined, piece);
    joined.join();
  }
}
