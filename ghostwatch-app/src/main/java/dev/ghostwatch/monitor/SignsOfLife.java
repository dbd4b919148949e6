package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.proc.ProcessStat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run is still there: by its process, and where none can be seen, as over TCP, by how it
 * refuses to answer. One owner at a time.
 */
final class SignsOfLife {
  /** Refusals in a row that mean the end when no process can be seen. */
  private static final int REFUSALS_OF_THE_DEAD = 2;

  private final @Nullable ProcessFacts process;
  private final @Nullable Endpoint endpoint;
  private final Path processes;
  private int refusals;

  /**
   * @param processes root of the process file system
   */
  SignsOfLife(RunningMigration run, Path processes) {
    this.process = run.process();
    this.endpoint = run.endpoint();
    this.processes = processes;
  }

  /** Whether a release is older than v1.1.10; with nothing known the more careful verdict holds. */
  static boolean isOldRelease(Capabilities capabilities) {
    return !capabilities.names().isEmpty() && !capabilities.knows("postpone-cut-over-flag-file");
  }

  /** Whether the failure says that nobody listens any more. */
  static boolean isRefusal(ControlException.Kind kind) {
    return kind == ControlException.Kind.NO_SOCKET || kind == ControlException.Kind.STALE;
  }

  /** The total time of a run only grows; when it falls, a new run listens on the same socket. */
  static boolean isAnotherRun(@Nullable StatusLine before, @Nullable StatusLine now) {
    return before != null
        && now != null
        && before.elapsed() != null
        && now.elapsed() != null
        && now.elapsed().compareTo(before.elapsed()) < 0;
  }

  /** Whether a full status is that of a run that started at another time. */
  static boolean isAnotherStart(@Nullable Instant known, @Nullable Hints shown) {
    return known != null
        && shown != null
        && shown.startedAt() != null
        && !shown.startedAt().toInstant().equals(known);
  }

  void answered() {
    refusals = 0;
  }

  void failed(ControlException.Kind kind) {
    if (isRefusal(kind)) {
      refusals++;
    } else {
      // Who closes at once may be about to end.
      refusals = kind == ControlException.Kind.CLOSED_EARLY ? 1 : 0;
    }
  }

  /** Whether the last questions were refused, so that an end may be near. */
  boolean isRefusing() {
    return refusals > 0;
  }

  boolean hasProcess() {
    return process != null;
  }

  /** Whether the very process that was found is gone; false where none was ever seen. */
  boolean isProcessGone() {
    return process != null
        && !ProcessStat.isRunning(processes, process.pid(), process.startTicks());
  }

  /** Whether the process is gone, or where none was ever seen, enough refusals say so. */
  boolean isDead() {
    return process == null ? refusals >= REFUSALS_OF_THE_DEAD : isProcessGone();
  }

  /** How the control interface of a run fails whose process is gone. */
  ControlException.Kind absence() {
    return endpoint instanceof Endpoint.UnixSocket(Path path) && Files.exists(path)
        ? ControlException.Kind.STALE
        : ControlException.Kind.NO_SOCKET;
  }
}
