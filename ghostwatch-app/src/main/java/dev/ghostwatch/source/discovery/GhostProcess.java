package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running gh-ost, as {@code /proc} shows it. Every text comes from outside and may hold any
 * character, escape sequences too: escape it before it reaches a terminal.
 *
 * @param pid the process id as seen from here
 * @param startTicks when it started, in ticks since the system did: tells it from a later process
 *     with its id; null when unknown
 * @param startedAt when it started; right to about a second, since the kernel counts in hundredths
 *     from a boot time that it gives in whole seconds and moves when the clock is set
 * @param owner the name of the effective user; null when unknown or without a name here
 * @param ownerUid the number of the effective user, who alone may connect besides root
 * @param maskedArguments the arguments, the executable first, every secret replaced by {@code ****}
 * @param flags gh-ost's flags by name without dashes, masked likewise; {@code "true"} for a flag
 *     without a value
 * @param database from {@code --database}, else from the statement
 * @param table from {@code --table}, else from the statement
 * @param socketPath where its control socket can be reached from here, below {@code /proc/PID/root}
 *     for a process that sees other files; null when its arguments do not tell and none was seen
 *     open
 * @param tcpPort from {@code --serve-tcp-port}, 1–65535
 * @param configurationFile from {@code --conf}, as the process names it; it may hold a password and
 *     is never read
 * @param passwordInArguments whether {@code --password} or {@code --master-password} is visible to
 *     every user of the host
 * @param replicaServerId from {@code --replica-server-id}, else gh-ost's default 99999; null when
 *     it is no number
 * @param standardOutput where status lines go
 * @param standardError where log lines go
 * @param files whether it sees the same files as the reader
 * @param network whether it sees the same network as the reader
 * @param controlGroup its path in the control group tree, such as {@code
 *     /system.slice/migration.service}
 */
public record GhostProcess(
    long pid,
    @Nullable Long startTicks,
    @Nullable Instant startedAt,
    @Nullable String owner,
    @Nullable Long ownerUid,
    List<String> maskedArguments,
    Map<String, String> flags,
    @Nullable String database,
    @Nullable String table,
    @Nullable Path socketPath,
    @Nullable Integer tcpPort,
    @Nullable String configurationFile,
    boolean passwordInArguments,
    @Nullable Long replicaServerId,
    OutputTarget standardOutput,
    OutputTarget standardError,
    NamespaceView files,
    NamespaceView network,
    @Nullable String controlGroup) {

  public GhostProcess {
    maskedArguments = List.copyOf(maskedArguments);
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
  }

  /**
   * The file that its log lines go to, ready to be opened here; else the one with its status lines;
   * else null.
   */
  public @Nullable Path logFile() {
    List<Path> files = logFiles();
    return files.isEmpty() ? null : files.getFirst();
  }

  /**
   * The files that its output goes to, that with the log lines first, each once, ready to be opened
   * here.
   */
  public List<Path> logFiles() {
    Path errors = standardError.readableFile();
    Path output = standardOutput.readableFile();
    if (errors == null) {
      return output == null ? List.of() : List.of(output);
    }
    boolean isOneFile =
        output == null
            || (standardOutput instanceof OutputTarget.RegularFile(var outputPath, var _, var _)
                && standardError instanceof OutputTarget.RegularFile(var errorPath, var _, var _)
                && outputPath.equals(errorPath));
    return isOneFile ? List.of(errors) : List.of(errors, output);
  }

  /**
   * The systemd unit it runs in ({@code migration.service}), whose journal may have its output;
   * else null.
   */
  public @Nullable String systemdUnit() {
    if (controlGroup == null) {
      return null;
    }
    for (int end = controlGroup.length(); end > 0; end = controlGroup.lastIndexOf('/', end - 1)) {
      String name = controlGroup.substring(controlGroup.lastIndexOf('/', end - 1) + 1, end);
      if (name.endsWith(".service") || name.endsWith(".scope")) {
        return name;
      }
    }
    return null;
  }

  /**
   * The container it runs in, by the number of 64 hexadecimal digits that engines use; null when it
   * runs in none, or in one that cannot be told from here.
   */
  public @Nullable String containerId() {
    return controlGroup == null ? null : ContainerId.in(controlGroup);
  }

  /** How its log lines can be had, or what is in the way. */
  public LogAccess logAccess() {
    return LogAccess.of(this);
  }

  /** The process with another socket path, found by a better source than its arguments. */
  GhostProcess withSocketPath(Path path) {
    return new GhostProcess(
        pid,
        startTicks,
        startedAt,
        owner,
        ownerUid,
        maskedArguments,
        flags,
        database,
        table,
        path,
        tcpPort,
        configurationFile,
        passwordInArguments,
        replicaServerId,
        standardOutput,
        standardError,
        files,
        network,
        controlGroup);
  }
}
