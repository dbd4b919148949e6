package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one channel. A turn tries one entry; several threads may take turns at the same
 * time, never with two entries of one group. While the other side fails, the lane as a whole pauses
 * longer and longer, so that a thousand entries do not each wait for its time limit.
 */
final class Lane {
  /** How long it takes until an entry is seen that another process has put there. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final int CANDIDATES = 64;

  private final OutboxStore store;
  private final DeliveryRules rules;
  private final LaneLog log;
  private final Set<String> busyGroups = new HashSet<>();
  private final RateWindow window;
  private Channel channel;
  private int failures;
  private Instant pausedUntil = Instant.MIN;

  Lane(Channel channel, OutboxStore store, DeliveryRules rules, LaneLog log) {
    this.channel = channel;
    this.store = store;
    this.rules = rules;
    this.log = log;
    this.window = new RateWindow(store.tries(channel));
  }

  /** Uses another receiver of the same name from the next turn on. */
  synchronized void equip(Channel other) {
    channel = other;
    pausedUntil = Instant.MIN;
  }

  synchronized Channel channel() {
    return channel;
  }

  /** What a turn begins with. */
  private sealed interface Choice {
    record Try(OutboxEntry entry, Channel channel) implements Choice {}

    record Wait(Duration pause) implements Choice {}
  }

  /**
   * Tries the entry that is due.
   *
   * @return how long nothing can be done now; zero when something was done
   */
  Duration turn() throws InterruptedException {
    return switch (choose(rules.clock().instant())) {
      case Choice.Wait(Duration pause) -> pause;
      case Choice.Try(OutboxEntry entry, Channel current) -> {
        try {
          finish(entry, current, current.port().deliver(entry.letter()));
        } catch (RuntimeException e) {
          finish(entry, current, new Delivery.Retry("BUG: " + e, null));
          log.bug(current, e);
        } finally {
          free(entry);
        }
        yield Duration.ZERO;
      }
    };
  }

  private synchronized Choice choose(Instant now) {
    Duration paused = Duration.between(now, pausedUntil.isBefore(now) ? now : pausedUntil);
    // Longer than any pause there is: the clock was set back.
    if (paused.isPositive() && paused.compareTo(OutboxTable.LONGEST_PAUSE) < 0) {
      return new Choice.Wait(shorter(paused));
    }
    Duration rated = window.pause(channel.rate(), now.toEpochMilli());
    if (rated.isPositive()) {
      return new Choice.Wait(shorter(rated));
    }
    Instant next = store.nextDue(channel);
    if (next == null) {
      // Most of the time nothing waits: then one question every few seconds is enough.
      return new Choice.Wait(LOOK_AGAIN);
    }
    for (OutboxEntry entry : store.due(channel, now, CANDIDATES)) {
      if (!busyGroups.contains(entry.groupKey()) && store.begin(entry, now)) {
        busyGroups.add(entry.groupKey());
        window.tried(now.toEpochMilli());
        return new Choice.Try(entry, channel);
      }
    }
    return new Choice.Wait(next.isAfter(now) ? shorter(Duration.between(now, next)) : LOOK_AGAIN);
  }

  private static Duration shorter(Duration pause) {
    return pause.compareTo(LOOK_AGAIN) < 0 ? pause : LOOK_AGAIN;
  }

  private synchronized void free(OutboxEntry entry) {
    busyGroups.remove(entry.groupKey());
  }

  private synchronized void finish(OutboxEntry entry, Channel tried, Delivery outcome) {
    Instant now = rules.clock().instant();
    switch (outcome) {
      case Delivery.Delivered(List<String> remarks) -> {
        failures = 0;
        store.delivered(entry);
        log.delivered(tried, entry, remarks);
      }
      case Delivery.Rejected(String cause) -> {
        // The other side answers, so the others need not wait.
        failures = 0;
        store.dead(entry, cause, now);
        log.dead(tried, entry, cause, false);
      }
      case Delivery.Retry(String cause, Duration asked) -> {
        failures++;
        pausedUntil = now.plus(longer(rules.backoff().after(failures), asked));
        int tries = entry.tries() + 1;
        if (rules.isHopeless(entry.queuedAt(), tries, now)) {
          store.dead(entry, cause, now);
          log.dead(tried, entry, cause, true);
        } else {
          Instant due = now.plus(longer(rules.backoff().after(tries), asked));
          store.later(entry, cause, due);
          log.failed(tried, cause, Duration.between(now, pausedUntil));
        }
      }
    }
  }

  private static Duration longer(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) > 0 ? one : other;
  }
}
