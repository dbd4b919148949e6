package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look: pairs processes, sockets and ports, and keeps what was asked for. */
final class Search {

  /** Where gh-ost listens when told a TCP port: everywhere, so also here. */
  private static final String LOOPBACK = "127.0.0.1";

  /** Sorts behind every name. */
  private static final String LAST = "\uFFFF";

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
    Collection<SocketCandidate> candidates = withChosen(matched);
    Set<Path> claimed = new HashSet<>();
    for (ProcessSockets.Served served : sockets.served()) {
      SocketEndpoint socket = served.socket();
      boolean isChosen = false;
      for (SocketCandidate candidate : candidates) {
        if (socket != null && isSame(candidate.path(), socket.path())) {
          claimed.add(candidate.path());
          isChosen = true;
        }
      }
      addProcess(served.process(), isChosen || !options.chosenOnly() ? socket : null);
    }
    for (SocketCandidate candidate : candidates) {
      if (!claimed.contains(candidate.path())) {
        found.add(
            new DiscoveredMigration(null, endpoint(candidate), null, null, hint(candidate.path())));
      }
    }
    for (HostAndPort address : new LinkedHashSet<>(options.tcpAddresses())) {
      if (!claimedAddresses.contains(address)) {
        found.add(new DiscoveredMigration(null, null, endpoint(address), null, null));
      }
    }
    found.sort(Search::inOrder);
    return found;
  }

  private Collection<SocketCandidate> withChosen(List<SocketCandidate> matched) {
    Map<Path, SocketCandidate> candidates = new LinkedHashMap<>();
    for (Path path : options.sockets()) {
      Path absolute = path.toAbsolutePath();
      candidates.put(absolute, SocketCandidate.look(absolute));
    }
    for (SocketCandidate candidate : matched) {
      candidates.putIfAbsent(candidate.path(), candidate);
    }
    return candidates.values();
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
            process,
            socket,
            tcp,
            isPortOpen(process),
            table == null && path != null ? hint(path) : table));
  }

  private @Nullable Boolean isPortOpen(GhostProcess process) {
    return process.tcpPort() == null
        ? null
        : tables.tcpOf(process).isOnAllInterfaces(process.tcpPort());
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
    Boolean isOpen = isPortOpen(process);
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

  /** By table, those without one last; then by process, those without one last; then by address. */
  private static int inOrder(DiscoveredMigration one, DiscoveredMigration other) {
    int byLabel = label(one).compareTo(label(other));
    int byProcess = Long.compare(pid(one), pid(other));
    if (byLabel != 0) {
      return byLabel;
    }
    return byProcess != 0 ? byProcess : place(one).compareTo(place(other));
  }

  private static String label(DiscoveredMigration migration) {
    return migration.table() == null ? LAST : migration.table().label();
  }

  private static long pid(DiscoveredMigration migration) {
    return migration.process() == null ? Long.MAX_VALUE : migration.process().pid();
  }

  private static String place(DiscoveredMigration migration) {
    if (migration.socket() != null) {
      return migration.socket().path().toString();
    }
    return migration.tcp() == null ? "" : migration.tcp().address().host();
  }
}
