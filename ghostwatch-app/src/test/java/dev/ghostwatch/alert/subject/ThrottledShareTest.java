package dev.ghostwatch.alert.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The share of throttled time in a window that moves on. */
class ThrottledShareTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private final ThrottledShare share =
      new ThrottledShare(Duration.ofSeconds(100), Duration.ofSeconds(20));
  private Instant now = START;

  private void pass(int seconds, boolean throttled) {
    for (int i = 0; i < seconds; i++) {
      Instant next = now.plusSeconds(1);
      share.add(now, next, throttled);
      share.forgetBefore(next);
      now = next;
    }
  }

  @Test
  void isUnknownUntilEnoughWasSeen() {
    pass(19, true);
    assertThat(share.share()).isNull();
    pass(1, true);
    assertThat(share.share()).isEqualTo(1.0);
  }

  @Test
  void countsEachPartOfTheWindow() {
    pass(30, true);
    pass(30, false);
    pass(40, true);
    assertThat(share.share()).isEqualTo(0.7);
  }

  @Test
  void cutsWhatTheWindowLeavesBehind() {
    pass(60, true);
    pass(90, false);
    // 50 s of the 60 have left the window.
    assertThat(share.share()).isCloseTo(0.1, within(1e-9));
    pass(10, false);
    assertThat(share.share()).isZero();
    pass(1000, true);
    assertThat(share.share()).isEqualTo(1.0);
  }

  @Test
  void aGapCountsAsNoTime() {
    pass(50, true);
    now = now.plusSeconds(30);
    pass(50, false);
    // Of the first 50 s, 20 are within the last 100.
    assertThat(share.share()).isCloseTo(20.0 / 70, within(1e-9));
  }

  @Test
  void everythingMayLeaveTheWindow() {
    pass(50, true);
    share.forgetBefore(now.plusSeconds(3600));
    assertThat(share.share()).isNull();
    now = now.plusSeconds(3600);
    pass(20, false);
    assertThat(share.share()).isZero();
  }
}
