package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's socket lists of this host's network and of the networks that gh-ost processes are
 * in. A list shows one network only, but the one of a process can be read through the process.
 */
final class NetworkTables {

  private final ProcFiles proc;
  private final @Nullable UnixSocketTable ownUnix;
  private @Nullable TcpTable ownTcp;
  private final Map<Long, UnixSocketTable> foreignUnix = new HashMap<>();
  private boolean isSomeNetworkUnseen;

  NetworkTables(ProcFiles proc, List<ScannedProcess> processes) {
    this.proc = proc;
    this.ownUnix = UnixSocketTable.read(proc, proc.root().resolve("net/unix"));
    for (ScannedProcess scanned : processes) {
      GhostProcess process = scanned.process();
      if (process.network() != NamespaceView.SAME) {
        UnixSocketTable table =
            UnixSocketTable.read(proc, proc.process(process.pid()).resolve("net/unix"));
        if (table == null) {
          isSomeNetworkUnseen = true;
        } else {
          foreignUnix.put(process.pid(), table);
        }
      }
    }
  }

  /** Whether this host's own list of Unix sockets could be read. */
  boolean isOwnReadable() {
    return ownUnix != null;
  }

  /** Whether nobody in any network of a known gh-ost can listen without being seen. */
  boolean isComplete() {
    return ownUnix != null && !isSomeNetworkUnseen;
  }

  /** The Unix sockets in the network of a process; null when not readable. */
  @Nullable UnixSocketTable unixOf(GhostProcess process) {
    return process.network() == NamespaceView.SAME ? ownUnix : foreignUnix.get(process.pid());
  }

  /** The TCP ports of this host's own network. */
  TcpTable ownTcp() {
    TcpTable table = ownTcp;
    if (table == null) {
      table = TcpTable.read(proc.root().resolve("net"));
      ownTcp = table;
    }
    return table;
  }

  /** The TCP ports in the network of a process. */
  TcpTable tcpOf(GhostProcess process) {
    Path net = proc.process(process.pid()).resolve("net");
    return process.network() == NamespaceView.SAME ? ownTcp() : TcpTable.read(net);
  }

  /**
   * Who listens at which path here, of all networks, without the processes that see other files.
   */
  Listening listening(List<ScannedProcess> processes) {
    Set<Long> elsewhere = new HashSet<>();
    for (ScannedProcess process : processes) {
      if (process.outside() != null && process.socketInodes() != null) {
        elsewhere.addAll(process.socketInodes());
      }
    }
    List<UnixSocketTable> tables = new ArrayList<>(foreignUnix.values());
    if (ownUnix != null) {
      tables.add(ownUnix);
    }
    Listening listening = new Listening();
    for (UnixSocketTable table : tables) {
      listening.add(table, elsewhere);
    }
    return listening;
  }
}
