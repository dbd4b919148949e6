package dev.ghostwatch.insight.eta;

/**
 * The time that copying the rest takes, when neither how many rows are left nor how fast they go is
 * known for sure: rows over rate, looked at from a small part to a multiple of the time expected.
 */
final class CopyTime {
  /** Gauss and Hermite's five places and weights stand for a normal distribution. */
  private static final double[] PLACES = {-2.857, -1.3556, 0, 1.3556, 2.857};

  private static final double[] WEIGHTS = {0.0112574, 0.2220759, 0.5333333, 0.2220759, 0.0112574};

  /** Parts and multiples of the time expected, close together around 1. */
  private static final double[] MULTIPLES = multiples();

  private final double[] times = new double[MULTIPLES.length];

  /** The probability that it is done by then. */
  private final double[] done = new double[MULTIPLES.length];

  /**
   * @param rate rows a second, above 0
   * @param deviation of its logarithm
   */
  CopyTime(RowsLeft rows, double rate, double deviation) {
    double expected = rows.about() / rate;
    for (int i = 0; i < times.length; i++) {
      times[i] = expected * MULTIPLES[i];
    }
    for (int place = 0; place < PLACES.length; place++) {
      double fast = rate * Math.exp(deviation * PLACES[place]);
      for (int i = 0; i < times.length; i++) {
        done[i] += WEIGHTS[place] * rows.within(times[i] * fast);
      }
    }
  }

  /** From 1/550 to 300: 4 % apart around 1, ever more to both sides. */
  private static double[] multiples() {
    double[] multiples = new double[60];
    for (int i = 0; i < multiples.length; i++) {
      multiples[i] = Math.exp(0.35 * Math.sinh(-3.59 + 0.12 * i));
    }
    return multiples;
  }

  /** The time within which it is done with this probability, seconds. */
  double quantile(double probability) {
    double before = 0;
    double time = 0;
    for (int i = 0; i < times.length; i++) {
      if (done[i] >= probability) {
        return time + (times[i] - time) * (probability - before) / (done[i] - before);
      }
      before = done[i];
      time = times[i];
    }
    return time;
  }

  /**
   * The time whose error, relative to the time that it really takes, is least in the mean: the
   * median after each time has been given a weight of one over its length. To tell three times too
   * much is an error of 2, to tell a third one of 0.67: so the less is known, the further it lies
   * below the middle; with all known it is the middle.
   *
   * @param least seconds; shorter times weigh as much as this one
   */
  double leastError(double least) {
    double[] weights = new double[times.length];
    double half = 0;
    double before = 0;
    double time = 0;
    for (int i = 0; i < times.length; i++) {
      weights[i] = (done[i] - before) / Math.max(Math.max(least, 1e-9), (time + times[i]) / 2);
      half += weights[i] / 2;
      before = done[i];
      time = times[i];
    }
    time = 0;
    for (int i = 0; i < times.length; i++) {
      if (weights[i] > 0 && weights[i] >= half) {
        return time + (times[i] - time) * half / weights[i];
      }
      half -= weights[i];
      time = times[i];
    }
    return time;
  }
}
