package dev.ghostwatch.insight.eta;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.EtaReason;
import dev.ghostwatch.model.Sample;
import java.time.Instant;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** When a migration is said to end, case by case. */
class EtaEstimatorTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private EtaEstimator estimator = new EtaEstimator();
  private long second;
  private long rows;

  private void sample(long copied, long estimate, String state, long backlog, long applied) {
    StatusLine line =
        StatusLine.parse(
            "Copy: %d/%d %.1f%%; Applied: %d; Backlog: %d/1000; Time: %ds(total), %ds(copy);"
                    .formatted(
                        copied,
                        estimate,
                        estimate == 0 ? 0 : 100.0 * copied / estimate,
                        applied,
                        backlog,
                        second,
                        second)
                + " streamer: mysql-bin.000001:1; Lag: 0.01s, HeartbeatLag: 0.01s, State: "
                + state
                + "; ETA: 1m0s");
    estimator.sample(new Sample(START.plusSeconds(second), requireNonNull(line)));
  }

  /** Copies so many rows a second for so long. */
  private void copy(int seconds, long perSecond, long estimate) {
    for (int i = 0; i < seconds; i++) {
      second++;
      rows += perSecond;
      sample(rows, estimate, "migrating", 0, 0);
    }
  }

  private void hold(int seconds, long estimate) {
    for (int i = 0; i < seconds; i++) {
      second++;
      sample(rows, estimate, "throttled, flag-file", 0, 0);
    }
  }

  private void settings(long chunk, double nice) {
    StatusReply reply =
        StatusReply.parse(
            "# Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`\n# chunk-size: "
                + chunk
                + "; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ;"
                + " nice-ratio: "
                + nice
                + "\n");
    estimator.settings(requireNonNull(reply.hints()).settings(), START.plusSeconds(second));
  }

  private Eta eta() {
    return estimator.estimate(START.plusSeconds(second));
  }

  private static double copySeconds(Eta eta) {
    return requireNonNull(eta.copySeconds());
  }

  private static double width(Eta eta) {
    return requireNonNull(eta.highSeconds()) - requireNonNull(eta.lowSeconds());
  }

  @Test
  void aSteadyCopyEndsWhenTheRowsAreThrough() {
    copy(1_800, 1_000, 3_600_000);
    Eta eta = eta();
    assertThat(copySeconds(eta)).isCloseTo(1_800, Percentage.withPercentage(10));
    assertThat(requireNonNull(eta.lowSeconds())).isLessThan(1_800);
    assertThat(requireNonNull(eta.highSeconds())).isGreaterThan(1_800);
    assertThat(requireNonNull(eta.seconds())).isEqualTo(copySeconds(eta) + 2);
    assertThat(eta.endsAt())
        .isEqualTo(START.plusSeconds(second).plusMillis(Math.round(eta.seconds() * 1000)));
    assertThat(eta.englishBasis()).matches("9[0-9]{2} rows/s expected, 1,000 rows/s so far");
  }

  @Test
  void beforeTheFirstRowNothingIsSaid() {
    assertThat(eta().englishBasis()).isEqualTo("no row is copied yet");
    second = 1;
    sample(0, 1_000_000, "migrating", 0, 0);
    assertThat(eta().copySeconds()).isNull();
    assertThat(eta().englishBasis()).isEqualTo("no row is copied yet");
  }

  @Test
  void aSingleReplyGivesAWideRangeAndSaysSo() {
    second = 600;
    sample(600_000, 1_200_000, "migrating", 0, 0);
    Eta single = eta();
    assertThat(single.englishBasis())
        .isEqualTo("a single reply: the average of the copy so far, 1,000 rows/s");
    assertThat(copySeconds(single)).isCloseTo(600, Percentage.withPercentage(15));
    double wide = width(single);
    rows = 600_000;
    copy(300, 1_000, 1_200_000);
    assertThat(width(eta())).isLessThan(wide * 0.6);
  }

  @Test
  void aNewNiceRatioCountsAtOnce() {
    settings(1_000, 0);
    copy(600, 1_000, 3_600_000);
    double before = copySeconds(eta());
    settings(1_000, 1);
    assertThat(copySeconds(eta())).isCloseTo(2 * before, Percentage.withPercentage(1));
    assertThat(eta().restsOn(EtaReason.SETTINGS)).isTrue();
  }

  @Test
  void aNewChunkSizeMakesTheOldRateCountLittle() {
    settings(500, 0);
    copy(600, 1_000, 6_000_000);
    settings(2_000, 0);
    copy(60, 4_000, 6_000_000);
    // 5,160,000 rows are left; by the average rate they would take 65 minutes, by the new one 21.
    assertThat(copySeconds(eta())).isBetween(1_100.0, 2_000.0);
    assertThat(eta().englishBasis()).contains("settings changed 1m0s ago");
  }

  @Test
  void pastItsEstimateACopyIsNotDue() {
    copy(600, 1_000, 500_000);
    Eta eta = eta();
    assertThat(copySeconds(eta)).isPositive();
    assertThat(requireNonNull(eta.highSeconds())).isGreaterThan(60);
    assertThat(eta.restsOn(EtaReason.PASSED)).isTrue();
    sample(rows, rows, "migrating", 0, 0);
    assertThat(eta().copySeconds()).isZero();
    assertThat(eta().englishBasis()).isEqualTo("all rows are copied");
  }

  @Test
  void aCopyThatMeetsItsEstimateByChanceIsNotAtItsEnd() {
    copy(500, 1_000, 500_000);
    assertThat(copySeconds(eta())).isPositive();
    copy(1, 1_000, 500_000);
    assertThat(copySeconds(eta())).isPositive();
  }

  @Test
  void countedRowsNarrowTheRange() {
    copy(600, 1_000, 1_000_000);
    Eta estimated = eta();
    copy(1, 1_000, 1_800_000);
    assertThat(eta().restsOn(EtaReason.COUNTED)).isTrue();
    assertThat(copySeconds(eta())).isCloseTo(1_199, Percentage.withPercentage(12));
    assertThat(width(eta()) / copySeconds(eta()))
        .isLessThan(width(estimated) / copySeconds(estimated));
  }

  @Test
  void progressByKeyRangeStandsForAWrongEstimate() {
    copy(600, 1_000, 375_000);
    estimator.keyRange(0.4);
    Eta eta = eta();
    assertThat(copySeconds(eta)).isCloseTo(900, Percentage.withPercentage(12));
    assertThat(eta.englishBasis()).contains("40% of the key range is copied");
    assertThat(eta.restsOn(EtaReason.PASSED)).isFalse();
  }

  @Test
  void throttlingInTheFutureIsExpectedAsInThePast() {
    for (int i = 0; i < 30; i++) {
      copy(30, 1_000, 3_600_000);
      hold(30, 3_600_000);
    }
    copy(1, 1_000, 3_600_000);
    // 2,699 s of copying are left, and as much time is lost.
    assertThat(copySeconds(eta())).isCloseTo(5_400, Percentage.withPercentage(15));
    assertThat(eta().englishBasis()).contains("throttled 50% of the time");
  }

  @Test
  void theLongerItIsThrottledTheLaterItEnds() {
    copy(600, 1_000, 1_200_000);
    double before = copySeconds(eta());
    hold(60, 1_200_000);
    double minute = copySeconds(eta());
    hold(540, 1_200_000);
    assertThat(minute).isGreaterThan(before);
    assertThat(copySeconds(eta())).isGreaterThan(minute + 60);
    assertThat(eta().englishBasis()).contains("throttled for 9m59s, nobody knows how much longer");
  }

  @Test
  void aPostponedCutOverHasNoEnd() {
    copy(60, 1_000, 60_500);
    second++;
    sample(rows, rows, "postponing cut-over", 0, 0);
    Eta eta = eta();
    assertThat(eta.copySeconds()).isZero();
    assertThat(eta.seconds()).isNull();
    assertThat(eta.endsAt()).isNull();
    assertThat(eta.englishBasis())
        .isEqualTo("all rows are copied; the cut-over is postponed: it waits for you");
  }

  @Test
  void aBacklogIsAppliedBeforeTheEnd() {
    long applied = 0;
    for (int i = 0; i < 120; i++) {
      second++;
      rows += 1_000;
      applied += i < 60 ? 500 : 100;
      sample(rows, 200_000, "migrating", i < 60 ? 0 : 10, applied);
    }
    second++;
    sample(rows, rows, "migrating", 800, applied);
    Eta eta = eta();
    assertThat(eta.backlogDrains()).isTrue();
    assertThat(requireNonNull(eta.seconds()))
        .isCloseTo(requireNonNull(eta.backlogSeconds()) + 2, within(1e-9));
    assertThat(eta.englishBasis()).isEqualTo("all rows are copied; 800 events wait to be applied");
  }

  @Test
  void aBacklogThatStaysFullHasNoEnd() {
    long applied = 0;
    for (int i = 0; i < 300; i++) {
      second++;
      rows += 10;
      applied += 400;
      sample(rows, 100_000, "migrating", 1_000, applied);
    }
    assertThat(eta().seconds()).isNull();
    assertThat(eta().copySeconds()).isNotNull();
    assertThat(eta().backlogDrains()).isFalse();
    assertThat(eta().restsOn(EtaReason.BACKLOG_STANDS)).isTrue();
  }

  @Test
  void earlierRunsTellBeforeThisOneDoes() {
    estimator = new EtaEstimator(new EtaPrior(2_000, 7_200_000));
    second = 1;
    sample(0, 7_000_000, "migrating", 0, 0);
    assertThat(copySeconds(eta())).isCloseTo(3_500, Percentage.withPercentage(20));
    assertThat(eta().restsOn(EtaReason.EARLIER_RUNS)).isTrue();
  }

  @Test
  void whatEarlierRunsTellMayComeLateAndFades() {
    copy(5, 1_000, 7_000_000);
    double alone = copySeconds(eta());
    estimator.earlier(new EtaPrior(2_000, 7_200_000));
    double informed = copySeconds(eta());
    assertThat(informed).isLessThan(alone * 0.8);
    assertThat(eta().restsOn(EtaReason.EARLIER_RUNS)).isTrue();
    // Half an hour later this run alone speaks.
    copy(1_800, 1_000, 7_000_000);
    assertThat(copySeconds(eta()))
        .isCloseTo((7_000_000 - rows) / 1_000.0, Percentage.withPercentage(8));
    // A second word changes nothing.
    double before = copySeconds(eta());
    estimator.earlier(new EtaPrior(9_000, 7_200_000));
    assertThat(copySeconds(eta())).isEqualTo(before);
  }

  @Test
  void theNiceRatioOfThisRunLeavesTheRateOfEarlierOnes() {
    estimator = new EtaEstimator(new EtaPrior(2_000, 7_200_000));
    settings(1_000, 1);
    second = 1;
    sample(0, 7_000_000, "migrating", 0, 0);
    // Half of the time it sleeps: 1,000 rows a second.
    assertThat(copySeconds(eta())).isCloseTo(7_000, Percentage.withPercentage(20));
  }

  @Test
  void anEmptyEstimateGivesNone() {
    copy(60, 1_000, 0);
    assertThat(eta().copySeconds()).isNull();
    assertThat(eta().englishBasis())
        .isEqualTo("gh-ost estimated no rows, so how many are left is not known");
  }

  @Test
  void aRunOfDaysTakesNoMoreThanOneOfMinutes() {
    CopyHistory history = new CopyHistory();
    for (int i = 0; i < 300_000; i++) {
      history.add(1, 1, 100, 0, 1);
    }
    assertThat(history.size()).isLessThanOrEqualTo(CopyHistory.MOST);
    double all = 0;
    for (int i = 0; i < history.size(); i++) {
      all += history.rows(i);
    }
    assertThat(all).isEqualTo(30_000_000);
  }
}
