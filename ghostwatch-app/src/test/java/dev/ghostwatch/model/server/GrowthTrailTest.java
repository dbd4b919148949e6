package dev.ghostwatch.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** How fast something grows, by a look each ten seconds. */
@NullUnmarked // a test fails on null by itself
final class GrowthTrailTest {
  private static final long GIB = 1L << 30;

  private final GrowthTrail trail = new GrowthTrail();
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private long level;

  private void watch(int seconds, long perSecond) {
    for (int i = 0; i < seconds; i += 10) {
      now = now.plusSeconds(10);
      level += 10 * perSecond;
      trail.add(now, level);
    }
  }

  @Test
  void steadyGrowthIsToldWithTheTimeItWasWatched() {
    watch(60, 500);
    assertThat(trail.growth()).as("50 s are not enough").isNull();
    watch(10, 500);
    assertThat(trail.growth()).isEqualTo(new Growth(500, 60));
    watch(900, 500);
    assertThat(trail.growth()).isEqualTo(new Growth(500, 600));
  }

  @Test
  void aMinuteInWhichOtherWorkFilledTheDiskIsLeftOut() {
    watch(200, 500);
    watch(60, GIB / 60);
    watch(50, 500);
    assertThat(trail.growth().perSecond()).isCloseTo(500, within(1e-3));
    assertThat(trail.growth().watchedSeconds()).isEqualTo(300);
  }

  @Test
  void growthInStepsCountsWhole() {
    for (int i = 0; i < 20; i++) {
      watch(20, 0);
      watch(10, 3_000);
    }
    assertThat(trail.growth().perSecond()).isBetween(900.0, 1_100.0);
  }

  @Test
  void aClockThatIsSetBackBeginsAnew() {
    watch(120, 500);
    now = now.minusSeconds(30);
    watch(10, 500);
    assertThat(trail.growth()).isNull();
  }
}
