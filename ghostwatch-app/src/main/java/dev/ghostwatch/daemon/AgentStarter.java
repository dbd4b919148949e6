package dev.ghostwatch.daemon;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts an agent that outlives whoever started it: in a session of its own, with its output in a
 * file, and waits until it says in the PID file that it is ready.
 */
public final class AgentStarter {
  private static final int STEP_MILLIS = 50;
  private static final int LINES_SHOWN = 10;
  private static final int LONGEST_TAIL = 8 << 10;

  /** How a start went. */
  public sealed interface Result {
    /** The agent does its work. */
    record Ready(AgentRecord agent) implements Result {}

    /**
     * The process ended.
     *
     * @param lastLines what it said last
     */
    record Ended(int exitCode, List<String> lastLines) implements Result {}

    /** The agent runs, but is not ready after the time given; it was left running. */
    record NotReady(long pid, List<String> lastLines) implements Result {}
  }

  private final PidFile pidFile;
  private final Path logFile;

  public AgentStarter(PidFile pidFile, Path logFile) {
    this.pidFile = pidFile;
    this.logFile = logFile.toAbsolutePath();
  }

  /**
   * Starts it.
   *
   * @param command the program and its arguments
   * @param environment its environment variables
   */
  public Result start(List<String> command, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    Path folder = logFile.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    long before = Files.exists(logFile) ? Files.size(logFile) : 0;
    Process process = spawn(command, environment);
    for (long waited = 0; waited < limit.toMillis(); waited += STEP_MILLIS) {
      if (process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
        return new Result.Ended(process.exitValue(), lastLines(before));
      }
      AgentRecord agent = pidFile.running();
      if (agent != null && agent.pid() == process.pid() && agent.isReady()) {
        return new Result.Ready(agent);
      }
    }
    return new Result.NotReady(process.pid(), lastLines(before));
  }

  private Process spawn(List<String> command, Map<String, String> environment) throws IOException {
    List<String> words = new ArrayList<>();
    // Without setsid a closed terminal would end the agent; setsid keeps the process id.
    if (isOnPath("setsid", environment)) {
      words.add("setsid");
    }
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(new File("/"))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static boolean isOnPath(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** The last lines that were written behind a place of the log file. */
  private List<String> lastLines(long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(logFile.toFile(), "r")) {
      // Somebody may have emptied the file meanwhile.
      long start = file.length() < from ? 0 : from;
      byte[] tail = new byte[(int) Math.min(LONGEST_TAIL, file.length() - start)];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    }
  }
}
