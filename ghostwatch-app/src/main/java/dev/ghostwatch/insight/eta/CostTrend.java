package dev.ghostwatch.insight.eta;

/**
 * Whether rows cost ever more time, as they do while indexes grow: a line through the cost of a row
 * against the rows copied, over the whole run so far.
 *
 * <p>Most runs show a slope that means nothing, and a few show one that means everything. So a
 * slope is believed by as much as it stands out of the noise around the line, and of the noise that
 * machines are known to have over stretches so short.
 */
final class CostTrend {
  /** Groups of equal work into which the run is cut. */
  private static final int GROUPS = 16;

  private static final int MOST_GROUPS = GROUPS + 4;

  /** By how much the last row of a whole run costs more than the first, when nothing is known. */
  private static final double USUAL = 0.15;

  /** How far runs without a trend worth the name lie from that. */
  private static final double SMALL = 0.1;

  /** How far runs with a trend lie from that, and how many have one. */
  private static final double LARGE = 1.0;

  private static final double WITH_TREND = 0.25;

  /** The variance of the mean cost over 30 s on machines that do other things too. */
  private static final double NOISE_OF_30_S = 0.35;

  private static final double NOISE_FADES = 1.2;

  /** How many groups that knowledge is worth. */
  private static final double NOISE_WORTH = 12;

  private final double slope;
  private final double deviation;

  /** Rows of the whole table. */
  private final double rows;

  private CostTrend(double slope, double deviation, double rows) {
    this.slope = slope;
    this.deviation = deviation;
    this.rows = rows;
  }

  /**
   * The trend of a copy.
   *
   * @param rows rows of the whole table, above 0
   * @param slowdown seconds for each second of work: 1 and the nice ratio
   */
  static CostTrend of(CopyHistory history, double rows, double slowdown) {
    double copied = 0;
    double worked = 0;
    for (int i = 0; i < history.size(); i++) {
      copied += history.rows(i) * history.trust(i);
      worked += history.work(i) * history.trust(i);
    }
    double unknown = Math.hypot(SMALL, LARGE * Math.sqrt(WITH_TREND));
    if (copied <= 0 || worked <= 0) {
      return new CostTrend(USUAL, unknown, rows);
    }
    double stretch = worked / GROUPS;
    double[] places = new double[MOST_GROUPS];
    double[] costs = new double[MOST_GROUPS];
    int groups = 0;
    double work = 0;
    double inGroup = 0;
    double before = 0;
    for (int i = 0; i < history.size() && groups < MOST_GROUPS; i++) {
      if (history.trust(i) < 0.5) {
        before += history.rows(i);
        continue;
      }
      work += history.work(i);
      inGroup += history.rows(i);
      boolean last = i == history.size() - 1 && work > stretch / 2;
      if ((work >= stretch || last) && inGroup > 0) {
        places[groups] = (before + inGroup / 2) / rows;
        costs[groups] = work / inGroup * copied / worked;
        groups++;
        before += inGroup;
        work = 0;
        inGroup = 0;
      }
    }
    return groups < 3
        ? new CostTrend(USUAL, unknown, rows)
        : believed(places, costs, groups, stretch * slowdown, rows);
  }

  private static CostTrend believed(
      double[] places, double[] costs, int groups, double seconds, double rows) {
    double meanPlace = 0;
    double meanCost = 0;
    for (int i = 0; i < groups; i++) {
      meanPlace += places[i] / groups;
      meanCost += costs[i] / groups;
    }
    double spread = 1e-9;
    double together = 0;
    for (int i = 0; i < groups; i++) {
      spread += (places[i] - meanPlace) * (places[i] - meanPlace);
      together += (places[i] - meanPlace) * (costs[i] - meanCost);
    }
    double found = together / spread;
    double squares = 0;
    double neighbours = 0;
    double previous = 0;
    for (int i = 0; i < groups; i++) {
      double off = costs[i] - meanCost - found * (places[i] - meanPlace);
      squares += off * off;
      neighbours += off * previous;
      previous = off;
    }
    // Neighbours that stray together are worth less than as many that stray by themselves.
    double alike = squares > 0 ? Math.clamp(neighbours / squares, 0, 0.9) : 0;
    double known = NOISE_OF_30_S * Math.pow(30 / Math.max(1, seconds), NOISE_FADES);
    double noise =
        (squares + NOISE_WORTH * known) / (groups - 2 + NOISE_WORTH) * (1 + alike) / (1 - alike);
    return weighed(found - USUAL, noise / spread, rows);
  }

  /** Weighs two stories: a run without a trend, and one with. */
  private static CostTrend weighed(double off, double error, double rows) {
    double small = SMALL * SMALL;
    double large = LARGE * LARGE;
    double with = WITH_TREND * density(off, large + error);
    double without = (1 - WITH_TREND) * density(off, small + error);
    double share = with / Math.max(1e-300, with + without);
    double keepLarge = large / (large + error);
    double keepSmall = small / (small + error);
    double kept = share * keepLarge + (1 - share) * keepSmall;
    double apart = (keepLarge - keepSmall) * off;
    double variance =
        share * large * (1 - keepLarge)
            + (1 - share) * small * (1 - keepSmall)
            + share * (1 - share) * apart * apart;
    return new CostTrend(USUAL + kept * off, Math.sqrt(variance), rows);
  }

  private static double density(double off, double variance) {
    return Math.exp(-off * off / (2 * variance)) / Math.sqrt(variance);
  }

  /**
   * By what to multiply the cost of a row of some stretch to have that of the rows ahead.
   *
   * @param back how many rows ago the stretch's middle lies
   * @param ahead rows ahead, whose middle counts
   */
  double factor(double back, double ahead) {
    return Math.clamp(1 + slope * Math.min(1.5, (back + ahead / 2) / rows), 0.7, 3.5);
  }

  /** How uncertain that factor is: its deviation. */
  double deviation(double back, double ahead) {
    return deviation * (back + ahead / 2) / rows;
  }
}
