package dev.ghostwatch.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells one process from a later one with the same id, by when it was started. On Linux that is the
 * start in clock ticks since boot, together with the id of the boot: unlike a time of day it stays
 * the same when somebody sets the clock.
 *
 * @param root of the process file system, {@code /proc}
 */
public record Processes(Path root) {
  /** The start is field 22, counted from 3 behind the closing bracket of the name. */
  private static final int START = 22 - 3;

  /** What tells this process from others with its id; null when there is no such process. */
  @Nullable String startOf(long pid) {
    String stat = read(root.resolve(String.valueOf(pid)).resolve("stat"));
    if (stat != null) {
      // The name is in brackets and may hold blanks and brackets itself.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      boolean isDead = fields[0].equals("Z") || fields[0].equals("X");
      String boot = read(root.resolve("sys/kernel/random/boot_id"));
      return isDead || fields.length <= START
          ? null
          : fields[START] + (boot == null ? "" : "@" + boot.strip());
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty()
        ? null
        : process.get().info().startInstant().map(String::valueOf).orElse("?");
  }

  /** Whether the very process that this record tells of is running. */
  boolean isRunning(AgentRecord agent) {
    return agent.processStart().equals(startOf(agent.pid()));
  }

  /** Resident memory in bytes; null when it is not known. */
  public @Nullable Long residentBytes(long pid) {
    String status = read(root.resolve(String.valueOf(pid)).resolve("status"));
    if (status == null) {
      return null;
    }
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      // The process is gone, or this is no Linux: both are answers.
      return null;
    }
  }
}
