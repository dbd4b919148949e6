package dev.ghostwatch.insight.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunClockTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void theHourThatComesTwiceIsReadTwice() {
    RunClock clock = new RunClock(BERLIN);
    assertThat(at(clock, "2026-10-25T02:30:00")).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(at(clock, "2026-10-25T02:59:00")).isEqualTo("2026-10-25T00:59:00Z");
    assertThat(at(clock, "2026-10-25T02:10:00")).isEqualTo("2026-10-25T01:10:00Z");
    assertThat(at(clock, "2026-10-25T03:00:00")).isEqualTo("2026-10-25T02:00:00Z");
  }

  @Test
  void theHourThatIsMissingIsNotMissed() {
    RunClock clock = new RunClock(BERLIN);
    assertThat(at(clock, "2026-03-29T01:59:59")).isEqualTo("2026-03-29T00:59:59Z");
    assertThat(at(clock, "2026-03-29T03:00:00")).isEqualTo("2026-03-29T01:00:00Z");
  }

  @Test
  void theHintTellsTheZoneOfTheHost() {
    RunClock clock = new RunClock(ZoneOffset.UTC);
    long early = clock.dated(local("2026-11-22T13:00:00"));
    clock.started(OffsetDateTime.parse("2026-11-22T13:00:01+08:00"));
    assertThat(clock.instant(early)).isEqualTo("2026-11-22T05:00:00Z");
    assertThat(clock.instant(clock.sample(60))).isEqualTo("2026-11-22T05:01:01Z");
  }

  @Test
  void aClockSetBackInAnUnknownZoneNeverGoesBack() {
    RunClock clock = new RunClock(ZoneOffset.UTC);
    clock.started(OffsetDateTime.parse("2026-10-25T02:00:00+02:00"));
    Instant before = at(clock, "2026-10-25T02:59:58");
    assertThat(at(clock, "2026-10-25T02:00:01")).isEqualTo(before.plusSeconds(3));
  }

  @Test
  void samplesWithoutADateFollowTheDatedLineBeforeThem() {
    RunClock clock = new RunClock(ZoneOffset.UTC);
    clock.dated(local("2026-11-22T23:59:59"));
    clock.undated(3600);
    assertThat(clock.instant(clock.sample(3602))).isEqualTo("2026-11-23T00:00:01Z");
  }

  private static Instant at(RunClock clock, String time) {
    return Objects.requireNonNull(clock.instant(clock.dated(local(time))));
  }

  private static long local(String time) {
    return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
  }
}
