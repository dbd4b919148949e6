package dev.ghostwatch.benchmarks.eta;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.insight.eta.EtaEstimator;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good estimates were over one story, judged between 5 % and 95 % of the copy's time. An error
 * is the difference to what was really left over what was left; 1 where there is no estimate.
 *
 * @param ghost mean error of gh-ost's own ETA, by the last second's rate
 * @param average mean error by the average rate of the whole copy
 * @param ours mean error of GhostWatch
 * @param within share of the moments at which the truth lay in GhostWatch's range
 */
record Verdict(double ghost, double average, double ours, double within) {

  /**
   * Judges a story.
   *
   * @param step seconds from one moment judged to the next
   */
  static Verdict of(List<Moment> story, int step) {
    EtaEstimator estimator = new EtaEstimator();
    int end = story.size();
    double ghost = 0;
    double average = 0;
    double ours = 0;
    int within = 0;
    int judged = 0;
    for (int i = 0; i < end; i++) {
      Moment moment = story.get(i);
      take(estimator, moment);
      if (i < 0.05 * end || i > 0.95 * end || i % step != 0) {
        continue;
      }
      Sample sample = moment.sample();
      double left = end - 1 - i;
      Eta eta = estimator.estimate(sample.observedAt());
      judged++;
      ghost += error(reported(sample.line()), left);
      average += error(byAverage(sample.line()), left);
      ours += error(eta.copySeconds(), left);
      Double low = eta.lowSeconds();
      Double high = eta.highSeconds();
      within += low != null && high != null && low <= left && left <= high ? 1 : 0;
    }
    return new Verdict(ghost / judged, average / judged, ours / judged, (double) within / judged);
  }

  static void take(EtaEstimator estimator, Moment moment) {
    if (moment.settings() != null) {
      estimator.settings(moment.settings(), moment.sample().observedAt());
    }
    estimator.sample(moment.sample());
    if (moment.keyRange() != null) {
      estimator.keyRange(moment.keyRange());
    }
  }

  /** The mean of several. */
  static Verdict mean(List<Verdict> verdicts) {
    return new Verdict(
        verdicts.stream().mapToDouble(Verdict::ghost).average().orElseThrow(),
        verdicts.stream().mapToDouble(Verdict::average).average().orElseThrow(),
        verdicts.stream().mapToDouble(Verdict::ours).average().orElseThrow(),
        verdicts.stream().mapToDouble(Verdict::within).average().orElseThrow());
  }

  private static @Nullable Double reported(StatusLine line) {
    return line.eta() == null || line.eta().seconds() == null
        ? null
        : Double.valueOf(line.eta().seconds());
  }

  private static @Nullable Double byAverage(StatusLine line) {
    Long rows = line.rowsCopied();
    Long estimate = line.rowsEstimate();
    Duration copying = line.copyTime();
    if (rows == null || estimate == null || copying == null || rows == 0) {
      return null;
    }
    return Math.max(0, estimate - rows) * (copying.toMillis() / 1000.0) / rows;
  }

  private static double error(@Nullable Double estimate, double left) {
    return estimate == null ? 1 : Math.abs(estimate - left) / left;
  }
}
