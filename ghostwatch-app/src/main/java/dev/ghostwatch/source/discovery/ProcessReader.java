package dev.ghostwatch.source.discovery;

import dev.ghostwatch.proc.ProcessStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads everything about one process that is known to be gh-ost. */
final class ProcessReader {

  private static final int NO_PORT = 0;
  private static final int LAST_PORT = 65_535;

  private final ProcFiles proc;
  private final ProcessTimes times;
  private final OpenFiles openFiles;

  ProcessReader(ProcFiles proc) {
    this.proc = proc;
    this.times = new ProcessTimes(proc);
    this.openFiles = new OpenFiles(proc);
  }

  /** Null when the process has ended meanwhile. */
  @Nullable ScannedProcess read(long pid, List<String> arguments, CommandLine commandLine) {
    Path directory = proc.process(pid);
    ProcessStat stat = ProcessStat.read(proc.root(), pid);
    Long startTicks = stat == null ? null : stat.startTicks();
    Long uid = effectiveUid(directory);
    NamespaceView files = compareNamespaces(pid, "ns/mnt");
    Path outside = outside(directory, files);
    AlterStatement statement = AlterStatement.parse(orEmpty(commandLine.value("alter")));
    String database = orElse(commandLine.value("database"), statement.schema());
    String table = orElse(commandLine.value("table"), statement.table());
    GhostProcess process =
        new GhostProcess(
            pid,
            startTicks,
            times.startedAt(startTicks),
            ownerName(directory, uid),
            uid,
            ArgumentMask.mask(arguments),
            commandLine.maskedFlags(),
            database,
            table,
            socketPath(directory, outside, commandLine, database, table),
            tcpPort(commandLine),
            commandLine.value("conf"),
            commandLine.hasPassword(),
            replicaServerId(commandLine),
            openFiles.output(pid, 1, outside),
            openFiles.output(pid, 2, outside),
            files,
            compareNamespaces(pid, "ns/net"),
            controlGroup(directory));
    ScannedProcess scanned =
        new ScannedProcess(
            process,
            stat == null ? 0 : stat.parentPid(),
            arguments,
            outside,
            openFiles.socketInodes(pid));
    // Read last: what was read of a process that ended in between is a mix of facts and gaps.
    return Files.exists(directory) ? scanned : null;
  }

  private NamespaceView compareNamespaces(long pid, String name) {
    Path own = proc.link(proc.root().resolve("self").resolve(name)).target();
    Path its = proc.link(proc.process(pid).resolve(name)).target();
    if (own == null || its == null) {
      return NamespaceView.UNKNOWN;
    }
    return own.equals(its) ? NamespaceView.SAME : NamespaceView.OTHER;
  }

  /**
   * What the paths of a process have to be put behind to be found here; null when they are the
   * same.
   */
  private @Nullable Path outside(Path directory, NamespaceView files) {
    Path root = directory.resolve("root");
    Path target = proc.link(root).target();
    boolean isChanged = target != null && target.getNameCount() > 0;
    return files == NamespaceView.OTHER || isChanged ? root : null;
  }

  private @Nullable Path socketPath(
      Path directory,
      @Nullable Path outside,
      CommandLine commandLine,
      @Nullable String database,
      @Nullable String table) {
    String given = commandLine.value("serve-socket-file");
    if (given != null) {
      return located(directory, outside, given);
    }
    if (database == null || table == null) {
      return null;
    }
    Path escaped = located(directory, outside, DefaultSocket.escaped(database, table));
    Path plain = located(directory, outside, DefaultSocket.plain(database, table));
    return !escaped.equals(plain) && !Files.exists(escaped) && Files.exists(plain)
        ? plain
        : escaped;
  }

  private Path located(Path directory, @Nullable Path outside, String name) {
    Path path = RawPath.of(name);
    if (!path.isAbsolute()) {
      Path working = proc.link(directory.resolve("cwd")).target();
      if (working == null) {
        // The link cannot be read, so it cannot be followed either; the name is kept for the
        // message.
        return path;
      }
      path = working.resolve(path);
    }
    return outside == null ? path : OpenFiles.inside(outside, path);
  }

  private @Nullable Long effectiveUid(Path directory) {
    String status = proc.text(directory.resolve("status"));
    int line = status == null ? -1 : status.indexOf("\nUid:");
    return status == null || line < 0 ? null : Fields.number(status.substring(line + 1), 2);
  }

  /**
   * The owner of the process's directory is its effective user, unless the kernel hides it behind
   * root.
   */
  private static @Nullable String ownerName(Path directory, @Nullable Long uid) {
    try {
      if (uid == null || !uid.equals(asLong(Files.getAttribute(directory, "unix:uid")))) {
        return null;
      }
      String name = Files.getOwner(directory).getName();
      return name.equals(uid.toString()) ? null : name;
    } catch (IOException | UnsupportedOperationException _) {
      // Ended meanwhile; the number, if known, has to do.
      return null;
    }
  }

  private static @Nullable Long asLong(@Nullable Object number) {
    return number instanceof Integer value ? Integer.toUnsignedLong(value) : null;
  }

  private @Nullable String controlGroup(Path directory) {
    String groups = proc.text(directory.resolve("cgroup"));
    if (groups == null) {
      return null;
    }
    String systemd = null;
    String unified = null;
    for (String line : groups.split("\n", -1)) {
      if (line.startsWith("0::")) {
        unified = line.substring("0::".length());
      } else if (line.contains(":name=systemd:")) {
        systemd = line.substring(line.indexOf(":name=systemd:") + ":name=systemd:".length());
      }
    }
    return systemd == null ? unified : systemd;
  }

  private static @Nullable Integer tcpPort(CommandLine commandLine) {
    Long port = commandLine.number("serve-tcp-port");
    return port == null || port <= NO_PORT || port > LAST_PORT ? null : port.intValue();
  }

  private static @Nullable Long replicaServerId(CommandLine commandLine) {
    return commandLine.value("replica-server-id") == null
        ? Long.valueOf(GhostFlags.DEFAULT_REPLICA_SERVER_ID)
        : commandLine.number("replica-server-id");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }
}
