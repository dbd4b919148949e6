package dev.ghostwatch.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often the end of a run is estimated anew. */
class ExpectationTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private final Expectation needed = new Expectation(Expectation.Pace.AS_NEEDED);
  private final Expectation each = new Expectation(Expectation.Pace.EACH_SAMPLE);
  private long second;
  private long rows;

  private record Both(Eta needed, Eta each) {}

  /** A second in which so many rows were copied. */
  private Both next(long copied, long estimate, String state) {
    second++;
    rows += copied;
    StatusLine line =
        StatusLine.parse(
            "Copy: %d/%d %.1f%%; Applied: 0; Backlog: 0/1000; Time: %ds(total), %ds(copy);"
                    .formatted(rows, estimate, 100.0 * rows / estimate, second, second)
                + " streamer: mysql-bin.000001:1; Lag: 0.01s, HeartbeatLag: 0.01s, State: "
                + state
                + "; ETA: 1m0s");
    Sample sample = new Sample(START.plusSeconds(second), requireNonNull(line));
    needed.sample(sample);
    each.sample(sample);
    return new Both(needed.at(sample), each.at(sample));
  }

  private Both migrating(int seconds, long estimate) {
    Both last = next(1000, estimate, "migrating");
    for (int i = 1; i < seconds; i++) {
      last = next(1000, estimate, "migrating");
    }
    return last;
  }

  private static double seconds(Eta eta) {
    return requireNonNull(eta.seconds());
  }

  private static Settings settings(long chunk) {
    StatusReply reply =
        StatusReply.parse(
            "# Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`\n"
                + "# chunk-size: "
                + chunk
                + "; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ;"
                + " nice-ratio: 0.000000\n");
    return requireNonNull(reply.hints()).settings();
  }

  @Test
  void countsDownBetweenEstimates() {
    // Two and three quarter hours are left: a hundredth of it is 100 s, but 30 s is the most.
    Eta first = migrating(1, 10_000_000).needed();
    for (int i = 1; i < Expectation.LONGEST.toSeconds(); i++) {
      Eta later = next(500, 10_000_000, "migrating").needed();
      assertThat(later.endsAt()).isEqualTo(first.endsAt());
      assertThat(seconds(later)).isCloseTo(seconds(first) - i, within(1e-6));
      assertThat(later.basis()).isSameAs(first.basis());
    }
    Both anew = next(500, 10_000_000, "migrating");
    assertThat(anew.needed()).isEqualTo(anew.each()).isNotEqualTo(first);
  }

  @Test
  void estimatesAnewAfterAHundredthOfTheTimeLeft() {
    Both after = migrating(600, 1_500_000);
    assertThat(seconds(after.each())).isBetween(800.0, 1200.0);
    int other = 0;
    for (int i = 0; i < 100; i++) {
      after = next(1000, 1_500_000, "migrating");
      // The mistake that this can make is a hundredth of what is left.
      assertThat(seconds(after.needed()))
          .isCloseTo(seconds(after.each()), within(seconds(after.each()) * 0.02));
      other += after.needed().equals(after.each()) ? 0 : 1;
    }
    assertThat(other).isBetween(80, 95);
  }

  @Test
  void estimatesEverySampleNearTheEnd() {
    migrating(950, 1_000_000);
    for (int i = 0; i < 40; i++) {
      Both after = next(1000, 1_000_000, "migrating");
      assertThat(after.needed()).isEqualTo(after.each());
    }
  }

  @Test
  void estimatesAnewAtOnceWhenGhostIsThrottledOrReleased() {
    migrating(100, 10_000_000);
    Both throttled = next(0, 10_000_000, "throttled, flag-file");
    assertThat(throttled.needed()).isEqualTo(throttled.each());
    Both still = next(0, 10_000_000, "throttled, flag-file");
    assertThat(still.needed()).isNotEqualTo(still.each());
    Both released = next(1000, 10_000_000, "migrating");
    assertThat(released.needed()).isEqualTo(released.each());
  }

  @Test
  void estimatesAnewAtOnceWhenRowsWereCounted() {
    migrating(100, 10_000_000);
    Both counted = next(1000, 20_000_000, "migrating");
    assertThat(counted.needed()).isEqualTo(counted.each());
  }

  @Test
  void estimatesAnewAtOnceWhenSettingsChange() {
    Instant now = START.plusSeconds(100);
    needed.settings(settings(1000), START);
    each.settings(settings(1000), START);
    migrating(100, 10_000_000);
    needed.settings(settings(1000), now);
    each.settings(settings(1000), now);
    Both same = next(1000, 10_000_000, "migrating");
    assertThat(same.needed()).isNotEqualTo(same.each());
    needed.settings(settings(100), now);
    each.settings(settings(100), now);
    Both changed = next(1000, 10_000_000, "migrating");
    assertThat(changed.needed()).isEqualTo(changed.each()).isNotEqualTo(same.each());
  }

  @Test
  void estimatesAnewAtOnceWhenAServerTellsHowFarTheCopyIs() {
    migrating(100, 10_000_000);
    needed.keyRange(0.5);
    each.keyRange(0.5);
    Both after = next(1000, 10_000_000, "migrating");
    assertThat(after.needed()).isEqualTo(after.each());
    assertThat(seconds(after.needed())).isLessThan(300);
  }

  @Test
  void estimatesAnewAfterTheClockWasSetBack() {
    migrating(100, 10_000_000);
    needed.restart(null, START);
    each.restart(null, START);
    second = 0;
    Both after = next(1000, 10_000_000, "migrating");
    assertThat(after.needed()).isEqualTo(after.each());
  }

  @Test
  void nothingIsLeftOfATimeThatHasPassed() {
    Eta eta = migrating(100, 1_000_000).each();
    Eta after = eta.after(Duration.ofDays(1));
    assertThat(after.seconds()).isZero();
    assertThat(after.copySeconds()).isZero();
    assertThat(after.endsAt()).isEqualTo(eta.endsAt());
    assertThat(eta.after(Duration.ZERO)).isSameAs(eta);
  }
}
