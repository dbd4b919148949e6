package dev.ghostwatch.client.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.Coordinates.FileCoordinates;
import dev.ghostwatch.client.value.Coordinates.GtidCoordinates;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ReportedEta;
import dev.ghostwatch.client.value.ThrottleReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusLineTest {

  private static final String NEWEST =
      "Copy: 466600/752865 62.0%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704;"
          + " Lag: 0.01s, HeartbeatLag: 0.02s, State: throttled, my.replica-01.com:3306 replica-lag=3.000000s; ETA: 1m19s";

  @Test
  void theNewestFormIsReadInFull() {
    assertThat(StatusLine.parse(NEWEST))
        .isEqualTo(
            new StatusLine(
                NEWEST,
                466_600L,
                752_865L,
                62.0,
                12L,
                3L,
                1000L,
                Duration.ofSeconds(160),
                Duration.ofSeconds(131),
                new FileCoordinates("mysql-bin.007069", 622_646_704),
                0.01,
                0.02,
                MigrationState.THROTTLED,
                new ThrottleReason.ReplicaLag(
                    "my.replica-01.com:3306 replica-lag=3.000000s", "my.replica-01.com:3306", 3.0),
                new ReportedEta("1m19s", 79L)));
  }

  @Test
  void theOldestFormSaysItsStateInPlaceOfTheEta() {
    StatusLine line =
        parsed(
            "Copy: 0/2915 0.0%; Applied: 7; Backlog: 0/100; Elapsed: 40s(copy), 41s(total); streamer: mysql-bin.000550:49942; ETA: throttled, flag-file");
    assertThat(line.elapsed()).isEqualTo(Duration.ofSeconds(41));
    assertThat(line.copyTime()).isEqualTo(Duration.ofSeconds(40));
    assertThat(line.state()).isEqualTo(MigrationState.THROTTLED);
    assertThat(line.throttle()).isEqualTo(new ThrottleReason.FlagFile("flag-file"));
    assertThat(line.eta()).isNull();
    assertThat(line.lagSeconds()).isNull();
  }

  @Test
  void theOldestFormWithADurationSaysNoState() {
    StatusLine line =
        parsed(
            "Copy: 5/10 50.0%; Applied: 0; Backlog: 0/100; Elapsed: 40s(copy), 41s(total); streamer: mysql-bin.000550:49942; ETA: 40s");
    assertThat(line.state()).isNull();
    assertThat(line.eta()).isEqualTo(new ReportedEta("40s", 40L));
  }

  @Test
  void theCopyInTheLogIsTheSameLine() {
    assertThat(StatusLine.parse("2026-11-22 13:08:06 INFO " + NEWEST + " []"))
        .isEqualTo(StatusLine.parse(NEWEST));
    assertThat(StatusLine.parse(NEWEST + "\r")).isEqualTo(StatusLine.parse(NEWEST));
  }

  @Test
  void aReasonMayContainEverySeparator() {
    String reason = "db:1 Error 1064 (42000): near '; ETA: 1s; State: x, Lag: 2s, y' (http=5";
    StatusLine line =
        parsed(NEWEST.replace("my.replica-01.com:3306 replica-lag=3.000000s", reason));
    assertThat(line.throttle()).isEqualTo(ThrottleReason.parse(reason));
    assertThat(line.eta()).isEqualTo(new ReportedEta("1m19s", 79L));
    assertThat(line.lagSeconds()).isEqualTo(0.01);
  }

  @Test
  void aSetOfTransactionsStandsInPlaceOfAFile() {
    String set =
        "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:7,4e11fa47-71ca-11e1-9e33-c80aa9429562:1-3";
    assertThat(parsed(NEWEST.replace("mysql-bin.007069:622646704", set)).coordinates())
        .isEqualTo(new GtidCoordinates(set));
  }

  @Test
  void unknownPartsAreNullAndStayInTheText() {
    StatusLine line =
        parsed(
            "Copy: many/10 x%; Applied: y; Backlog: 1; Time: 1d(total), 1s(copy); Colour: red; Lag: ?, State: dancing; ETA: whenever");
    assertThat(line.rowsCopied()).isNull();
    assertThat(line.rowsEstimate()).isEqualTo(10);
    assertThat(line.percent()).isNull();
    assertThat(line.dmlApplied()).isNull();
    assertThat(line.backlog()).isEqualTo(1);
    assertThat(line.backlogCapacity()).isNull();
    assertThat(line.elapsed()).isNull();
    assertThat(line.copyTime()).isEqualTo(Duration.ofSeconds(1));
    assertThat(line.lagSeconds()).isNull();
    assertThat(line.state()).isNull();
    assertThat(line.eta()).isEqualTo(new ReportedEta("whenever", null));
    assertThat(line.text()).contains("Colour: red", "State: dancing");
  }

  @Test
  void ofALineThatIsCutShortTheLastFieldIsNotTrusted() {
    for (int end = 0; end < NEWEST.length(); end++) {
      StatusLine line = StatusLine.parse(NEWEST.substring(0, end));
      if (line != null) {
        assertThat(line.rowsCopied()).isEqualTo(466_600);
        assertThat(line.rowsEstimate()).isIn(null, 752_865L);
        assertThat(line.dmlApplied()).isIn(null, 12L);
        assertThat(line.backlogCapacity()).isIn(null, 1000L);
        assertThat(line.coordinates())
            .isIn(null, new FileCoordinates("mysql-bin.007069", 622_646_704));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Copy: ",
        "Copy: 5",
        "Copy: 5/",
        "Copy: 5/10",
        "Copy: files; done",
        "copy: 5/10 50.0%; Applied: 0",
        "# Migrating `a`.`b`",
        "2026-11-22 13:08:06 ERROR it said Copy: 5/10 50.0%; Applied: 0;"
      })
  void anyOtherLineIsNoStatusLine(String line) {
    assertThat(StatusLine.parse(line)).isNull();
  }

  private static StatusLine parsed(String line) {
    return requireNonNull(StatusLine.parse(line), line);
  }
}
