package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.source.log.LastWords;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges how a run ended once its socket no longer answers and its process is gone. The log has the
 * first word. Without one only this is sure: gh-ost removes its socket when it ends in order and
 * leaves it behind when it is killed (releases up to v1.1.7 also when they panic).
 */
public final class EndOfRun {
  private EndOfRun() {}

  /**
   * The verdict.
   *
   * @param last the last picture of the running migration
   * @param words how its log ended, null when there is no readable log
   * @param failure how its control interface failed
   */
  public static Outcome judge(
      Snapshot last, @Nullable LastWords words, ControlException.Kind failure) {
    if (words != null && words.done()) {
      return new Outcome(Lifecycle.SUCCEEDED, Phrase.of("outcome.log.done"), "");
    }
    if (words != null && words.fatal() != null) {
      Lifecycle lifecycle = isAbort(words.fatal()) ? Lifecycle.ABORTED : Lifecycle.FAILED;
      return new Outcome(lifecycle, Phrase.of("outcome.log.fatal", words.fatal()), words.fatal());
    }
    if (failure == ControlException.Kind.NO_SOCKET && wasCuttingOver(last)) {
      return new Outcome(Lifecycle.SUCCEEDED, Phrase.of("outcome.socketRemoved"), "");
    }
    String key =
        failure == ControlException.Kind.NO_SOCKET ? "outcome.vanished" : "outcome.vanished.stale";
    return new Outcome(
        Lifecycle.VANISHED, Phrase.of(words == null ? key : "outcome.vanished.silentLog"), "");
  }

  /** By the reason in the text, not by the word "aborted", which failures use too. */
  private static boolean isAbort(String fatal) {
    String text = fatal.toLowerCase(Locale.ROOT);
    return text.startsWith("user commanded 'panic'")
        || text.startsWith("found panic-file ")
        || text.startsWith("critical-load met");
  }

  private static boolean wasCuttingOver(Snapshot last) {
    StatusLine line = last.line();
    return line != null
        && line.rowsCopied() != null
        && line.rowsCopied().equals(line.rowsEstimate())
        && line.rowsCopied() > 0
        && line.state() == MigrationState.MIGRATING;
  }
}
