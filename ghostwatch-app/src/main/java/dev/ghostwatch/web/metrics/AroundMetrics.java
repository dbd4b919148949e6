package dev.ghostwatch.web.metrics;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.web.metrics.Family.Points;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What servers and the host know of a migration: gh-ost's own tables and its process. */
final class AroundMetrics {
  static final List<Family<Around>> FAMILIES =
      List.of(
          Family.gauges(
              "ghostwatch_migration_changelog_lag_seconds",
              "Age of gh-ost's newest heartbeat that has arrived at a server.",
              AroundMetrics::changelogs),
          checkpoint(
              "age_seconds", "Age of gh-ost's newest checkpoint.", CheckpointFigures::ageSeconds),
          checkpoint(
              "resumable",
              "1 when a new run could resume from the newest checkpoint.",
              checkpoint -> checkpoint.isResumable() ? 1 : 0),
          checkpoint(
              "rows_copied",
              "Rows copied up to the newest checkpoint.",
              CheckpointFigures::rowsCopied),
          process(
              "cpu_ratio", "Share of one processor that gh-ost takes.", ProcessFigures::cpuRatio),
          process(
              "resident_memory_bytes", "Memory that gh-ost holds.", ProcessFigures::residentBytes),
          process(
              "read_bytes_per_second",
              "What gh-ost had read from disks.",
              ProcessFigures::readBytesPerSecond),
          process(
              "written_bytes_per_second",
              "What gh-ost had written to disks.",
              ProcessFigures::writtenBytesPerSecond));

  private AroundMetrics() {}

  /** What is known around a migration, looked up once for all families. */
  record Around(
      Labels labels,
      List<ChangelogFigures> changelogs,
      @Nullable CheckpointFigures checkpoint,
      @Nullable ProcessFigures process)
      implements Family.Labelled {
    static Around of(Snapshot snapshot, Labels labels, ServersAndHost now) {
      return new Around(
          labels, now.changelogs(snapshot), now.checkpoint(snapshot), now.process(snapshot));
    }
  }

  private static Family<Around> checkpoint(
      String name, String help, Function<CheckpointFigures, @Nullable Number> value) {
    return Family.gauge(
        "ghostwatch_migration_checkpoint_" + name,
        help,
        around -> around.checkpoint() == null ? null : value.apply(around.checkpoint()));
  }

  private static Family<Around> process(
      String name, String help, Function<ProcessFigures, @Nullable Number> value) {
    return Family.gauge(
        "ghostwatch_process_" + name,
        help,
        around -> around.process() == null ? null : value.apply(around.process()));
  }

  private static void changelogs(Around around, Points points) {
    for (ChangelogFigures figures : around.changelogs()) {
      points.add(figures.lagSeconds(), around.labels().add("server", figures.server()));
    }
  }
}
