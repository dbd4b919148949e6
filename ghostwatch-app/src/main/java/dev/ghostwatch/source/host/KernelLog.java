package dev.ghostwatch.source.host;

import dev.ghostwatch.client.value.Numbers;
import dev.ghostwatch.model.host.KernelEvidence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a process in the kernel's log: whether it was ended because memory ran out, or crashed.
 * It asks {@code dmesg}, and {@code journalctl -k} where that is not allowed; meant for the moment
 * in which a migration has vanished, not for polling.
 */
public final class KernelLog {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("dmesg"),
          List.of("journalctl", "-k", "-b", "-q", "--no-pager", "-o", "short-monotonic"));

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int LONGEST_LINE = 1000;

  /** A number can be used again; what is older than the process is another's. */
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  private final List<List<String>> commands;
  private final SystemFiles files;
  private final InstantSource clock;

  /** Asks this host's programs. */
  public KernelLog(InstantSource clock) {
    this(COMMANDS, Path.of("/proc"), clock);
  }

  /** Asks these programs, the first that answers. */
  KernelLog(List<List<String>> commands, Path proc, InstantSource clock) {
    this.commands = commands;
    this.files = new SystemFiles(proc, proc);
    this.clock = clock;
  }

  /** When the system started, as its clock sees it now. */
  private @Nullable Instant boot() {
    double uptime = files.uptime();
    return Double.isNaN(uptime) ? null : clock.instant().minusMillis(Math.round(uptime * 1000));
  }

  /**
   * What was found.
   *
   * @param evidence null when the log does not mention the process
   * @param problem why the log could not be read, and what to do; null when it could
   */
  public record Found(@Nullable KernelEvidence evidence, @Nullable String problem) {}

  /**
   * Looks for a process that has ended.
   *
   * @param startedAt when it began; null when not known
   */
  public Found find(long pid, @Nullable Instant startedAt) throws InterruptedException {
    StringBuilder problems = new StringBuilder();
    for (List<String> command : commands) {
      try {
        return new Found(search(command, pid, startedAt), null);
      } catch (IOException e) {
        problems.append(problems.isEmpty() ? "" : "; ").append(e.getMessage());
      }
    }
    return new Found(
        null,
        "the kernel's log cannot be read, so whether process "
            + pid
            + " ran out of memory is not known ("
            + problems
            + "). Run the agent as root, or add its user to the group systemd-journal or adm");
  }

  private @Nullable KernelEvidence search(
      List<String> command, long pid, @Nullable Instant startedAt)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // A program that hangs ends the reading below by its death.
    Thread guard =
        Thread.ofVirtual()
            .name("kernel log guard")
            .start(() -> {
              try {
                if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    Instant boot = boot();
    KernelEvidence found = null;
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      process.getOutputStream().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        KernelEvidence evidence = evidence(line, pid, boot);
        if (evidence != null && isLaterThan(evidence, startedAt)) {
          found = found != null && isSaid(found) ? found : evidence;
        }
        last = line;
      }
    }
    int exit = process.waitFor();
    guard.join();
    if (exit != 0 && found == null) {
      throw new IOException(
          command.getFirst()
              + " ended with "
              + exit
              + ": "
              + last.substring(0, Math.min(last.length(), 200)));
    }
    return found;
  }

  /** The line that says how much memory it held is the better of the two there are. */
  private static boolean isSaid(KernelEvidence evidence) {
    return evidence.text().contains("total-vm:");
  }

  private static boolean isLaterThan(KernelEvidence evidence, @Nullable Instant startedAt) {
    return startedAt == null
        || evidence.at() == null
        || !evidence.at().isBefore(startedAt.minus(TOLERANCE));
  }

  /** What a line says about a process; null when it is about something else. */
  static @Nullable KernelEvidence evidence(String line, long pid, @Nullable Instant boot) {
    KernelEvidence.Kind kind = null;
    if (line.contains("Killed process " + pid + " (")
        || line.contains("Kill process " + pid + " (")
        || (line.contains("oom-kill:") && (line + ",").contains(",pid=" + pid + ","))) {
      kind = KernelEvidence.Kind.OUT_OF_MEMORY;
    } else if (line.contains("[" + pid + "]: segfault at")
        || (line.contains("traps: ") && line.contains("[" + pid + "] "))) {
      kind = KernelEvidence.Kind.CRASH;
    }
    return kind == null
        ? null
        : new KernelEvidence(
            kind, time(line, boot), line.substring(0, Math.min(line.length(), LONGEST_LINE)));
  }

  /** {@code [ 1234.567890] …}: seconds since the system started. */
  private static @Nullable Instant time(String line, @Nullable Instant boot) {
    int open = line.indexOf('[');
    int close = line.indexOf(']');
    if (boot == null || open != 0 || close < 0) {
      return null;
    }
    int start = open + 1;
    while (start < close && line.charAt(start) == ' ') {
      start++;
    }
    Double seconds = Numbers.parseDecimal(line, start, close);
    return seconds == null ? null : boot.plusMillis(Math.round(seconds * 1000));
  }
}
