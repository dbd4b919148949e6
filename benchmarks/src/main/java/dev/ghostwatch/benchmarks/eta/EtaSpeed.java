package dev.ghostwatch.benchmarks.eta;

import dev.ghostwatch.insight.eta.EtaEstimator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures what one sample costs: taking it in, and telling the end; and what a run takes. */
public final class EtaSpeed {
  private static final int ROUNDS = 5;
  private static final int RUNS = 10_000;

  private EtaSpeed() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    List<Moment> story = new EtaStory(Kind.THROTTLED, 3).play();
    double kept = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      EtaEstimator estimator = new EtaEstimator();
      long[] nanos = new long[story.size()];
      long begin = System.nanoTime();
      for (int i = 0; i < nanos.length; i++) {
        long before = System.nanoTime();
        Moment moment = story.get(i);
        Verdict.take(estimator, moment);
        Double low = estimator.estimate(moment.sample().observedAt()).lowSeconds();
        kept += low == null ? 0 : low;
        nanos[i] = System.nanoTime() - before;
      }
      double mean = (System.nanoTime() - begin) / 1e3 / nanos.length;
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT,
          "round %d: %d updates, mean %.1f µs, median %.1f µs, 99 %% %.1f µs%n",
          round,
          nanos.length,
          mean,
          nanos[nanos.length / 2] / 1e3,
          nanos[nanos.length / 100 * 99] / 1e3);
    }
    System.out.printf(
        Locale.ROOT, "one estimator: %.1f KiB%n", bytes(story.subList(0, 600)) / 1024.0);
    if (Double.isNaN(kept)) {
      throw new IllegalStateException("BUG: an estimate that is not a number");
    }
  }

  private static double bytes(List<Moment> story) {
    List<EtaEstimator> estimators = new ArrayList<>(RUNS);
    long before = used();
    for (int i = 0; i < RUNS; i++) {
      EtaEstimator estimator = new EtaEstimator();
      Verdict.take(estimator, story.get(i % story.size()));
      estimators.add(estimator);
    }
    return (used() - before) / (double) estimators.size();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
