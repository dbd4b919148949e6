package dev.ghostwatch.client.socket;

import java.time.Duration;

/**
 * How long one exchange with gh-ost may take.
 *
 * @param connect until the connection stands
 * @param firstByte from then until the first byte of the answer
 * @param total for the whole exchange
 */
public record TimeLimits(Duration connect, Duration firstByte, Duration total) {

  private static final TimeLimits DEFAULTS =
      new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

  public TimeLimits {
    requirePositive("connect", connect);
    requirePositive("first byte", firstByte);
    requirePositive("total", total);
  }

  /** 2 s to connect, 5 s to the first byte, 10 s in total. */
  public static TimeLimits defaults() {
    return DEFAULTS;
  }

  private static void requirePositive(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "The " + name + " time limit is " + limit + "; it must be more than zero");
    }
  }
}
