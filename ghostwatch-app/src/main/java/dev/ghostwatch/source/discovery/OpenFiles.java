package dev.ghostwatch.source.discovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where the open files of a process lead. */
record OpenFiles(ProcFiles proc) {

  private static final String SOCKET = "socket:[";

  /**
   * Where one of the first open files goes.
   *
   * @param outside what a path of the process has to be put behind to be found here; null when
   *     paths are the same
   */
  OutputTarget output(long pid, int descriptor, @Nullable Path outside) {
    Path link = proc.process(pid).resolve("fd").resolve(Integer.toString(descriptor));
    ProcFiles.Link read = proc.link(link);
    if (read.failure() != null) {
      return Files.isReadable(proc.process(pid).resolve("fd"))
          ? new OutputTarget.Closed()
          : new OutputTarget.Unreadable(read.failure());
    }
    return read.target() == null ? new OutputTarget.Closed() : target(read.target(), link, outside);
  }

  /**
   * The inodes of all sockets that a process has open; null when its open files are not readable.
   */
  @Nullable Set<Long> socketInodes(long pid) {
    Path directory = proc.process(pid).resolve("fd");
    List<Long> descriptors = proc.numbersIn(directory);
    if (descriptors == null) {
      // Another user's process, or ended meanwhile: sockets are then matched by path.
      return null;
    }
    Set<Long> inodes = new HashSet<>();
    for (Long descriptor : descriptors) {
      Path target = proc.link(directory.resolve(descriptor.toString())).target();
      Long inode = target == null ? null : socketInode(target.toString());
      if (inode != null) {
        inodes.add(inode);
      }
    }
    return inodes;
  }

  private static OutputTarget target(Path target, Path link, @Nullable Path outside) {
    String name = target.toString();
    if (!name.startsWith("/")) {
      Long inode = socketInode(name);
      if (inode != null) {
        return new OutputTarget.Socket(inode);
      }
      return name.startsWith("pipe:") ? new OutputTarget.Pipe() : new OutputTarget.Other(name);
    }
    if (name.equals("/dev/null")) {
      return new OutputTarget.NullDevice();
    }
    if (name.startsWith("/dev/pts/")
        || name.startsWith("/dev/tty")
        || name.equals("/dev/console")) {
      return new OutputTarget.Terminal(target);
    }
    Path openAs = outside == null ? target : inside(outside, target);
    if (name.endsWith(OutputTarget.DELETED_MARK) && !Files.exists(openAs)) {
      String kept = name.substring(0, name.length() - OutputTarget.DELETED_MARK.length());
      return new OutputTarget.RegularFile(RawPath.of(kept), true, link);
    }
    if (Files.isRegularFile(openAs)) {
      return new OutputTarget.RegularFile(target, false, openAs);
    }
    // Not to be seen by its name, as with a file outside a container's own tree: the link still
    // opens it.
    return Files.isRegularFile(link)
        ? new OutputTarget.RegularFile(target, false, link)
        : namedPipeOrOther(link, name);
  }

  private static OutputTarget namedPipeOrOther(Path link, String name) {
    return Files.exists(link) ? new OutputTarget.Pipe() : new OutputTarget.Other(name);
  }

  /** A path of a process that sees other files, as it is reached from here. */
  static Path inside(Path root, Path path) {
    Path top = path.getRoot();
    return root.resolve(top == null ? path : top.relativize(path));
  }

  private static @Nullable Long socketInode(String link) {
    if (!link.startsWith(SOCKET) || !link.endsWith("]")) {
      return null;
    }
    String inode = link.substring(SOCKET.length(), link.length() - 1);
    return Fields.number(inode);
  }
}
