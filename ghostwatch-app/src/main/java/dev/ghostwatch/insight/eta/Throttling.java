package dev.ghostwatch.insight.eta;

/**
 * How long gh-ost holds still: the spells of throttling so far, and how much longer the present one
 * may last. Spells are thought to end by chance, at a rate that is learnt from those that were; so
 * a first one is expected to last longer the longer it lasts.
 */
final class Throttling {
  /** Before any spell: as if there had been this many, this long together. */
  private static final double SPELLS = 5;

  private static final double SECONDS = 15;

  private double spells;
  private double together;
  private double since = Double.NaN;

  /** Takes in whether it is throttled at a time in seconds. */
  void at(double time, boolean throttled) {
    if (throttled && Double.isNaN(since)) {
      since = time;
    } else if (!throttled && !Double.isNaN(since)) {
      spells++;
      together += time - since;
      since = Double.NaN;
    }
  }

  boolean isThrottled() {
    return !Double.isNaN(since);
  }

  /** How long the present spell has lasted, seconds; 0 without one. */
  double lasted(double now) {
    return isThrottled() ? Math.max(0, now - since) : 0;
  }

  /** The time after which the present spell is over with this probability, seconds. */
  double left(double now, double probability) {
    if (!isThrottled()) {
      return 0;
    }
    double scale = together + lasted(now) + SECONDS;
    return scale * (Math.pow(1 - probability, -1 / (spells + SPELLS)) - 1);
  }
}
