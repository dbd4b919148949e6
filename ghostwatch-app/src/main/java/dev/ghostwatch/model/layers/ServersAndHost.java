package dev.ghostwatch.model.layers;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerRole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent knows of the database servers and of its host: the layers around a migration.
 *
 * @param servers as configured, each as it was seen last; empty when none is configured
 * @param host null when it is not looked at
 * @param processes the gh-ost processes of this host by process id
 * @param changelogs what gh-ost's changelog tables say, one for each server and migration there
 * @param checkpoints what its checkpoint tables say, likewise
 */
public record ServersAndHost(
    List<ServerFigures> servers,
    @Nullable HostFigures host,
    Map<Long, ProcessFigures> processes,
    List<ChangelogFigures> changelogs,
    List<CheckpointFigures> checkpoints) {
  /** Nothing is looked at. */
  public static final ServersAndHost NOTHING = new ServersAndHost(List.of(), null, Map.of());

  public ServersAndHost {
    servers = List.copyOf(servers);
    processes = Map.copyOf(processes);
    changelogs = List.copyOf(changelogs);
    checkpoints = List.copyOf(checkpoints);
  }

  /** Without gh-ost's own tables. */
  public ServersAndHost(
      List<ServerFigures> servers,
      @Nullable HostFigures host,
      Map<Long, ProcessFigures> processes) {
    this(servers, host, processes, List.of(), List.of());
  }

  /** What the changelog table of a migration says on each server that has it. */
  public List<ChangelogFigures> changelogs(Snapshot snapshot) {
    return changelogs.stream().filter(one -> one.table().equals(snapshot.table())).toList();
  }

  /** The greatest lag that a migration's changelog table shows; null when none shows any. */
  public @Nullable Double changelogLagSeconds(Snapshot snapshot) {
    Double worst = null;
    for (ChangelogFigures figures : changelogs(snapshot)) {
      Double lag = figures.lagSeconds();
      if (lag != null && (worst == null || lag > worst)) {
        worst = lag;
      }
    }
    return worst;
  }

  /** The newest checkpoint of a migration on any server; null when there is none. */
  public @Nullable CheckpointFigures checkpoint(Snapshot snapshot) {
    CheckpointFigures newest = null;
    for (CheckpointFigures figures : checkpoints) {
      if (figures.table().equals(snapshot.table())
          && (newest == null || isNewer(figures, newest))) {
        newest = figures;
      }
    }
    return newest;
  }

  private static boolean isNewer(CheckpointFigures one, CheckpointFigures other) {
    return one.writtenAt() != null
        && (other.writtenAt() == null || one.writtenAt().isAfter(other.writtenAt()));
  }

  /**
   * The same with those servers only that may have to do with a migration: an agent may watch
   * several clusters. A server is left out when it is known to belong elsewhere.
   */
  public ServersAndHost of(Snapshot snapshot) {
    return new ServersAndHost(
        Cluster.of(snapshot, servers), host, processes, changelogs, checkpoints);
  }

  /** What the gh-ost of a migration takes; null when its process is not known. */
  public @Nullable ProcessFigures process(Snapshot snapshot) {
    return snapshot.process() == null ? null : processes.get(snapshot.process().pid());
  }

  /**
   * How far the copy of a migration is by its key; null when no server says. A replica that lags
   * says less than it is.
   */
  public @Nullable KeyRangeProgress keyRange(Snapshot snapshot) {
    KeyRangeProgress furthest = null;
    for (ServerFigures server : servers) {
      for (KeyRangeProgress range :
          server.keyRanges() == null ? List.<KeyRangeProgress>of() : server.keyRanges()) {
        if (range.table().equals(snapshot.table())
            && (furthest == null || range.ratio() > furthest.ratio())) {
          furthest = range;
        }
      }
    }
    return furthest;
  }

  /** The greatest lag of a replica by its status; null when there is no replica. */
  public @Nullable Double replicaLagSeconds() {
    Double worst = null;
    for (ServerFigures server : servers) {
      Double lag = server.replicaStatusLagSeconds();
      if (lag != null && (worst == null || lag > worst)) {
        worst = lag;
      }
    }
    return worst;
  }

  /**
   * The greatest lag that a pt-heartbeat table shows on a replica; null when none shows any. On the
   * primary, where it is written, its age is no lag.
   */
  public @Nullable Double heartbeatLagSeconds() {
    Double worst = null;
    for (ServerFigures server : servers) {
      Double lag =
          server.heartbeat() == null || server.role() == ServerRole.PRIMARY
              ? null
              : server.heartbeat().lagSeconds();
      if (lag != null && (worst == null || lag > worst)) {
        worst = lag;
      }
    }
    return worst;
  }

  /** The server that does not replicate; the first configured one when that is not known. */
  public @Nullable ServerFigures primary() {
    for (ServerFigures server : servers) {
      if (server.channels() != null && server.channels().isEmpty()) {
        return server;
      }
    }
    return servers.isEmpty() ? null : servers.getFirst();
  }

  /**
   * Bytes of a row of the migrated table on average, from the server that is migrated where it is
   * one of the configured, else from the one that does not replicate, else from any that has the
   * table. Null when none tells.
   */
  public @Nullable Long averageRowLength(Snapshot snapshot) {
    Long found = null;
    for (ServerFigures server : servers) {
      Long length = server.averageRowLength(snapshot.table());
      if (length != null && server.address().equals(snapshot.migratedHost())) {
        return length;
      }
      if (length != null && (found == null || server.role() == ServerRole.PRIMARY)) {
        found = length;
      }
    }
    return found;
  }
}
