package dev.ghostwatch.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The file that tells which agent runs. */
public final class PidFile {
  private final Path path;
  private final Processes processes;

  public PidFile(Path path, Processes processes) {
    this.path = path.toAbsolutePath().normalize();
    this.processes = processes;
  }

  /** What a PID file was found to say. */
  public sealed interface Found {
    /** There is no file. */
    record Nothing() implements Found {}

    /** An agent runs. */
    record Running(AgentRecord agent) implements Found {}

    /**
     * The file was left behind.
     *
     * @param agent what it says
     * @param isPidTaken whether another process has that id now
     */
    record Stale(AgentRecord agent, boolean isPidTaken) implements Found {}

    /** The file is none of GhostWatch's. */
    record Foreign() implements Found {}
  }

  public Path path() {
    return path;
  }

  /** Looks at the file and at the process it names. */
  public Found look() throws IOException {
    String text;
    try {
      text = Files.readString(path);
    } catch (NoSuchFileException _) {
      return new Found.Nothing();
    }
    AgentRecord agent = AgentRecord.parse(text);
    if (agent == null) {
      return new Found.Foreign();
    }
    return processes.isRunning(agent)
        ? new Found.Running(agent)
        : new Found.Stale(agent, processes.startOf(agent.pid()) != null);
  }

  /** The agent that runs, or null. */
  public @Nullable AgentRecord running() throws IOException {
    return look() instanceof Found.Running(AgentRecord agent) ? agent : null;
  }

  Processes processes() {
    return processes;
  }

  /** Whoever reads it sees the whole of the old or the whole of the new content. */
  void write(AgentRecord agent) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(fresh, agent.text());
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
