package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look: pairs processes, sockets and ports, and keeps what was asked for. */
final class Search {

  /** Where gh-ost listens when told a TCP port: everywhere, so also here. */
  private static final String LOOPBACK = "127.0.0.1";

  private static final Comparator<@Nullable String> BY_NAME =
      Comparator.nullsLast(Comparator.naturalOrder());

  private final DiscoveryOptions options;
  private final NetworkTables tables;
  private final Listening listening;
  private final ProcessSockets sockets;
  private final boolean isAllSeen;
  private final Set<HostAndPort> claimedAddresses = new HashSet<>();
  private final List<DiscoveredMigration> found = new ArrayList<>();

  Search(
      DiscoveryOptions options,
      NetworkTables tables,
      Listening listening,
      ProcessSockets sockets,
      boolean isAllSeen) {
    this.options = options;
    this.tables = tables;
    this.listening = listening;
    this.sockets = sockets;
    this.isAllSeen = isAllSeen;
  }

  List<DiscoveredMigration> run(List<SocketCandidate> matched) {
    List<SocketCandidate> candidates = withChosen(matched);
    Set<Path> claimed = new HashSet<>();
    for (GhostProcess process : sockets.processes()) {
      SocketEndpoint socket = sockets.endpoint(process);
      boolean isChosen = false;
      for (SocketCandidate candidate : candidates) {
        if (socket != null && isSame(candidate.path(), socket.path())) {
          claimed.add(candidate.path());
          isChosen = true;
        }
      }
      addProcess(process, isChosen || !options.chosenOnly() ? socket : null);
    }
    for (SocketCandidate candidate : candidates) {
      if (!claimed.contains(candidate.path())) {
        found.add(new DiscoveredMigration(null, endpoint(candidate), null, hint(candidate.path())));
      }
    }
    for (HostAndPort address : new LinkedHashSet<>(options.tcpAddresses())) {
      if (!claimedAddresses.contains(address)) {
        found.add(new DiscoveredMigration(null, null, endpoint(address), null));
      }
    }
    found.sort(
        Comparator.comparing(Search::label, BY_NAME)
            .thenComparingLong(Search::pid)
            .thenComparing(Search::place));
    return found;
  }

  private List<SocketCandidate> withChosen(List<SocketCandidate> matched) {
    Set<SocketCandidate> candidates = new LinkedHashSet<>();
    for (Path path : options.sockets()) {
      candidates.add(SocketCandidate.look(path.toAbsolutePath()));
    }
    candidates.addAll(matched);
    return List.copyOf(candidates);
  }

  private void addProcess(GhostProcess process, @Nullable SocketEndpoint socket) {
    TcpEndpoint tcp = tcp(process);
    if (options.chosenOnly() && socket == null && tcp == null) {
      return;
    }
    TableHint table = TableHint.of(process.database(), process.table());
    Path path = process.socketPath();
    found.add(
        new DiscoveredMigration(
            process, socket, tcp, table == null && path != null ? hint(path) : table));
  }

  private @Nullable TcpEndpoint tcp(GhostProcess process) {
    if (process.tcpPort() == null) {
      return null;
    }
    HostAndPort address = new HostAndPort(LOOPBACK, process.tcpPort());
    boolean isChosen = false;
    for (HostAndPort chosen : options.tcpAddresses()) {
      if (process.network() != NamespaceView.OTHER
          && chosen.port() == process.tcpPort()
          && chosen.isLoopback()) {
        claimedAddresses.add(chosen);
        address = chosen;
        isChosen = true;
      }
    }
    if (options.chosenOnly() && !isChosen) {
      return null;
    }
    Boolean isOpen = tables.tcpOf(process).isOnAllInterfaces(address.port());
    TcpEndpoint.State state =
        isOpen == null ? TcpEndpoint.State.UNKNOWN : TcpEndpoint.State.LISTENING;
    return new TcpEndpoint(
        address,
        process.network() == NamespaceView.OTHER ? TcpEndpoint.State.OTHER_NETWORK : state,
        isOpen);
  }

  private TcpEndpoint endpoint(HostAndPort address) {
    Boolean isOpen =
        address.isLoopback() ? tables.ownTcp().isOnAllInterfaces(address.port()) : null;
    return new TcpEndpoint(
        address, isOpen == null ? TcpEndpoint.State.UNKNOWN : TcpEndpoint.State.LISTENING, isOpen);
  }

  private SocketEndpoint endpoint(SocketCandidate candidate) {
    SocketState state =
        switch (candidate.kind()) {
          case MISSING -> SocketState.MISSING;
          case NOT_A_SOCKET -> SocketState.NOT_A_SOCKET;
          case TOO_LONG -> SocketState.TOO_LONG;
          case UNREADABLE -> SocketState.NO_PERMISSION;
          case SOCKET -> ProcessSockets.permitted(candidate.path(), ofFile(candidate.path()));
        };
    return new SocketEndpoint(candidate.path(), state);
  }

  /** A listener outside of what is seen shows nowhere, so only a full view makes a socket stale. */
  private SocketState ofFile(Path path) {
    return switch (listening.at(path)) {
      case YES -> SocketState.LISTENING;
      case UNKNOWN -> SocketState.UNKNOWN;
      case NO -> isAllSeen ? SocketState.STALE : SocketState.UNKNOWN;
    };
  }

  /**
   * Files are only compared when their names are: a look at each would be a look for each process.
   */
  private static boolean isSame(Path candidate, Path socket) {
    Path name = candidate.getFileName();
    return candidate.equals(socket)
        || (name != null
            && name.equals(socket.getFileName())
            && Listening.isSameFile(candidate, socket));
  }

  private static @Nullable TableHint hint(Path path) {
    Path name = path.getFileName();
    return name == null ? null : DefaultSocket.hint(name.toString());
  }

  private static @Nullable String label(DiscoveredMigration migration) {
    return migration.table() == null ? null : migration.table().label();
  }

  private static long pid(DiscoveredMigration migration) {
    return migration.process() == null ? Long.MAX_VALUE : migration.process().pid();
  }

  private static String place(DiscoveredMigration migration) {
    if (migration.socket() != null) {
      return migration.socket().path().toString();
    }
    return migration.tcp() == null ? "" : migration.tcp().address().toString();
  }
}
