package dev.ghostwatch.app;

import java.time.Duration;

/**
 * How long to pause between looks at everything, so that they take a twentieth of a core at most:
 * with ten thousand runs one takes a second.
 */
final class Rest {
  /** The pause, in looks. */
  private static final int LOOKS = 19;

  private Rest() {}

  /**
   * The pause after a look.
   *
   * @param nanos what the look took
   * @param shortest the pause when looks are quick
   * @param longest never longer, whatever looks take
   */
  static Duration after(long nanos, Duration shortest, Duration longest) {
    Duration rest = Duration.ofNanos(nanos).multipliedBy(LOOKS);
    return rest.compareTo(shortest) < 0 ? shortest : rest.compareTo(longest) > 0 ? longest : rest;
  }
}
