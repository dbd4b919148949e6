package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds gh-ost runs: the processes of this host and the control sockets, matched to each other. It
 * only reads, connects to nothing, starts no thread, and removes nothing, stale sockets included.
 * One look costs one small file for each process of the host, one directory listing for each
 * pattern, and the kernel's list of Unix sockets.
 */
public final class Discovery {

  private final ProcFiles proc;

  /** Looks at this host's {@code /proc}. */
  public Discovery() {
    this(Path.of("/proc"));
  }

  /**
   * Looks at a tree with the layout of {@code /proc}, such as another host's, mounted in a
   * container.
   */
  public Discovery(Path proc) {
    this.proc = new ProcFiles(proc);
  }

  /** Looks once. */
  public Discovered discover(DiscoveryOptions options) {
    ProcessScanner.Scan processes = new ProcessScanner(proc).scan();
    NetworkTables tables = new NetworkTables(proc, processes.processes());
    Set<ViewLimit> limits = EnumSet.noneOf(ViewLimit.class);
    limits.addAll(processes.limits());
    if (!tables.isOwnReadable()) {
      limits.add(ViewLimit.NO_SOCKET_LIST);
    }
    Listening listening = tables.listening(processes.processes());
    boolean isAllSeen = limits.isEmpty() && tables.isComplete();
    // Where not all listeners are seen, any file may have one.
    SocketScanner.Scan files =
        new SocketScanner(listening, options.leftovers() || !isAllSeen).scan(options.socketGlobs());
    ProcessSockets sockets = ProcessSockets.match(processes.processes(), tables);
    Search search = new Search(options, tables, listening, sockets, isAllSeen);
    return new Discovered(search.run(files.candidates()), limits, files.unreadableDirectories());
  }
}
