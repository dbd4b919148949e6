package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.Standstill;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of each channel when it was last seen replicating, so that one that stands still has a
 * lag too: replica status shows none then, just when it matters most.
 */
final class Standstills {
  /** A channel that was not looked at for longer may have stopped at any time since. */
  private static final Duration GAP = Duration.ofMinutes(2);

  private final Map<String, Memory> memories = new HashMap<>();

  /**
   * What is remembered of a channel.
   *
   * @param runningAt when it was last seen replicating, with what lag; null when it never was
   * @param since when it was first seen standing still; null while it replicates
   */
  private record Memory(@Nullable Instant runningAt, double lag, @Nullable Instant since) {}

  /** The channel as it was just seen; with its standstill when it shows no lag. */
  ReplicationChannel seen(ReplicationChannel channel, Instant now, Dialect dialect) {
    Memory before = memories.get(channel.name());
    Double lag = channel.lagSeconds();
    if (lag != null) {
      memories.put(channel.name(), new Memory(now, lag, null));
      return channel;
    }
    Instant runningAt = before == null ? null : before.runningAt();
    Instant since = before == null ? null : before.since();
    if (since == null || now.isBefore(since)) {
      // A clock that was stepped back tells nothing about before.
      boolean known = runningAt != null && isSoonAfter(now, runningAt);
      since = now;
      runningAt = known ? runningAt : null;
    }
    double last = before == null || runningAt == null ? 0 : before.lag();
    memories.put(channel.name(), new Memory(runningAt, last, since));
    Instant from = runningAt == null ? since : runningAt;
    return channel.at(
        new Standstill(
            since,
            last + Duration.between(from, now).toMillis() / 1000.0,
            Duration.between(from, since).toMillis() / 1000.0,
            runningAt == null,
            dialect.startReplica(channel.name(), stopped(channel))));
  }

  private static boolean isSoonAfter(Instant now, Instant before) {
    return !now.isBefore(before) && Duration.between(before, now).compareTo(GAP) <= 0;
  }

  private static String stopped(ReplicationChannel channel) {
    boolean fetches = !channel.ioRunning().equals("No");
    if (fetches == channel.sqlRunning()) {
      return "";
    }
    return fetches ? "SQL_THREAD" : "IO_THREAD";
  }
}
