package dev.ghostwatch.history;

import java.time.Duration;

/**
 * How long what is kept, and how large the store may become. When it is too large the oldest
 * samples go first, then the oldest rollups, the finest first.
 *
 * @param samples samples and rollups of 10 s
 * @param rollups rollups of 1 min and 10 min
 * @param migrations ended runs with their events and settings
 * @param mostBytes what the contents of the store may take
 */
public record Retention(Duration samples, Duration rollups, Duration migrations, long mostBytes) {
  /** 30 days, 400 days, 5 years, 8 GiB. */
  public static final Retention DEFAULT =
      new Retention(Duration.ofDays(30), Duration.ofDays(400), Duration.ofDays(1826), 8L << 30);

  public Retention {
    if (samples.compareTo(Duration.ofHours(1)) < 0
        || rollups.compareTo(samples) < 0
        || migrations.compareTo(rollups) < 0) {
      throw new IllegalArgumentException(
          "samples are kept at least 1h, rollups at least as long, migrations at least as long as"
              + " rollups; found "
              + samples
              + ", "
              + rollups
              + ", "
              + migrations);
    }
    if (mostBytes < 1 << 20) {
      throw new IllegalArgumentException("a store of " + mostBytes + " bytes holds nothing");
    }
  }
}
