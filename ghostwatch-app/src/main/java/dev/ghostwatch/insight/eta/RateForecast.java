package dev.ghostwatch.insight.eta;

import dev.ghostwatch.insight.eta.CopyHistory.Stretch;
import java.util.Arrays;

/**
 * The rate of the time ahead. Three views foretell it – the whole copy, a long stretch of late, a
 * short one –, each set right by the trend. How well each would have foretold stretches of 4, 8, 16
 * … seconds of this very run is kept, and decides how much it counts and how wide the range is.
 */
final class RateForecast {
  private static final int VIEWS = 3;

  /** Lengths of stretches: from 4 s to about 36 h. */
  private static final int LENGTHS = 16;

  private static final int SHORTEST = 2;

  /** How long the two stretches of late are, as part of the time ahead. */
  private static final double LONG = 6;

  private static final double SHORT = 0.25;
  private static final double SHORTEST_SECONDS = 5;

  /**
   * Squared errors expected of each view over 4 s before it was seen, and from length to length.
   */
  private static final double[] USUAL = {0.003, 0.02, 0.045};

  private static final double[] WITH_LENGTH = {0.85, 2, 2};

  /** How many stretches that expectation is worth, and by how much old errors fade. */
  private static final double WORTH = 5;

  private static final double FADING = 0.05;

  /** A rate hardly falls below this part of the average for good. */
  private static final double FLOOR = 0.02;

  private final CopyHistory history;
  private final double[] copied = new double[LENGTHS];
  private final double[] seconds = new double[LENGTHS];
  private final double[] count = new double[LENGTHS];

  /**
   * ln of the rate each view foretold for the stretch under way; NaN before. One array and not one
   * for each length: there are ten thousand forecasts.
   */
  private final double[] foretold = new double[LENGTHS * VIEWS];

  /** Squared errors of the views, those of a length side by side, as above. */
  private final double[] errors = new double[LENGTHS * VIEWS];

  private double tableRows = 1e12;

  /**
   * What is expected.
   *
   * @param rowsPerSecond of active time
   * @param deviation of its logarithm, before what is known least
   * @param cost by how much a row ahead costs more than one so far
   */
  record Expected(double rowsPerSecond, double deviation, double cost) {}

  RateForecast(CopyHistory history) {
    this.history = history;
    forget();
  }

  /** Stretches under way are given up: the rate changes for a known reason. */
  void forget() {
    Arrays.fill(copied, 0);
    Arrays.fill(seconds, 0);
    Arrays.fill(foretold, Double.NaN);
  }

  /** Takes in rows copied in a time in which it was not throttled. */
  void add(double activeSeconds, double rows, double slowdown) {
    if (activeSeconds <= 0) {
      return;
    }
    for (int length = 0; length < LENGTHS; length++) {
      double whole = 1L << (length + SHORTEST);
      // A sample longer than the stretch says nothing of stretches that long.
      if (activeSeconds > 1.5 * whole) {
        continue;
      }
      copied[length] += rows;
      seconds[length] += activeSeconds;
      if (seconds[length] >= 0.99 * whole) {
        judge(length, Math.log(Math.max(copied[length], 0.5) / seconds[length] * slowdown));
        copied[length] = 0;
        seconds[length] = 0;
        foretell(length, whole, slowdown);
      }
    }
  }

  private void judge(int length, double rate) {
    int place = length * VIEWS;
    if (Double.isNaN(foretold[place])) {
      return;
    }
    for (int view = 0; view < VIEWS; view++) {
      double error = Math.clamp(rate - foretold[place + view], -2, 2);
      errors[place + view] = errors[place + view] * (1 - FADING) + error * error;
    }
    count[length] = count[length] * (1 - FADING) + 1;
  }

  private void foretell(int length, double whole, double slowdown) {
    Stretch all = history.whole();
    if (all.rowsPerWork() <= 0) {
      foretold[length * VIEWS] = Double.NaN;
      return;
    }
    CostTrend trend = CostTrend.of(history, tableRows, slowdown);
    views(whole, all.rowsPerWork() / slowdown * whole, slowdown, trend, foretold, length * VIEWS);
  }

  /** ln of the rows in a second of work that each view expects. */
  private void views(
      double ahead, double rowsAhead, double slowdown, CostTrend trend, double[] into, int place) {
    Stretch all = history.whole();
    double least = FLOOR * all.rowsPerWork();
    Stretch longer = history.recent(Math.max(SHORTEST_SECONDS, LONG * ahead) / slowdown);
    Stretch shorter = history.recent(Math.max(SHORTEST_SECONDS, SHORT * ahead) / slowdown);
    into[place] = view(all, least, rowsAhead, trend);
    into[place + 1] = view(longer, least, rowsAhead, trend);
    into[place + 2] = view(shorter, least, rowsAhead, trend);
  }

  private static double view(Stretch stretch, double least, double rowsAhead, CostTrend trend) {
    return Math.log(Math.max(least, stretch.rowsPerWork()))
        - Math.log(trend.factor(stretch.back(), rowsAhead));
  }

  /** Squared errors of the views over a time so long, from what was seen and what is usual. */
  private double[] variances(double ahead) {
    double place = Math.max(0, Math.log(Math.max(1, ahead)) / Math.log(2) - SHORTEST);
    double[] at = USUAL.clone();
    double[] found = USUAL.clone();
    for (int length = 0; length < LENGTHS && length <= place + 1; length++) {
      for (int view = 0; view < VIEWS; view++) {
        double expected = length == 0 ? at[view] : at[view] * WITH_LENGTH[view];
        at[view] = (errors[length * VIEWS + view] + WORTH * expected) / (count[length] + WORTH);
        double part = length <= place ? 1 : place - (length - 1);
        found[view] += (at[view] - found[view]) * part;
      }
    }
    return found;
  }

  /**
   * What to expect until the table is copied.
   *
   * @param copiedRows rows copied so far
   * @param left rows left, about
   * @param slowdown seconds for each second of work: 1 and the nice ratio
   */
  Expected expect(double copiedRows, double left, double slowdown) {
    tableRows = copiedRows + left;
    CostTrend trend = CostTrend.of(history, tableRows, slowdown);
    double average = history.whole().rowsPerWork() / slowdown;
    double ahead = left / average;
    double[] views = new double[VIEWS];
    double rate = average;
    double variance = 0;
    double wholeShare = 1;
    // The time ahead depends on the rate, and the rate on how far ahead one looks.
    for (int round = 0; round < 3; round++) {
      views(ahead, left, slowdown, trend, views, 0);
      double[] error = variances(ahead);
      double weights = 0;
      double sum = 0;
      double spread = 0;
      for (int view = 0; view < VIEWS; view++) {
        weights += 1 / error[view];
        sum += views[view] / error[view];
        // Each weight is one over its variance, so each term of the mean variance is one.
        spread += 1;
      }
      double mean = sum / weights;
      double apart = 0;
      for (int view = 0; view < VIEWS; view++) {
        apart += (views[view] - mean) * (views[view] - mean) / error[view] / weights;
      }
      rate = Math.exp(mean) / slowdown;
      variance = spread / weights + apart;
      wholeShare = 1 / error[0] / weights;
      ahead = left / rate;
    }
    double ofTrend = trend.deviation(copiedRows / 2 * wholeShare, left);
    return new Expected(
        rate, Math.sqrt(variance + 0.4 * ofTrend * ofTrend), trend.factor(copiedRows / 2, left));
  }
}
