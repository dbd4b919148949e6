package dev.ghostwatch.insight.eta;

/**
 * The course of a copy in at most {@value #MOST} pieces: short ones of late, ever longer ones the
 * older they are, so that a run of days takes as much memory as one of minutes.
 *
 * <p>Rates are rows in a second of <em>work</em>: time that is neither throttled nor slept for the
 * nice ratio. So a new nice ratio changes what is expected at once. Seven digits are enough for
 * figures of which the second is a guess, and half the memory of ten thousand runs.
 */
final class CopyHistory {
  static final int MOST = 64;

  /** The newest pieces are never joined. */
  private static final int FRESH = 8;

  private final float[] wall = new float[MOST];
  private final float[] work = new float[MOST];
  private final float[] rows = new float[MOST];
  private final float[] held = new float[MOST];

  /** How much a piece counts: less when settings have changed since. */
  private final float[] trust = new float[MOST];

  private int size;

  /** Whether the oldest piece is of earlier runs, and not yet joined to one of this. */
  private boolean beginsEarlier;

  /**
   * A rate over some stretch.
   *
   * @param rowsPerWork rows in a second of work; 0 when there was no work
   * @param back how many rows ago the middle of the stretch lies
   */
  record Stretch(double rowsPerWork, double back) {}

  int size() {
    return size;
  }

  double work(int piece) {
    return work[piece];
  }

  double rows(int piece) {
    return rows[piece];
  }

  double trust(int piece) {
    return trust[piece];
  }

  /**
   * Appends what came since.
   *
   * @param wallSeconds how long it took
   * @param workSeconds of which rows were copied
   * @param rowsCopied how many
   * @param heldSeconds of which it was throttled
   */
  void add(
      double wallSeconds,
      double workSeconds,
      double rowsCopied,
      double heldSeconds,
      double weight) {
    if (size == MOST) {
      join();
    }
    wall[size] = (float) wallSeconds;
    work[size] = (float) workSeconds;
    rows[size] = (float) rowsCopied;
    held[size] = (float) heldSeconds;
    trust[size] = (float) weight;
    size++;
  }

  /**
   * Puts what earlier runs tell before all that is of this run.
   *
   * @param workSeconds how much work it is worth
   */
  void addEarlier(double workSeconds, double rowsCopied, double weight) {
    if (size == MOST) {
      join();
    }
    for (float[] column : new float[][] {wall, work, rows, held, trust}) {
      System.arraycopy(column, 0, column, 1, size);
    }
    wall[0] = 0;
    work[0] = (float) workSeconds;
    rows[0] = (float) rowsCopied;
    held[0] = 0;
    trust[0] = (float) weight;
    size++;
    beginsEarlier = true;
  }

  /** Joins the two neighbours whose joint length is the least for their age. */
  private void join() {
    double age = 0;
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int i = size - 1; i >= 1; i--) {
      double score = (wall[i] + wall[i - 1]) / (age + 1);
      if (i < size - FRESH && score < least) {
        least = score;
        best = i;
      }
      age += wall[i];
    }
    double together = Math.max(1e-9, wall[best] + wall[best - 1]);
    trust[best - 1] =
        (float) ((trust[best] * wall[best] + trust[best - 1] * wall[best - 1]) / together);
    beginsEarlier &= best > 1;
    for (float[] sums : new float[][] {wall, work, rows, held}) {
      sums[best - 1] += sums[best];
    }
    for (float[] column : new float[][] {wall, work, rows, held, trust}) {
      System.arraycopy(column, best + 1, column, best, size - best - 1);
    }
    size--;
  }

  /** What was before counts only by this factor from now on, and at most as so much work. */
  void discount(double atMost, double mostWork) {
    double weighted = 0;
    for (int i = 0; i < size; i++) {
      weighted += trust[i] * work[i];
    }
    double factor = Math.min(atMost, mostWork / Math.max(1e-9, weighted));
    for (int i = 0; i < size; i++) {
      trust[i] *= (float) factor;
    }
  }

  /**
   * All work of this run so far was spread over time by a nice ratio that becomes known only now.
   */
  void divideWork(double by) {
    for (int i = beginsEarlier ? 1 : 0; i < size; i++) {
      work[i] /= (float) by;
    }
  }

  /** The rate of the whole copy. */
  Stretch whole() {
    double weighted = 0;
    double worked = 0;
    double middles = 0;
    double back = 0;
    for (int i = size - 1; i >= 0; i--) {
      weighted += trust[i] * rows[i];
      worked += trust[i] * work[i];
      middles += trust[i] * work[i] * (back + rows[i] / 2);
      back += rows[i];
    }
    return worked > 0 ? new Stretch(weighted / worked, middles / worked) : new Stretch(0, 0);
  }

  /** The rate of late: what is {@code workSeconds} ago counts 1/e of what is now. */
  Stretch recent(double workSeconds) {
    double weighted = 0;
    double worked = 0;
    double middles = 0;
    double back = 0;
    double age = 0;
    for (int i = size - 1; i >= 0; i--) {
      double weight = Math.exp(-(age + work[i] / 2) / workSeconds) * trust[i];
      weighted += weight * rows[i];
      worked += weight * work[i];
      middles += weight * work[i] * (back + rows[i] / 2);
      back += rows[i];
      age += work[i];
      if (age > 8 * workSeconds && worked > 0) {
        break;
      }
    }
    return worked > 0 ? new Stretch(weighted / worked, middles / worked) : new Stretch(0, 0);
  }

  /**
   * The share of time throttled, 0–1: what is {@code wallSeconds} ago counts 1/e of what is now.
   *
   * @param unseen seconds without throttling that are thought to have been before
   */
  double heldShare(double wallSeconds, double unseen) {
    double throttled = 0;
    double all = unseen;
    double age = 0;
    for (int i = size - 1; i >= 0 && age < 8 * wallSeconds; i--) {
      double weight = Math.exp(-(age + wall[i] / 2) / wallSeconds);
      throttled += weight * held[i];
      all += weight * wall[i];
      age += wall[i];
    }
    return all > 0 ? throttled / all : 0;
  }
}
