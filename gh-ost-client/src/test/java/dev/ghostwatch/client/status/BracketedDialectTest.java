package dev.ghostwatch.client.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.Coordinates.FileCoordinates;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.ThrottleReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracketedDialectTest {

  private static final String SAMPLE =
      """
      2023-09-11 15:30:21 [info] binlog coordinates: mysql-bin.000123:45678901
      2023-09-11 15:30:21 [info] Migrated rows: 1234567 / 5000000 (24.7%)
      2023-09-11 15:30:21 [info] ETA: 2h34m12s
      """;

  @Test
  void theLinesOfASampleAreGathered() {
    StatusLine line = line(SAMPLE);
    assertThat(line.text()).isEqualTo("Migrated rows: 1234567 / 5000000 (24.7%)");
    assertThat(line.rowsCopied()).isEqualTo(1_234_567);
    assertThat(line.rowsEstimate()).isEqualTo(5_000_000);
    assertThat(line.percent()).isEqualTo(24.7);
    assertThat(line.coordinates()).isEqualTo(new FileCoordinates("mysql-bin.000123", 45_678_901));
    assertThat(line.eta()).isEqualTo(new ReportedEta("2h34m12s", 9252L));
    assertThat(line.state()).isNull();
    assertThat(line.dmlApplied()).isNull();
  }

  @Test
  void timeAndLevelMayBeMissing() {
    assertThat(line(SAMPLE.replace("2023-09-11 15:30:21 ", ""))).isEqualTo(line(SAMPLE));
    assertThat(line(SAMPLE.replace("2023-09-11 15:30:21 [info] ", ""))).isEqualTo(line(SAMPLE));
    assertThat(line(SAMPLE.replace("[info]", "INFO"))).isEqualTo(line(SAMPLE));
  }

  @Test
  void theShortFormHasRowsAndEta() {
    StatusLine line = line("2023-09-11 15:30:22 [info] Migrated rows: 1234567, ETA: 2h34m12s\n");
    assertThat(line.rowsCopied()).isEqualTo(1_234_567);
    assertThat(line.rowsEstimate()).isNull();
    assertThat(line.eta()).isEqualTo(new ReportedEta("2h34m12s", 9252L));
  }

  @Test
  void lagAloneIsNoThrottling() {
    StatusLine line = line(SAMPLE + "2023-09-11 15:30:23 [warn] lag is 2.1s, > max-lag of 1.5s\n");
    assertThat(line.lagSeconds()).isEqualTo(2.1);
    assertThat(line.throttle()).isNull();
  }

  @Test
  void throttlingIsTheStateUntilRowsAreCopiedAgain() {
    String throttled =
        SAMPLE + "2023-09-11 15:30:21 INFO lag is 6.2s, > max-lag of 1.5s, throttling\n";
    assertThat(line(throttled).state()).isEqualTo(MigrationState.THROTTLED);
    assertThat(line(throttled).throttle())
        .isEqualTo(new ThrottleReason.Lag("lag is 6.2s, > max-lag of 1.5s", 6.2));
    assertThat(line(throttled + SAMPLE).state()).isEqualTo(MigrationState.THROTTLED);
    assertThat(line(throttled + SAMPLE.replace("1234567", "1234568")).state()).isNull();
  }

  @Test
  void realGhostAfterTheDialectWins() {
    String real =
        "Copy: 1/2 50.0%; Applied: 0; Backlog: 0/100; Time: 1s(total), 1s(copy); streamer: a:1; State: migrating; ETA: 1s";
    assertThat(line(SAMPLE + real).text()).isEqualTo(real);
    assertThat(line(real + "\n" + SAMPLE).rowsCopied()).isEqualTo(1_234_567);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-09-11 15:30:21 [info] ETA: 2h34m12s",
        "lag is 2.1s, > max-lag of 1.5s",
        "Migrated rows: many",
        "Migrated rows: ",
        "[info]",
        "2023-09-11 15:30:21 ERROR failed to create ghost table: Error 1114: Table is full"
      })
  void withoutRowsThereIsNoStatusLine(String text) {
    assertThat(StatusReply.parse(text).line()).isNull();
  }

  private static StatusLine line(String text) {
    return requireNonNull(StatusReply.parse(text).line(), text);
  }
}
