package dev.ghostwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.socket.ControlException.Kind;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.source.log.LastWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfRunTest {
  private static Snapshot at(String copy, String state) {
    return MigrationMonitor.of(
        StatusReply.parse(
            "Copy: %s 99.0%%; Applied: 0; Backlog: 0/1000; Time: 9s(total), 9s(copy); streamer: b:1; State: %s; ETA: due\n"
                .formatted(copy, state)));
  }

  private static final Snapshot MIDWAY = at("50/100", "migrating");
  private static final Snapshot COPIED = at("100/100", "migrating");

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
    Outcome outcome = EndOfRun.judge(COPIED, new LastWords(false, fatal), Kind.NO_SOCKET);
    assertThat(outcome.lifecycle()).isEqualTo(lifecycle);
    assertThat(outcome.lastError()).isEqualTo(fatal);
    assertThat(outcome.evidence().key()).isEqualTo("outcome.log.fatal");
  }

  @Test
  void theLogHasTheFirstWord() {
    assertThat(EndOfRun.judge(MIDWAY, new LastWords(true, null), Kind.STALE).lifecycle())
        .isEqualTo(Lifecycle.SUCCEEDED);
    assertThat(EndOfRun.judge(COPIED, new LastWords(false, "x"), Kind.NO_SOCKET).lifecycle())
        .isEqualTo(Lifecycle.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SOCKET,outcome.vanished",
    "STALE,outcome.vanished.stale",
  })
  void withoutALogTheSocketTells(Kind kind, String evidence) {
    Outcome outcome = EndOfRun.judge(MIDWAY, null, kind);
    assertThat(outcome.lifecycle()).isEqualTo(Lifecycle.VANISHED);
    assertThat(outcome.evidence().key()).isEqualTo(evidence);
    assertThat(outcome.lastError()).isEmpty();
  }

  @Test
  void aSilentLogMeansKilled() {
    Outcome outcome = EndOfRun.judge(MIDWAY, new LastWords(false, null), Kind.STALE);
    assertThat(outcome.evidence().key()).isEqualTo("outcome.vanished.silentLog");
  }

  @Test
  void onlyACutOverUnderWayAndARemovedSocketAreASuccessWithoutALog() {
    assertThat(EndOfRun.judge(COPIED, null, Kind.NO_SOCKET).lifecycle())
        .isEqualTo(Lifecycle.SUCCEEDED);
    assertThat(EndOfRun.judge(COPIED, null, Kind.STALE).lifecycle()).isEqualTo(Lifecycle.VANISHED);
    assertThat(EndOfRun.judge(at("0/0", "migrating"), null, Kind.NO_SOCKET).lifecycle())
        .isEqualTo(Lifecycle.VANISHED);
    assertThat(
            EndOfRun.judge(at("100/100", "postponing cut-over"), null, Kind.NO_SOCKET).lifecycle())
        .isEqualTo(Lifecycle.VANISHED);
  }
}
