package dev.ghostwatch.history;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How finely points are kept: as they came, or rolled up to a step; finest first. */
enum Level {
  SAMPLES(0, Duration.ofHours(2)),
  TEN_SECONDS(10, Duration.ofHours(2)),
  MINUTE(60, Duration.ofHours(6)),
  TEN_MINUTES(600, Duration.ofDays(2));

  static final List<Level> ALL = List.of(values());

  private final int stepSeconds;
  private final long blockMillis;

  Level(int stepSeconds, Duration block) {
    this.stepSeconds = stepSeconds;
    this.blockMillis = block.toMillis();
  }

  /** How far apart points are; 0 when they are as they came. */
  int stepSeconds() {
    return stepSeconds;
  }

  long stepMillis() {
    return stepSeconds * 1000L;
  }

  /** The next coarser level; null for the coarsest. */
  @Nullable Level coarser() {
    return switch (this) {
      case SAMPLES -> TEN_SECONDS;
      case TEN_SECONDS -> MINUTE;
      case MINUTE -> TEN_MINUTES;
      case TEN_MINUTES -> null;
    };
  }

  /** The time that one block covers. */
  long blockMillis() {
    return blockMillis;
  }

  /** Where the block begins that a time is in. */
  long blockStart(long millis) {
    return Math.floorDiv(millis, blockMillis) * blockMillis;
  }

  /** The coarsest level whose points are at least as close together as that. */
  static Level atMost(double millis) {
    Level found = SAMPLES;
    for (Level level : ALL) {
      if (level.stepMillis() <= millis) {
        found = level;
      }
    }
    return found;
  }
}
