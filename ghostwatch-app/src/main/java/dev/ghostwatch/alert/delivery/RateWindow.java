package dev.ghostwatch.alert.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Allows so many tries in any minute. Not safe for several threads. */
final class RateWindow {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Deque<Long> tries = new ArrayDeque<>();

  /**
   * @param before times of earlier tries, oldest first
   */
  RateWindow(Collection<Long> before) {
    tries.addAll(before);
  }

  /**
   * How long to wait until another try is allowed.
   *
   * @param most tries in a minute; 0 for any number
   */
  Duration pause(int most, long now) {
    // A clock that was set back leaves tries in the future, which say nothing any more.
    tries.removeIf(at -> at <= now - WINDOW.toMillis() || at > now);
    if (most == 0 || tries.size() < most) {
      return Duration.ZERO;
    }
    long oldest = tries.stream().skip(tries.size() - most).findFirst().orElse(now);
    return Duration.ofMillis(oldest + WINDOW.toMillis() - now);
  }

  void tried(long now) {
    tries.add(now);
  }
}
