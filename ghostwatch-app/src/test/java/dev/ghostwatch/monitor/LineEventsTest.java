package dev.ghostwatch.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.source.log.LogMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineEventsTest {
  private static final Instant AT = Instant.parse("2026-11-26T18:37:50Z");

  private final LineEvents events = new LineEvents();

  @Test
  void oneFailureThatIsPrintedTwiceIsOne() {
    assertThat(after("2026-11-26 18:37:50 INFO Grabbing voluntary lock: gh-ost.80.lock"))
        .containsExactly("cut-over-attempt Grabbing voluntary lock: gh-ost.80.lock");
    assertThat(after("2026-11-26 18:37:50 ERROR Timeout while waiting for events up to lock"))
        .containsExactly(
            "error Timeout while waiting for events up to lock",
            "cut-over-failed Timeout while waiting for events up to lock");
    assertThat(
            after(
                "2026-11-26 18:37:50 ERROR 2026-11-26 18:37:50 ERROR Timeout while waiting for events up to lock"))
        .isEmpty();
    assertThat(after("2026-11-26 18:37:51 ERROR Timeout while waiting for events up to lock"))
        .containsExactly("error Timeout while waiting for events up to lock");
  }

  @Test
  void anErrorThatOnlyAWrappedLineTellsIsTold() {
    assertThat(after("2026-11-26 18:37:50 ERROR 2026-11-26 18:37:49 ERROR invalid connection"))
        .containsExactly("error invalid connection");
  }

  @Test
  void theFatalLineThatRepeatsAnErrorIsTheEnd() {
    assertThat(after("2026-11-26 18:37:50 ERROR Cannot find table")).hasSize(1);
    assertThat(after("2026-11-26 18:37:50 FATAL 2026-11-26 18:37:50 ERROR Cannot find table"))
        .containsExactly("fatal Cannot find table");
  }

  private List<String> after(String line) {
    return events.after(AT, requireNonNull(LogMessage.of(line))).stream()
        .map(event -> event.type() + " " + event.text())
        .toList();
  }
}
