package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a process's standard output or standard error goes, as its open files 1 and 2 in {@code
 * /proc} tell.
 */
public sealed interface OutputTarget {

  /** What the kernel puts behind the name of an open file that has been removed. */
  String DELETED_MARK = " (deleted)";

  /** What to open here to read the text; null for all but a regular file. */
  default @Nullable Path readableFile() {
    return null;
  }

  /**
   * A regular file.
   *
   * @param path the file as the process names it, which in a container is not a path of this host
   * @param deleted whether it has been removed or rotated away while the process goes on writing to
   *     it
   * @param openAs what to open here to read it: {@code path} itself, below {@code /proc/PID/root}
   *     for a process that sees other files, {@code /proc/PID/fd/N} for a deleted one
   */
  record RegularFile(Path path, boolean deleted, Path openAs) implements OutputTarget {
    @Override
    public Path readableFile() {
      return openAs;
    }
  }

  /** A pipe or named pipe: another process ({@code tee}, a container engine) has the text. */
  record Pipe() implements OutputTarget {}

  /** A terminal, such as {@code /dev/pts/3}. */
  record Terminal(Path path) implements OutputTarget {}

  /**
   * A socket; under systemd this is the journal ({@link GhostProcess#systemdUnit} names the unit).
   */
  record Socket(long inode) implements OutputTarget {}

  /** {@code /dev/null}: the text is thrown away. */
  record NullDevice() implements OutputTarget {}

  /** The process has closed it. */
  record Closed() implements OutputTarget {}

  /** Something else, in the kernel's words. */
  record Other(String description) implements OutputTarget {}

  /** Not known, and why. */
  record Unreadable(Reason reason) implements OutputTarget {}

  /** Why a fact about a process could not be read. */
  enum Reason {
    /** The process belongs to another user, and the reader is not root. */
    PERMISSION_DENIED,
    /** Reading failed otherwise; the process may have ended meanwhile. */
    FAILED
  }
}
