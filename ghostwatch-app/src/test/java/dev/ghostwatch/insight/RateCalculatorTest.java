package dev.ghostwatch.insight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateCalculatorTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private static Sample sample(double at, long rows, long applied, String copyTime) {
    return sample(at, rows, applied, copyTime, "migrating");
  }

  private static Sample sample(double at, long rows, long applied, String copyTime, String state) {
    StatusReply reply =
        StatusReply.parse(
            "Copy: %d/1000000 1.0%%; Applied: %d; Backlog: 0/1000; Time: 1h0m0s(total), %s(copy); streamer: b.1:4; State: %s; ETA: N/A\n"
                .formatted(rows, applied, copyTime, state));
    return new Sample(
        START.plus(Duration.ofNanos(Math.round(at * 1e9))), requireNonNull(reply.line()));
  }

  private static Rates rates(List<Sample> samples, @Nullable Long chunkSize) {
    return RateCalculator.rates(
        samples.stream().map(RatePoint::of).toList(), samples.getLast(), chunkSize);
  }

  @Test
  void oneSampleHasAnAverageOnly() {
    Rates rates = rates(List.of(sample(0, 6000, 0, "2m0s")), 1000L);
    assertThat(rates.averageRowsPerSecond()).isEqualTo(50);
    assertThat(rates.rowsPerSecond()).isNull();
    assertThat(rates.dmlPerSecond()).isNull();
    assertThat(rates.chunkSeconds()).isNull();
    assertThat(rates.bytesPerSecond()).isNull();
  }

  @Test
  void twoSamplesHaveASpeed() {
    Rates rates = rates(List.of(sample(0, 1000, 10, "10s"), sample(2.5, 6000, 20, "12s")), 500L);
    assertThat(rates.rowsPerSecond()).isEqualTo(2000);
    assertThat(rates.dmlPerSecond()).isEqualTo(4);
    assertThat(rates.chunksPerSecond()).isEqualTo(4);
    assertThat(rates.chunkSeconds()).isEqualTo(0.25);
  }

  @Test
  void onlyTheLastMinuteSpeaksForTheSpeedOfNow() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i <= 20; i++) {
      // 1000 rows/s for 100 s, then 10 rows/s.
      long rows = i <= 10 ? i * 10_000L : 100_000 + (i - 10) * 100L;
      samples.add(sample(i * 10, rows, 0, "10s"));
    }
    assertThat(rates(samples, null).rowsPerSecond()).isEqualTo(10, within(1e-9));
  }

  @Test
  void slowPollingStillGivesASpeed() {
    List<Sample> samples =
        List.of(sample(0, 0, 0, "1s"), sample(300, 3000, 0, "1s"), sample(600, 9000, 0, "1s"));
    assertThat(rates(samples, null).rowsPerSecond()).isEqualTo(20);
  }

  /** A chunk is not slow because gh-ost was told to wait between two of them. */
  @Test
  void aChunkTakesItsTimeWhateverThrottlingLiesBetween() {
    List<Sample> samples =
        List.of(
            sample(0, 1000, 0, "10s"),
            sample(5, 6000, 0, "10s"),
            sample(10, 6000, 0, "10s", "throttled, lag=2.100000s"),
            sample(45, 6000, 0, "10s", "throttled, lag=37.100000s"),
            sample(46, 6500, 0, "10s"),
            sample(48, 8500, 0, "10s"));
    Rates rates = rates(samples, 1000L);
    assertThat(rates.chunkSeconds()).isEqualTo(1, within(1e-9));
    assertThat(rates.rowsPerSecond()).isEqualTo(7500 / 48.0, within(1e-9));
    assertThat(rates(samples.subList(2, 5), 1000L).chunkSeconds()).isNull();
  }

  @Test
  void standingStillIsZeroAndNotUnknown() {
    Rates rates = rates(List.of(sample(0, 500, 3, "9s"), sample(30, 500, 3, "9s")), 1000L);
    assertThat(rates.rowsPerSecond()).isZero();
    assertThat(rates.chunksPerSecond()).isZero();
    assertThat(rates.chunkSeconds()).isNull();
  }

  @Test
  void whatMakesNoSenseIsUnknown() {
    assertThat(rates(List.of(sample(0, 500, 9, "1s"), sample(5, 400, 3, "0s")), 0L))
        .isEqualTo(new Rates(null, null, null, null, null, null));
    assertThat(
            rates(List.of(sample(5, 500, 9, "1s"), sample(5, 600, 9, "2s")), 10L).rowsPerSecond())
        .isNull();
  }
}
