package dev.ghostwatch.app;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.insight.ByteRate;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.SettingDifferences;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what becomes known of the runs to the history. An agent that starts again reads the logs
 * of running migrations from their beginning; what the history has already is left out.
 */
final class HistoryFeed implements RunListener {
  /** The start of a run and its total times are whole seconds. */
  private static final Duration DATED_TO = Duration.ofSeconds(1);

  /** A name below a process is gone with it. */
  private static final Path PROC = Path.of("/proc");

  private final HistoryWriter writer;
  private final Supplier<ServersAndHost> around;
  private final KnownHistory known;
  private final InstantSource clock;
  private final Map<String, Instant> knownUntil = new ConcurrentHashMap<>();

  /** What the history has of a run already. */
  @FunctionalInterface
  interface KnownHistory {
    /** When its newest sample was true; null when it has none. */
    @Nullable Instant lastSample(String migration);
  }

  HistoryFeed(
      HistoryWriter writer,
      Supplier<ServersAndHost> around,
      KnownHistory known,
      InstantSource clock) {
    this.writer = writer;
    this.around = around;
    this.known = known;
    this.clock = clock;
  }

  /** Whether something that was true then is in the history already. */
  private boolean isKnown(String migration, Instant at) {
    Instant until = knownUntil.get(migration);
    // What is dated in the future was written before the clock was set back: it says nothing of
    // now.
    return until != null
        && !until.isAfter(clock.instant().plus(DATED_TO))
        && !at.isAfter(until.plus(DATED_TO));
  }

  @Override
  public void began(Snapshot snapshot) {
    MigrationRow row = row(snapshot);
    if (row != null) {
      Instant last = known.lastSample(row.id());
      if (last != null) {
        knownUntil.put(row.id(), last);
      }
      writer.migration(row);
      Path log = snapshot.process() == null ? null : snapshot.process().logFile();
      if (log != null && !log.startsWith(PROC)) {
        writer.logFile(row.id(), log.toString());
      }
    }
  }

  @Override
  public void sampled(Snapshot snapshot, Sample sample) {
    MigrationId id = snapshot.id();
    String name = id == null ? null : id.text();
    if (name != null && !isKnown(name, sample.observedAt())) {
      writer.sample(name, row(snapshot, sample.observedAt(), around.get().of(snapshot)));
    }
  }

  @Override
  public void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {
    MigrationRow row = row(snapshot);
    if (row == null) {
      return;
    }
    if (before == null) {
      writer.migration(row);
      return;
    }
    Instant at = snapshot.observedAt() == null ? clock.instant() : snapshot.observedAt();
    if (isKnown(row.id(), at)) {
      return;
    }
    SettingDifferences.between(before, after)
        .values()
        .forEach(change ->
            writer.setting(
                row.id(),
                new SettingRow(
                    at,
                    change.name(),
                    change.before(),
                    change.after() == null ? "" : change.after())));
  }

  @Override
  public void happened(Snapshot snapshot, MigrationEvent event) {
    MigrationId id = snapshot.id();
    if (id != null && !isKnown(id.text(), event.at())) {
      writer.event(
          id.text(),
          new EventRow(event.at(), event.type(), event.text(), event.source().jsonName()));
    }
  }

  @Override
  public void ended(Snapshot snapshot, Outcome outcome) {
    MigrationRow row = row(snapshot);
    if (row != null) {
      Instant at = snapshot.observedAt() == null ? clock.instant() : snapshot.observedAt();
      writer.migration(
          row.ended(
              at, outcome.lifecycle(), outcome.lastError().isEmpty() ? null : outcome.lastError()));
    }
  }

  private static @Nullable MigrationRow row(Snapshot snapshot) {
    MigrationId id = snapshot.id();
    if (id == null) {
      return null;
    }
    ProcessFacts process = snapshot.process();
    Map<String, String> settings = new HashMap<>();
    if (snapshot.settings() != null) {
      SettingDifferences.values(snapshot.settings())
          .forEach((name, value) -> {
            if (value != null) {
              settings.put(name, value);
            }
          });
    }
    return new MigrationRow(
        id.text(),
        id.table().database(),
        id.table().table(),
        snapshot.migratedHost(),
        snapshot.inspectedHost(),
        snapshot.executingHost(),
        snapshot.ghostVersion(),
        id.startedAt(),
        null,
        snapshot.lifecycle(),
        null,
        snapshot.endpoint(),
        process == null ? null : process.pid(),
        process == null ? List.of() : process.maskedArguments(),
        settings);
  }

  /** A sample with what is known of the servers and of the host at that moment. */
  static SampleRow row(Snapshot snapshot, Instant at, ServersAndHost around) {
    SampleRow.Builder row = SampleRow.of(ByteRate.with(snapshot, around), at);
    row.with(Column.REPLICA_LAG_SECONDS, around.replicaLagSeconds())
        .with(Column.PT_HEARTBEAT_LAG_SECONDS, around.heartbeatLagSeconds());
    ServerFigures primary = around.primary();
    if (primary != null) {
      server(row, primary);
    }
    if (around.host() != null) {
      host(row, around.host());
    }
    ProcessFigures process = around.process(snapshot);
    if (process != null) {
      row.with(Column.PROCESS_CPU_RATIO, process.cpuRatio())
          .with(Column.PROCESS_MEMORY_BYTES, process.residentBytes())
          .with(Column.PROCESS_READ_BYTES_PER_SECOND, process.readBytesPerSecond())
          .with(Column.PROCESS_WRITE_BYTES_PER_SECOND, process.writtenBytesPerSecond());
    }
    return row.build();
  }

  private static void server(SampleRow.Builder row, ServerFigures server) {
    ServerLoad load = server.load();
    if (load != null) {
      row.with(Column.THREADS_RUNNING, load.threadsRunning())
          .with(Column.THREADS_CONNECTED, load.threadsConnected())
          .with(Column.SLOW_QUERIES, load.slowQueries())
          .with(Column.QPS, load.queriesPerSecond())
          .with(Column.HISTORY_LIST_LENGTH, load.historyListLength());
    }
    if (server.rowLocks() != null) {
      row.with(Column.ROW_LOCK_WAITS, server.rowLocks().currentWaits());
    }
  }

  private static void host(SampleRow.Builder row, HostFigures host) {
    Long all = host.memoryBytes();
    Long free = host.memoryAvailableBytes();
    row.with(Column.LOAD_AVERAGE, host.load1())
        .with(Column.CPU_RATIO, host.cpuRatio())
        .with(Column.MEMORY_BYTES, all == null || free == null ? null : all - free);
    DiskRates disks = host.disks();
    if (disks != null) {
      row.with(Column.DISK_READ_BYTES_PER_SECOND, disks.readBytesPerSecond())
          .with(Column.DISK_WRITE_BYTES_PER_SECOND, disks.writtenBytesPerSecond());
    }
  }
}
