package dev.ghostwatch.model.layers;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ServerFigures;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent knows of the database servers and of its host: the layers around a migration.
 *
 * @param servers as configured, each as it was seen last; empty when none is configured
 * @param host null when it is not looked at
 * @param processes the gh-ost processes of this host by process id
 */
public record ServersAndHost(
    List<ServerFigures> servers, @Nullable HostFigures host, Map<Long, ProcessFigures> processes) {
  /** Nothing is looked at. */
  public static final ServersAndHost NOTHING = new ServersAndHost(List.of(), null, Map.of());

  public ServersAndHost {
    servers = List.copyOf(servers);
    processes = Map.copyOf(processes);
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

  /** The greatest lag that a replica's status shows; null when none shows any. */
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

  /** The greatest lag that a pt-heartbeat table shows; null when none shows any. */
  public @Nullable Double heartbeatLagSeconds() {
    Double worst = null;
    for (ServerFigures server : servers) {
      Double lag = server.heartbeat() == null ? null : server.heartbeat().lagSeconds();
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
}
