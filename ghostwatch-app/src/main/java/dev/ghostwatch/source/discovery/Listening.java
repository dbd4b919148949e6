package dev.ghostwatch.source.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who listens at which path of this host's file tree, as far as the kernel's lists tell. */
final class Listening {

  /** Whether somebody listens at a path. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  private final Set<Path> paths = new HashSet<>();
  private final Map<Path, List<Path>> pathsByName = new HashMap<>();
  private final Set<Path> relativeNames = new HashSet<>();

  /**
   * Adds the listeners of one network. Those of a process with other files are not at their paths
   * here.
   */
  void add(UnixSocketTable table, Set<Long> inodesElsewhere) {
    for (UnixSocketTable.Listener listener : table.listeners()) {
      Path name = listener.path().getFileName();
      if (name == null || inodesElsewhere.contains(listener.inode())) {
        continue;
      }
      if (!listener.path().isAbsolute()) {
        relativeNames.add(name);
      } else if (paths.add(listener.path())) {
        List<Path> sameName = pathsByName.getOrDefault(name, new ArrayList<>(1));
        sameName.add(listener.path());
        pathsByName.put(name, sameName);
      }
    }
  }

  Set<Path> paths() {
    return paths;
  }

  /** Whether somebody listens at a file of this name, wherever. */
  boolean isKnownName(Path name) {
    return pathsByName.containsKey(name) || relativeNames.contains(name);
  }

  /** Whether somebody listens at this socket file, by whatever way the path leads to it. */
  Answer at(Path path) {
    if (paths.contains(path)) {
      return Answer.YES;
    }
    Path real = realPath(path);
    Path name = (real == null ? path : real).getFileName();
    if (name == null) {
      return Answer.NO;
    }
    for (Path other : pathsByName.getOrDefault(name, List.of())) {
      if (isSameFile(path, other)) {
        return Answer.YES;
      }
    }
    return relativeNames.contains(name) ? Answer.UNKNOWN : Answer.NO;
  }

  private static @Nullable Path realPath(Path path) {
    try {
      return Files.isSymbolicLink(path) ? path.toRealPath() : path;
    } catch (IOException _) {
      // A link that leads nowhere: then by its own name.
      return null;
    }
  }

  /** Whether two paths lead to one file. */
  static boolean isSameFile(Path one, Path other) {
    try {
      return one.equals(other) || Files.isSameFile(one, other);
    } catch (IOException _) {
      // At least one leads nowhere, or not for this user; then they are not known to be one.
      return false;
    }
  }
}
