package dev.ghostwatch.alert.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How one channel is doing.
 *
 * @param channel such as {@code night/email}
 * @param waiting entries that are to be delivered
 * @param dead entries that were given up
 * @param oldestSeconds age of the oldest that waits; 0 when none does
 * @param delivered tries that succeeded since the start
 * @param retried tries that failed and are made again
 * @param rejected tries that failed for good
 * @param expired entries given up because of their age or number of tries
 */
public record ChannelStats(
    String channel,
    long waiting,
    long dead,
    double oldestSeconds,
    long delivered,
    long retried,
    long rejected,
    long expired) {

  static ChannelStats of(
      String channel, OutboxTable.Count waiting, OutboxTable.Count dead, LaneLog log, Instant now) {
    Instant oldest = waiting.oldest();
    return new ChannelStats(
        channel,
        waiting.entries(),
        dead.entries(),
        oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis() / 1000.0),
        log.count(channel, LaneLog.Result.DELIVERED),
        log.count(channel, LaneLog.Result.RETRIED),
        log.count(channel, LaneLog.Result.REJECTED),
        log.count(channel, LaneLog.Result.EXPIRED));
  }
}
