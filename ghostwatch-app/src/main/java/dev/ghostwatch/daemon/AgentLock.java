package dev.ghostwatch.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Held by an agent for its life: no second one starts on the same PID file. The lock is on a file
 * of its own beside the PID file. That file is never removed, because a lock on a removed file
 * guards nothing; and nobody reads it, because closing any channel of a file gives up the locks
 * that the process has on it.
 */
public final class AgentLock implements AutoCloseable {
  private final PidFile file;
  private final FileChannel channel;
  private final PidFile.Found replaced;
  private AgentRecord agent;

  private AgentLock(PidFile file, FileChannel channel, PidFile.Found replaced, AgentRecord agent) {
    this.file = file;
    this.channel = channel;
    this.replaced = replaced;
    this.agent = agent;
  }

  /**
   * Takes the PID file for this process.
   *
   * @param version of the program
   * @param config the configuration file, null when there is none
   * @throws AgentRunsException when another agent has it
   * @throws IOException when the file cannot be written
   */
  public static AgentLock acquire(PidFile file, Instant now, String version, @Nullable Path config)
      throws AgentRunsException, IOException {
    Path folder = file.path().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path lockFile = file.path().resolveSibling(file.path().getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean isTaken = false;
    try {
      FileLock lock = tryLock(channel);
      PidFile.Found found = file.look();
      if (lock == null || found instanceof PidFile.Found.Running) {
        throw new AgentRunsException(file.running(), file.path());
      }
      long pid = ProcessHandle.current().pid();
      String start = file.processes().startOf(pid);
      AgentRecord agent =
          new AgentRecord(
              pid,
              start == null ? "?" : start,
              now,
              version,
              config == null ? null : config.toAbsolutePath().toString(),
              null,
              null);
      file.write(agent);
      isTaken = true;
      return new AgentLock(file, channel, found, agent);
    } finally {
      if (!isTaken) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /** What stood in the PID file before: worth a notice when an agent left it behind. */
  public PidFile.Found replaced() {
    return replaced;
  }

  /** What the file says of this agent. */
  public synchronized AgentRecord agent() {
    return agent;
  }

  /**
   * Says that the agent does its work now; {@code ghostwatch start} waits for this.
   *
   * @param address where it serves HTTP, null when it does not
   */
  public synchronized void ready(Instant now, @Nullable String address) throws IOException {
    agent = agent.ready(now, address);
    file.write(agent);
  }

  /** Removes the PID file and lets the next agent start. */
  @Override
  public synchronized void close() throws IOException {
    if (channel.isOpen()) {
      try {
        file.delete();
      } finally {
        channel.close();
      }
    }
  }
}
