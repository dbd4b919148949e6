package dev.ghostwatch.model;

/**
 * A named limit of replication lag: how much gh-ost may cause before it throttles (classic toolkit
 * T11).
 *
 * @param name its name, {@code read-split}
 * @param maxLagMillis the limit, gh-ost's max-lag-millis
 */
public record LagProfile(String name, long maxLagMillis) {
  /** gh-ost moves what is below to this. */
  public static final long LEAST_MILLIS = 100;

  public LagProfile {
    if (maxLagMillis < LEAST_MILLIS) {
      throw new IllegalArgumentException(
          "lag profile "
              + name
              + " has "
              + maxLagMillis
              + " ms; gh-ost takes at least "
              + LEAST_MILLIS);
    }
  }

  /** The limit in seconds. */
  public double seconds() {
    return maxLagMillis / 1000.0;
  }
}
