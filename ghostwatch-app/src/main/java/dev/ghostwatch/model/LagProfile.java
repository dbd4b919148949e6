package dev.ghostwatch.model;

import java.util.List;
import java.util.Optional;

/**
 * A named limit of replication lag: how much gh-ost may cause before it throttles (classic toolkit
 * T11).
 *
 * @param name its name, {@code read-split}
 * @param maxLagMillis the limit, gh-ost's max-lag-millis
 */
public record LagProfile(String name, long maxLagMillis) {
  /** Replicas serve reads: what they show may be a second old. */
  public static final LagProfile READ_SPLIT = new LagProfile("read-split", 1000);

  /** Only the primary serves; replicas stand by. */
  public static final LagProfile PRIMARY_ONLY = new LagProfile("primary-only", 5000);

  /** Peak hours. */
  public static final LagProfile PEAK = new LagProfile("peak", 500);

  /** Quiet hours: the migration may hurry. */
  public static final LagProfile OFF_PEAK = new LagProfile("off-peak", 10_000);

  /** gh-ost moves what is below to this. */
  public static final long LEAST_MILLIS = 100;

  private static final List<LagProfile> STANDARD =
      List.of(READ_SPLIT, PRIMARY_ONLY, PEAK, OFF_PEAK);

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

  /** The profiles that everybody has. */
  public static List<LagProfile> standard() {
    return STANDARD;
  }

  /** The standard profile with this name. */
  public static Optional<LagProfile> standard(String name) {
    return STANDARD.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }
}
