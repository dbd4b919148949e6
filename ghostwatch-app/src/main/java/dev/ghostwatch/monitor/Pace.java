package dev.ghostwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Ticks at a steady pace: what one tick took is not added to the wait for the next. */
final class Pace {
  /** Takes neighbouring numbers far apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final InstantSource clock;
  private Duration interval = Duration.ZERO;
  private Instant last = Instant.EPOCH;
  private Instant due = Instant.EPOCH;

  Pace(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The first tick is within one interval from now.
   *
   * @param phase any number; different ones spread the ticks of many runs over the interval, so
   *     that they do not all come at once
   */
  void begin(Duration interval, int phase) {
    long nanos = interval.toNanos();
    last = clock.instant().minusNanos(Math.floorMod(phase * SPREAD, nanos));
  }

  /** How long to wait for the next tick; not negative. */
  Duration untilNext(Duration between) {
    interval = between;
    Instant now = clock.instant();
    due = last.plus(between);
    Duration wait = Duration.between(now, due);
    if (wait.compareTo(between) > 0) {
      // The clock was set back; the old plan would keep everybody waiting.
      wait = between;
      due = now.plus(between);
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /**
   * Tells that the tick has come.
   *
   * @return how much later than due it came; missed ticks are left out, not made up for
   */
  Duration came() {
    Instant now = clock.instant();
    Duration late = Duration.between(due, now);
    last = late.compareTo(interval) > 0 ? now : due;
    return late.isNegative() ? Duration.ZERO : late;
  }
}
