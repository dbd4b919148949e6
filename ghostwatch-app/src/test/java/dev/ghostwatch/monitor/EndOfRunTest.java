package dev.ghostwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.socket.ControlException.Kind;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.KernelEvidence;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.source.log.LastWords;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfRunTest {
  private static Snapshot at(String copy, String state, String eta) {
    return MigrationMonitor.of(
        List.of(
            StatusReply.parse(
                "Copy: %s 99.0%%; Applied: 0; Backlog: 0/1000; Time: 9s(total), 9s(copy); streamer: b:1; State: %s; ETA: %s\n"
                    .formatted(copy, state, eta))));
  }

  private static final Snapshot MIDWAY = at("50/100", "migrating", "54s");
  private static final Snapshot COPIED = at("100/100", "migrating", "due");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User commanded 'panic'. The migration will be aborted without cleanup. | ABORTED",
        "user commanded 'panic'. The migration will be aborted without cleanup. | ABORTED",
        "User commanded 'panic'. I will now panic, without cleanup. PANIC! | ABORTED",
        "Found panic-file /tmp/panic. Aborting without cleanup | ABORTED",
        "critical-load met: Threads_running=612, >=500 | ABORTED",
        "It is not possible to continue: the migration was aborted | FAILED",
        "Error 1062: Duplicate entry '7' for key 'panic' | FAILED",
        "cut-over failed after 10 attempts | FAILED",
      })
  void theReasonInTheTextTellsAbortFromFailure(String fatal, Lifecycle lifecycle) {
    Outcome outcome = EndOfRun.judge(COPIED, new LastWords(false, fatal), Kind.NO_SOCKET, false);
    assertThat(outcome.lifecycle()).isEqualTo(lifecycle);
    assertThat(outcome.lastError()).isEqualTo(fatal);
    assertThat(outcome.evidence().key()).isEqualTo("outcome.log.fatal");
  }

  @Test
  void theLogHasTheFirstWord() {
    assertThat(EndOfRun.judge(MIDWAY, new LastWords(true, null), Kind.STALE, false).lifecycle())
        .isEqualTo(Lifecycle.SUCCEEDED);
    assertThat(EndOfRun.judge(COPIED, new LastWords(false, "x"), Kind.NO_SOCKET, false).lifecycle())
        .isEqualTo(Lifecycle.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SOCKET,outcome.vanished",
    "STALE,outcome.vanished.stale",
  })
  void withoutALogTheSocketTells(Kind kind, String evidence) {
    Outcome outcome = EndOfRun.judge(MIDWAY, null, kind, false);
    assertThat(outcome.lifecycle()).isEqualTo(Lifecycle.VANISHED);
    assertThat(outcome.evidence().key()).isEqualTo(evidence);
    assertThat(outcome.lastError()).isEmpty();
  }

  @Test
  void aSilentLogMeansKilled() {
    Outcome outcome = EndOfRun.judge(MIDWAY, new LastWords(false, null), Kind.STALE, false);
    assertThat(outcome.evidence().key()).isEqualTo("outcome.vanished.silentLog");
  }

  @Test
  void aRemovedSocketSecondsFromTheEndIsASuccessWithoutALog() {
    assertThat(withoutLog(COPIED, Kind.NO_SOCKET, false)).isEqualTo(Lifecycle.SUCCEEDED);
    assertThat(withoutLog(at("99/100", "migrating", "3s"), Kind.NO_SOCKET, false))
        .isEqualTo(Lifecycle.SUCCEEDED);
    assertThat(withoutLog(COPIED, Kind.STALE, false)).isEqualTo(Lifecycle.VANISHED);
    assertThat(withoutLog(at("0/0", "migrating", "N/A"), Kind.NO_SOCKET, false))
        .isEqualTo(Lifecycle.VANISHED);
    assertThat(withoutLog(MIDWAY, Kind.NO_SOCKET, false)).isEqualTo(Lifecycle.VANISHED);
  }

  @Test
  void aSocketRemovedWhilePostponedVeryProbablyMeansACutOver() {
    Outcome outcome =
        EndOfRun.judge(at("100/100", "postponing cut-over", "due"), null, Kind.NO_SOCKET, false);
    assertThat(outcome.lifecycle()).isEqualTo(Lifecycle.SUCCEEDED);
    assertThat(outcome.evidence().key()).isEqualTo("outcome.socketRemoved.postponed");
  }

  @Test
  void releasesBefore1110RemoveTheirSocketOnlyWhenTheySucceed() {
    assertThat(withoutLog(MIDWAY, Kind.NO_SOCKET, true)).isEqualTo(Lifecycle.SUCCEEDED);
    assertThat(withoutLog(MIDWAY, Kind.STALE, true)).isEqualTo(Lifecycle.VANISHED);
  }

  private static Lifecycle withoutLog(Snapshot last, Kind failure, boolean removesOnlyOnSuccess) {
    return EndOfRun.judge(last, null, failure, removesOnlyOnSuccess).lifecycle();
  }

  @Test
  void whatIsLeftOfARunThatVanishedIsSaid() {
    assertThat(EndOfRun.traces(null, null, Kind.STALE, null))
        .isEqualTo(
            "nobody answers any more, its socket file was left behind, no log of it could be read");
    assertThat(
            EndOfRun.traces(
                null, new LastWords(false, null), Kind.NO_SOCKET, new KernelLog.Found(null, null)))
        .isEqualTo(
            "nobody answers any more, there is no socket file, its log ends without a final word;"
                + " the kernel's log does not mention it");
    assertThat(EndOfRun.traces(null, null, Kind.STALE, new KernelLog.Found(null, "not permitted")))
        .endsWith("; the kernel's log cannot be read");
  }

  @Test
  void theKernelsWordMakesAVerdictMoreExact() {
    Outcome vanished = EndOfRun.judge(MIDWAY, null, Kind.STALE, false);
    assertThat(EndOfRun.withEvidence(vanished, null)).isEqualTo(vanished);
    Outcome crashed =
        EndOfRun.withEvidence(
            vanished,
            new KernelEvidence(
                KernelEvidence.Kind.CRASH, null, "gh-ost[42]: segfault at 0\u001b[31m"));
    assertThat(crashed.evidence())
        .isEqualTo(Phrase.of("outcome.vanished.crash", "gh-ost[42]: segfault at 0\\x1b[31m"));
    assertThat(crashed.lastError()).isEqualTo("gh-ost[42]: segfault at 0\\x1b[31m");
  }
}
