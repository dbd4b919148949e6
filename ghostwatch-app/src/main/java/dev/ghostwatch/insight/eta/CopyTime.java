package dev.ghostwatch.insight.eta;

/**
 * The time that copying the rest takes, when neither how many rows are left nor how fast they go is
 * known for sure: quantiles of rows over rate.
 */
final class CopyTime {
  /** Gauss and Hermite's five places and weights stand for a normal distribution. */
  private static final double[] PLACES = {-2.857, -1.3556, 0, 1.3556, 2.857};

  private static final double[] WEIGHTS = {0.0112574, 0.2220759, 0.5333333, 0.2220759, 0.0112574};

  private static final int HALVINGS = 20;

  private final RowsLeft rows;
  private final double[] rates = new double[PLACES.length];

  /**
   * @param rate rows a second, above 0
   * @param deviation of its logarithm
   */
  CopyTime(RowsLeft rows, double rate, double deviation) {
    this.rows = rows;
    for (int i = 0; i < PLACES.length; i++) {
      rates[i] = rate * Math.exp(deviation * PLACES[i]);
    }
  }

  /** The time within which it is done with this probability, seconds. */
  double quantile(double probability) {
    double low = 0;
    double high = 2 * rows.about() / rates[PLACES.length / 2] + 1;
    while (within(high) < probability && high < 1e9) {
      low = high;
      high *= 3;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (within(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private double within(double seconds) {
    double sum = 0;
    for (int i = 0; i < PLACES.length; i++) {
      sum += WEIGHTS[i] * rows.within(seconds * rates[i]);
    }
    return sum;
  }
}
