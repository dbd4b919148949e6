package dev.ghostwatch.daemon;

import dev.ghostwatch.proc.ProcessStat;
import dev.ghostwatch.proc.SmallFiles;
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
  /** What tells this process from others with its id; null when there is no such process. */
  @Nullable String startOf(long pid) {
    ProcessStat stat = ProcessStat.read(root, pid);
    if (stat != null) {
      String boot = SmallFiles.text(root.resolve("sys/kernel/random/boot_id"));
      return stat.isDead() || stat.startTicks() == null
          ? null
          : stat.startTicks() + (boot == null ? "" : "@" + boot.strip());
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
    String status = SmallFiles.text(root.resolve(String.valueOf(pid)).resolve("status"));
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
}
