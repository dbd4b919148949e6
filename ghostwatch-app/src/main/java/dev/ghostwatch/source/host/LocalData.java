package dev.ghostwatch.source.host;

import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.Growth;
import dev.ghostwatch.model.server.GrowthTrail;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerIdentity;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Free space under the data of servers that run on this host, for those that do not show it
 * themselves. A server runs here when it calls its host by this one's name, its data directory is
 * here, and so is its socket, or its process id is that of a running process: a server elsewhere
 * has the same paths as often as not. Safe for use by several threads.
 */
public final class LocalData {
  private final SystemFiles files;
  private final Map<String, GrowthTrail> looks = new ConcurrentHashMap<>();

  /**
   * @param proc root of the process file system
   */
  public LocalData(Path proc) {
    files = new SystemFiles(proc, proc.resolveSibling("sys"));
  }

  /** The figures with the space that this host tells of; as they are for a server elsewhere. */
  public ServerFigures with(ServerFigures server) {
    ServerIdentity identity = server.identity();
    if (server.disk() != null || identity == null) {
      return server;
    }
    Path data = path(identity.dataDirectory());
    if (data == null || !isHere(identity, data)) {
      looks.remove(server.name());
      return server;
    }
    try {
      FileStore store = Files.getFileStore(data);
      long free = store.getUsableSpace();
      return server.withDisk(
          new DiskSpace(
              data.toString(),
              store.getTotalSpace(),
              free,
              growth(server.name(), server.observedAt(), free)));
    } catch (IOException e) {
      // The directory may not be looked into: then the space stays unknown, which is said.
      return server;
    }
  }

  private boolean isHere(ServerIdentity identity, Path data) {
    String host = files.text(files.proc().resolve("sys/kernel/hostname"));
    if (host == null || !host.strip().equals(identity.hostname()) || !Files.isDirectory(data)) {
      return false;
    }
    Path socket = path(identity.socket());
    return (socket != null && isSocket(socket)) || isRunning(identity.pidFile(), data);
  }

  private static boolean isSocket(Path socket) {
    return Files.exists(socket) && !Files.isRegularFile(socket) && !Files.isDirectory(socket);
  }

  private boolean isRunning(@Nullable String pidFile, Path data) {
    if (pidFile == null || pidFile.isEmpty()) {
      return false;
    }
    String pid = files.text(data.resolve(pidFile));
    return pid != null
        && pid.strip().matches("[0-9]{1,10}")
        && Files.isDirectory(files.proc().resolve(pid.strip()));
  }

  private static @Nullable Path path(@Nullable String name) {
    try {
      Path path = name == null ? null : Path.of(name);
      return path == null || !path.isAbsolute() ? null : path.normalize();
    } catch (InvalidPathException e) {
      // A server elsewhere may call its directories as it likes.
      return null;
    }
  }

  /** By how much what is free gets less; null before it was watched for a minute. */
  private @Nullable Growth growth(String server, Instant at, long free) {
    GrowthTrail trail = looks.computeIfAbsent(server, _ -> new GrowthTrail());
    synchronized (trail) {
      trail.add(at, -free);
      return trail.growth();
    }
  }
}
