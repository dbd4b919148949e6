package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.KernelEvidence;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.source.log.LastWords;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges how a run ended once its socket no longer answers and its process is gone. The log has the
 * first word. Without one only this is sure: gh-ost removes its socket when it ends in order and
 * leaves it behind when it is killed (releases up to v1.1.7 also when they panic).
 */
public final class EndOfRun {
  private static final long NEARLY_SECONDS = 5;

  private EndOfRun() {}

  /**
   * The verdict.
   *
   * @param last the last picture of the running migration
   * @param words how its log ended, null when there is no readable log
   * @param failure how its control interface failed
   * @param removesOnlyOnSuccess whether this release removes its socket only when it has succeeded,
   *     as those before v1.1.10 do; later ones also do so when they give up
   */
  public static Outcome judge(
      Snapshot last,
      @Nullable LastWords words,
      ControlException.Kind failure,
      boolean removesOnlyOnSuccess) {
    if (words != null && words.done()) {
      return new Outcome(Lifecycle.SUCCEEDED, Phrase.of("outcome.log.done"), "");
    }
    if (words != null && words.fatal() != null) {
      Lifecycle lifecycle = isAbort(words.fatal()) ? Lifecycle.ABORTED : Lifecycle.FAILED;
      return new Outcome(lifecycle, Phrase.of("outcome.log.fatal", words.fatal()), words.fatal());
    }
    if (failure == ControlException.Kind.NO_SOCKET && removesOnlyOnSuccess) {
      return new Outcome(Lifecycle.SUCCEEDED, Phrase.of("outcome.socketRemoved.success"), "");
    }
    if (failure == ControlException.Kind.NO_SOCKET && wasNearlyCopied(last)) {
      boolean postponed =
          last.line() != null && last.line().state() == MigrationState.POSTPONING_CUT_OVER;
      return new Outcome(
          Lifecycle.SUCCEEDED,
          Phrase.of(postponed ? "outcome.socketRemoved.postponed" : "outcome.socketRemoved"),
          "");
    }
    String key =
        failure == ControlException.Kind.NO_SOCKET ? "outcome.vanished" : "outcome.vanished.stale";
    return new Outcome(
        Lifecycle.VANISHED, Phrase.of(words == null ? key : "outcome.vanished.silentLog"), "");
  }

  /**
   * The same verdict on a run that vanished, with what the kernel says of its process.
   *
   * @param evidence null when it says nothing
   */
  static Outcome withEvidence(Outcome vanished, @Nullable KernelEvidence evidence) {
    if (evidence == null) {
      return vanished;
    }
    String key =
        switch (evidence.kind()) {
          case OUT_OF_MEMORY -> "outcome.vanished.memory";
          case CRASH -> "outcome.vanished.crash";
        };
    String line = Printable.text(evidence.text());
    return new Outcome(Lifecycle.VANISHED, Phrase.of(key, line), line);
  }

  /**
   * What is left of a run that vanished, for its event.
   *
   * @param kernel what the kernel's log says; null when there was no process to look for
   */
  static String traces(
      @Nullable ProcessFacts process,
      @Nullable LastWords words,
      ControlException.Kind failure,
      KernelLog.@Nullable Found kernel) {
    StringBuilder text = new StringBuilder();
    text.append(
        process == null ? "nobody answers any more" : "process " + process.pid() + " is gone");
    text.append(
        failure == ControlException.Kind.NO_SOCKET
            ? ", there is no socket file"
            : ", its socket file was left behind");
    text.append(
        words == null ? ", no log of it could be read" : ", its log ends without a final word");
    if (kernel != null && kernel.evidence() != null) {
      text.append("; the kernel says: ").append(Printable.text(kernel.evidence().text()));
    } else if (kernel != null) {
      text.append(
          kernel.problem() == null
              ? "; the kernel's log does not mention it"
              : "; the kernel's log cannot be read");
    }
    return text.toString();
  }

  /** The type of the event that tells of such an end. */
  public static String eventType(Lifecycle lifecycle) {
    return switch (lifecycle) {
      case SUCCEEDED -> RunEvent.Type.SUCCEEDED.jsonName();
      case FAILED -> RunEvent.Type.FAILED.jsonName();
      case ABORTED -> RunEvent.Type.PANIC.jsonName();
      case VANISHED -> MigrationEvent.VANISHED;
      case STARTING, RUNNING ->
          throw new IllegalStateException("BUG: a run cannot end as " + lifecycle.jsonName());
    };
  }

  /** By the reason in the text, not by the word "aborted", which failures use too. */
  private static boolean isAbort(String fatal) {
    String text = fatal.toLowerCase(Locale.ROOT);
    return text.startsWith("user commanded 'panic'")
        || text.startsWith("found panic-file ")
        || text.startsWith("critical-load met");
  }

  /** Whether the end was seconds away when gh-ost last spoke. */
  private static boolean wasNearlyCopied(Snapshot last) {
    StatusLine line = last.line();
    if (line == null || line.rowsCopied() == null || line.rowsCopied() == 0) {
      return false;
    }
    if (line.rowsCopied().equals(line.rowsEstimate())) {
      return line.state() == MigrationState.MIGRATING
          || line.state() == MigrationState.POSTPONING_CUT_OVER;
    }
    return line.state() == MigrationState.MIGRATING
        && line.percent() != null
        && line.percent() <= 100
        && line.eta() != null
        && line.eta().seconds() != null
        && line.eta().seconds() <= NEARLY_SECONDS;
  }
}
