package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.List;

/** How the log lines of a gh-ost process can be had. */
public sealed interface LogAccess {

  /** From files, that with the log lines first; see {@link GhostProcess#logFiles}. */
  record Files(List<Path> paths) implements LogAccess {
    public Files {
      paths = List.copyOf(paths);
    }
  }

  /**
   * From the journal of systemd.
   *
   * @param pid whose lines they are
   * @param unit the service it runs in
   */
  record Journal(long pid, String unit) implements LogAccess {}

  /**
   * From what a container engine writes of it; {@code ContainerLogs} finds that.
   *
   * @param containerId 64 hexadecimal digits
   */
  record Container(String containerId) implements LogAccess {}

  /**
   * Not at all.
   *
   * @param text what is in the way and what to do, for the operator, in one line
   */
  record None(String text) implements LogAccess {}

  /** Judges by where the standard error of a process goes, and its standard output else. */
  static LogAccess of(GhostProcess process) {
    List<Path> files = process.logFiles();
    if (!files.isEmpty()) {
      return new Files(files);
    }
    OutputTarget target = process.standardError();
    if (target instanceof OutputTarget.NullDevice || target instanceof OutputTarget.Closed) {
      target = process.standardOutput();
    }
    String container = process.containerId();
    String unit = process.systemdUnit();
    return switch (target) {
      case OutputTarget.Unreadable _ when container != null -> new Container(container);
      case OutputTarget.Pipe _ when container != null -> new Container(container);
      case OutputTarget.Socket _ when unit != null && container == null ->
          new Journal(process.pid(), unit);
      case OutputTarget.Unreadable _ when unit != null && isService(unit) ->
          new Journal(process.pid(), unit);
      case OutputTarget.Unreadable _ ->
          none(
              process,
              "its open files may only be read by "
                  + owner(process)
                  + " and root. Run the agent as that user or as root, or name the log with --log");
      case OutputTarget.Pipe _ ->
          none(
              process,
              "its output goes into a pipe, which has one reader. Let that reader write a file and"
                  + " name it with --log, or start gh-ost with > FILE 2>&1 in place of the pipe");
      case OutputTarget.Socket _ ->
          none(process, "its output goes into a socket of another program. Let it write to a file");
      case OutputTarget.Terminal(Path path) ->
          none(
              process,
              "its output goes to the terminal "
                  + path
                  + ". Start it with > FILE 2>&1 next time; a file can be shown with tail -f");
      case OutputTarget.NullDevice _ ->
          none(process, "its output is thrown away. Start it with > FILE 2>&1 next time");
      case OutputTarget.Closed _ ->
          none(process, "its output is closed. Start it with > FILE 2>&1 next time");
      case OutputTarget.Other(String description) ->
          none(process, "its output goes to " + description + ". Let it write to a file");
      case OutputTarget.RegularFile _ ->
          throw new IllegalStateException("a regular file is a file to read");
    };
  }

  /** A scope is a shell's or a container's; a service writes to the journal unless told. */
  private static boolean isService(String unit) {
    return unit.endsWith(".service") && !unit.startsWith("user@");
  }

  private static String owner(GhostProcess process) {
    if (process.owner() != null) {
      return process.owner();
    }
    return process.ownerUid() == null ? "its owner" : "the user " + process.ownerUid();
  }

  private static LogAccess none(GhostProcess process, String reason) {
    return new None(
        "the log of gh-ost (process "
            + process.pid()
            + ") cannot be followed: "
            + reason
            + ". Until then its control socket is asked instead");
  }
}
