package dev.ghostwatch.web.metrics;

import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.web.api.Migrations;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Figures of the layers around the migrations: gh-ost's process, the servers, the host. */
public final class LayerMetrics implements PiecewiseCollector {
  private final Migrations migrations;
  private final Supplier<ServersAndHost> around;
  private final Supplier<LagProfiles> profiles;

  /** The lag profiles that there are, and the name of the one that holds now, if one does. */
  public record LagProfiles(List<LagProfile> all, @Nullable String holding) {
    public LagProfiles {
      all = List.copyOf(all);
    }
  }

  public LayerMetrics(
      Migrations migrations, Supplier<ServersAndHost> around, Supplier<LagProfiles> profiles) {
    this.migrations = migrations;
    this.around = around;
    this.profiles = profiles;
  }

  @Override
  public List<Supplier<MetricSnapshots>> pieces() {
    ServersAndHost now = around.get();
    List<AroundMetrics.Around> all = new ArrayList<>();
    for (Snapshot snapshot : migrations.snapshots()) {
      if (snapshot.id() != null) {
        Labels migration = Labels.of("migration", snapshot.id().text());
        all.add(AroundMetrics.Around.of(snapshot, migration, now));
      }
    }
    List<Supplier<MetricSnapshots>> pieces =
        new ArrayList<>(Family.pieces(AroundMetrics.FAMILIES, all));
    pieces.add(() -> others(now));
    return pieces;
  }

  /** As many as there are servers, however many migrations run. */
  private MetricSnapshots others(ServersAndHost now) {
    Families families = new Families();
    for (ServerFigures server : now.servers()) {
      server(families, server, Labels.of("server", server.name()));
    }
    if (now.host() != null) {
      host(families, now.host());
    }
    profiles(families, profiles.get());
    return families.build();
  }

  private static void profiles(Families families, LagProfiles profiles) {
    for (LagProfile profile : profiles.all()) {
      Labels labels = Labels.of("profile", profile.name());
      families.gauge(
          "ghostwatch_lag_profile_active",
          "1 for the lag profile that holds now, 0 for the others.",
          profile.name().equals(profiles.holding()) ? 1 : 0,
          labels);
      families.gauge(
          "ghostwatch_lag_profile_limit_seconds",
          "The lag that a profile allows.",
          profile.seconds(),
          labels);
    }
  }

  private static void server(Families families, ServerFigures server, Labels labels) {
    families.gauge(
        "ghostwatch_server_up",
        "1 while the server answers, 0 while it does not.",
        server.reach() == ServerFigures.Reach.AWAY ? 0 : 1,
        labels);
    families.gauge(
        "ghostwatch_server_problems",
        "What could not be read from the server.",
        server.problems().size(),
        labels);
    ServerLoad load = server.load();
    if (load != null) {
      families.gauge(
          "ghostwatch_server_threads_running", "Threads_running.", load.threadsRunning(), labels);
      families.gauge(
          "ghostwatch_server_threads_connected",
          "Threads_connected.",
          load.threadsConnected(),
          labels);
      families.counter(
          "ghostwatch_server_slow_queries", "Slow_queries.", load.slowQueries(), labels);
      families.gauge(
          "ghostwatch_server_queries_per_second",
          "Statements of clients per second.",
          load.queriesPerSecond(),
          labels);
      families.gauge(
          "ghostwatch_server_history_list_length",
          "InnoDB undo log records that are not purged.",
          load.historyListLength(),
          labels);
    }
    families.gauge(
        "ghostwatch_server_replica_lag_seconds",
        "Seconds behind the source, of the slowest channel.",
        server.replicaStatusLagSeconds(),
        labels);
    families.gauge(
        "ghostwatch_server_heartbeat_lag_seconds",
        "Lag by the pt-heartbeat table.",
        server.heartbeat() == null ? null : server.heartbeat().lagSeconds(),
        labels);
    families.gauge(
        "ghostwatch_server_row_lock_waits",
        "Transactions that wait for a row lock.",
        server.rowLocks() == null ? null : server.rowLocks().currentWaits(),
        labels);
    families.gauge(
        "ghostwatch_server_binlog_bytes",
        "Size of all binary logs that are kept.",
        server.binlogs() == null ? null : server.binlogs().totalBytes(),
        labels);
    families.gauge(
        "ghostwatch_server_disk_free_bytes",
        "Free space where the server's data is, where it can be seen.",
        server.disk() == null ? null : server.disk().freeBytes(),
        labels);
  }

  private static void host(Families families, HostFigures host) {
    families.gauge(
        "ghostwatch_host_load1", "Load average of a minute.", host.load1(), Labels.EMPTY);
    families.gauge(
        "ghostwatch_host_cpu_ratio",
        "Share of all processors in use.",
        host.cpuRatio(),
        Labels.EMPTY);
    families.gauge(
        "ghostwatch_host_io_wait_ratio",
        "Share of the processors' time that was idle with a disk outstanding.",
        host.ioWaitRatio(),
        Labels.EMPTY);
    families.gauge("ghostwatch_host_memory_bytes", "All memory.", host.memoryBytes(), Labels.EMPTY);
    families.gauge(
        "ghostwatch_host_memory_available_bytes",
        "Memory that programs can still get.",
        host.memoryAvailableBytes(),
        Labels.EMPTY);
    DiskRates disks = host.disks();
    families.gauge(
        "ghostwatch_host_disk_read_bytes_per_second",
        "What all disks read.",
        disks == null ? null : disks.readBytesPerSecond(),
        Labels.EMPTY);
    families.gauge(
        "ghostwatch_host_disk_written_bytes_per_second",
        "What all disks wrote.",
        disks == null ? null : disks.writtenBytesPerSecond(),
        Labels.EMPTY);
  }
}
