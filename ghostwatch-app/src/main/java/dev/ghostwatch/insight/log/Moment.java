package dev.ghostwatch.insight.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that becomes an instant once the whole run is read.
 *
 * @param value seconds: since the start of the run, or of a dated line
 */
record Moment(long value, boolean sinceStart) {
  static final Moment UNKNOWN = new Moment(RunClock.NONE, false);

  static Moment sinceStart(long totalSeconds) {
    return new Moment(totalSeconds, true);
  }

  static Moment dated(long time) {
    return new Moment(time, false);
  }

  /** By the assumed zone of the clock; {@link RunClock#NONE} when nothing tells. */
  long time(RunClock clock) {
    return sinceStart ? clock.sample(value) : value;
  }

  @Nullable Instant instant(RunClock clock) {
    return clock.instant(time(clock));
  }
}
