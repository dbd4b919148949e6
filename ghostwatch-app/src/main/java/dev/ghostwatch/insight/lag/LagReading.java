package dev.ghostwatch.insight.lag;

import java.time.Instant;

/**
 * A lag that one method measured.
 *
 * @param seconds the lag
 * @param at when it was so
 * @param resolutionSeconds how coarse the method is: replica status counts whole seconds
 */
public record LagReading(double seconds, Instant at, double resolutionSeconds) {

  /** gh-ost's own lag, from its status; gh-ost writes a heartbeat each tenth of a second. */
  public static LagReading byGhost(double seconds, Instant at) {
    return new LagReading(seconds, at, 0.1);
  }

  /** Seconds_Behind_Source. */
  public static LagReading byReplicaStatus(double seconds, Instant at) {
    return new LagReading(seconds, at, 1);
  }

  /** A heartbeat table's: pt-heartbeat writes each second, gh-ost ten times a second. */
  public static LagReading byHeartbeat(double seconds, Instant at, double writtenEverySeconds) {
    return new LagReading(seconds, at, writtenEverySeconds);
  }
}
