package dev.ghostwatch.model.layers;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerIdentity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which servers replicate from one another, begun with those that a gh-ost names. */
final class Cluster {
  private Cluster() {}

  /**
   * The servers of a migration, and those of which nothing is known. When none is the one that
   * gh-ost names they may have other names, behind a proxy: all of them, unless they are of several
   * clusters, none of which is known to be the one.
   */
  static List<ServerFigures> of(Snapshot snapshot, List<ServerFigures> servers) {
    Set<ServerFigures> members = new LinkedHashSet<>();
    for (ServerFigures server : servers) {
      if (isCalled(server, snapshot.migratedHost()) || isCalled(server, snapshot.inspectedHost())) {
        members.add(server);
      }
    }
    if (members.isEmpty() && !areSeveral(servers)) {
      return servers;
    }
    grow(members, servers);
    List<ServerFigures> kept = new ArrayList<>(servers);
    kept.removeIf(server -> !members.contains(server) && isKnown(server));
    return kept;
  }

  /** Takes in whatever replicates from a member, or a member from it. */
  private static void grow(Set<ServerFigures> members, List<ServerFigures> servers) {
    boolean grew = true;
    while (grew) {
      grew = false;
      for (ServerFigures server : servers) {
        grew |=
            members.stream().anyMatch(member -> areLinked(member, server)) && members.add(server);
      }
    }
  }

  /** Whether there are two clusters or more; a server on its own may belong to any. */
  private static boolean areSeveral(List<ServerFigures> servers) {
    Set<ServerFigures> seen = new LinkedHashSet<>();
    int clusters = 0;
    for (ServerFigures server : servers) {
      if (!seen.contains(server)) {
        Set<ServerFigures> cluster = new LinkedHashSet<>(List.of(server));
        grow(cluster, servers);
        clusters += cluster.size() > 1 ? 1 : 0;
        seen.addAll(cluster);
      }
    }
    return clusters > 1;
  }

  private static boolean isKnown(ServerFigures server) {
    return server.identity() != null && server.channels() != null;
  }

  private static boolean areLinked(ServerFigures one, ServerFigures other) {
    return replicates(one, other) || replicates(other, one);
  }

  private static boolean replicates(ServerFigures replica, ServerFigures source) {
    if (replica.channels() == null) {
      return false;
    }
    for (ReplicationChannel channel : replica.channels()) {
      String uuid = source.identity() == null ? null : source.identity().serverUuid();
      if ((uuid != null && channel.sourceUuid() != null)
          ? uuid.equals(channel.sourceUuid())
          : isCalled(source, channel.sourceHost() + ":" + channel.sourcePort())) {
        return true;
      }
    }
    return false;
  }

  /** By the address it is asked at, or by its own idea of its name. */
  private static boolean isCalled(ServerFigures server, @Nullable String hostAndPort) {
    if (server.address().equals(hostAndPort)) {
      return true;
    }
    ServerIdentity identity = server.identity();
    if (hostAndPort == null || identity == null || identity.hostname() == null) {
      return false;
    }
    String port = server.address().substring(server.address().lastIndexOf(':'));
    return hostAndPort.equals(identity.hostname() + port);
  }
}
