package dev.ghostwatch.insight.eta;

/**
 * How many rows a table has, given an estimate that may be wrong, and given that so many are copied
 * and it is not the end: a mixture of two stories, that the estimate is about right and that it is
 * not, each a logistic distribution of the logarithm. Once the copy has passed the estimate, only
 * what lies beyond is left of both.
 */
final class RowsLeft {
  /** What the estimate is. */
  enum Kind {
    /**
     * The optimizer's: a little low as a rule, off by a few percent; one in four is stale, and
     * wrong by a factor.
     */
    ESTIMATED(0.01, 0.028, 0.25, -0.05, 0.8),
    /** gh-ost has counted the rows. */
    COUNTED(0, 0.0015, 0.03, -0.05, 0.15),
    /** From progress by key range. */
    KEY_RANGE(0, 0.006, 0.03, 0, 0.05);

    private final double shift;
    private final double scale;
    private final double wrong;
    private final double wrongShift;
    private final double wrongScale;

    Kind(double shift, double scale, double wrong, double wrongShift, double wrongScale) {
      this.shift = shift;
      this.scale = scale;
      this.wrong = wrong;
      this.wrongShift = wrongShift;
      this.wrongScale = wrongScale;
    }
  }

  /** Near the end, and at once after the start, to be wrong by a second does not matter. */
  private static final double LEAST_OF_COPIED = 0.08;

  private static final double LEAST_OF_AHEAD = 0.02;

  private final Kind kind;
  private final double copied;
  private final double estimate;
  private final double rightBelow;
  private final double wrongBelow;
  private final double right;
  private final double wrong;

  /**
   * @param estimate rows of the table, above 0
   * @param copied rows copied, at least 0
   */
  RowsLeft(Kind kind, double estimate, double copied) {
    this.kind = kind;
    this.copied = copied;
    this.estimate = estimate;
    double now = Math.log(copied / estimate);
    this.rightBelow = logistic((now - kind.shift) / kind.scale);
    this.wrongBelow = logistic((now - kind.wrongShift) / kind.wrongScale);
    double beyond = (1 - kind.wrong) * (1 - rightBelow) + kind.wrong * (1 - wrongBelow);
    // Far beyond the estimate both stories have no more than rounding left.
    double all = Math.max(1e-300, beyond);
    this.right = (1 - kind.wrong) / all;
    this.wrong = kind.wrong / all;
  }

  /** About how many rows are left; above 0. */
  double about() {
    return Math.max(estimate * Math.exp(kind.shift) - copied, 0.03 * Math.max(copied, 1));
  }

  /** So few rows left that an error no longer counts as part of them. */
  double least() {
    return LEAST_OF_COPIED * copied + LEAST_OF_AHEAD * about();
  }

  /** The probability that no more rows than these are left. */
  double within(double rows) {
    double place = Math.log((copied + rows) / estimate);
    return right * (logistic((place - kind.shift) / kind.scale) - rightBelow)
        + wrong * (logistic((place - kind.wrongShift) / kind.wrongScale) - wrongBelow);
  }

  private static double logistic(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
