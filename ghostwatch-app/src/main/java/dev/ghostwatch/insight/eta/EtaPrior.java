package dev.ghostwatch.insight.eta;

/**
 * What earlier runs of the same table tell before this one has told much.
 *
 * @param rowsPerSecond rows copied in a second of copying, neither throttled nor asleep for the
 *     nice ratio, over those runs; above 0
 * @param rows rows that the latest of them copied; above 0
 */
public record EtaPrior(double rowsPerSecond, long rows) {
  public EtaPrior {
    if (!(rowsPerSecond > 0) || rows <= 0) {
      throw new IllegalArgumentException(
          "BUG: earlier runs with " + rowsPerSecond + " rows/s and " + rows + " rows");
    }
  }
}
