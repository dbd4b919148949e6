package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");

  @Test
  void eachFailureWaitsTwiceAsLongUpToAMinute() {
    BackOff backOff = new BackOff();
    Instant now = START;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      assertThat(backOff.isDue(now)).isTrue();
      backOff.failed(now);
      waits.add(Duration.between(now, requireNonNull(backOff.nextAt())).toSeconds());
      assertThat(backOff.isDue(now)).isFalse();
      now = requireNonNull(backOff.nextAt());
    }
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    backOff.succeeded();
    assertThat(backOff.nextAt()).isNull();
    backOff.failed(now);
    assertThat(backOff.nextAt()).isEqualTo(now.plusSeconds(1));
  }

  @Test
  void aClockSteppedBackDoesNotMakeItWaitForAnHour() {
    BackOff backOff = new BackOff();
    backOff.failed(START);
    assertThat(backOff.isDue(START.minusSeconds(3600))).isTrue();
  }
}
