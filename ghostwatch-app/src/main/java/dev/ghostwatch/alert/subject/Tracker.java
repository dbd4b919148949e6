package dev.ghostwatch.alert.subject;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.log.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of one migration what rules about its recent past need. Depends on the samples and
 * events it is given alone, so that a recording gives the same as the live run. Not safe for use by
 * several threads at a time.
 */
public final class Tracker {
  /** How far back the share of throttled time looks. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  /** Less than this tells nothing of a share. */
  static final Duration ENOUGH = Duration.ofMinutes(2);

  /** How far back lines of the log count. */
  static final Duration LINES = Duration.ofMinutes(5);

  /** Nobody looked: such a gap counts as no time at all. */
  private static final Duration GAP = Duration.ofMinutes(5);

  private static final Duration HEARTBEATS_AGAIN = Duration.ofSeconds(5);
  private static final int MOST_LINES = 10_000;
  private static final double FULL = 0.9;

  private final Stretch throttled = new Stretch();
  private final Stretch postponed = new Stretch();
  private final Stretch full = new Stretch();
  private final ThrottledShare share = new ThrottledShare(WINDOW, ENOUGH);
  private final Deque<Instant> errors = new ArrayDeque<>();
  private final Deque<Instant> fatal = new ArrayDeque<>();
  private @Nullable Sample previous;
  private long stuckMillis;
  private @Nullable String lastError;
  private @Nullable Instant pausedAt;
  private long cutOverFailures;

  /** Takes in a sample; one that is not younger than the last is left out. */
  public void take(Sample sample) {
    Sample before = previous;
    Instant at = sample.observedAt();
    if (before != null && !at.isAfter(before.observedAt())) {
      return;
    }
    StatusLine line = sample.line();
    if (before != null) {
      long millis = Duration.between(before.observedAt(), at).toMillis();
      if (millis <= GAP.toMillis()) {
        share.add(before.observedAt(), at, before.line().state() == MigrationState.THROTTLED);
        moved(before.line(), line, millis);
      }
      share.forgetBefore(at);
    }
    pausedAt = pausesHeartbeats(line) ? at : pausedAt;
    throttled.take(at, line.state() == MigrationState.THROTTLED);
    postponed.take(at, line.state() == MigrationState.POSTPONING_CUT_OVER);
    full.take(at, isFull(line) && line.state() != MigrationState.THROTTLED);
    previous = sample;
  }

  private void moved(StatusLine before, StatusLine now, long millis) {
    Long was = before.rowsCopied();
    Long is = now.rowsCopied();
    if (was == null || is == null || !is.equals(was) || isCopied(now)) {
      stuckMillis = 0;
    } else if (now.state() == MigrationState.MIGRATING
        && before.state() == MigrationState.MIGRATING) {
      stuckMillis += millis;
    }
  }

  /** gh-ost sets the estimate to the rows copied when the copy is complete. */
  private static boolean isCopied(StatusLine line) {
    return line.rowsCopied() != null
        && line.rowsCopied().equals(line.rowsEstimate())
        && line.eta() != null
        && line.eta().seconds() != null
        && line.eta().seconds() == 0;
  }

  private static boolean isFull(StatusLine line) {
    return line.backlog() != null
        && line.backlogCapacity() != null
        && line.backlogCapacity() > 0
        && line.backlog() >= FULL * line.backlogCapacity();
  }

  /** Takes in something that happened. */
  public void take(MigrationEvent event) {
    String type = event.type();
    boolean isFatal =
        type.equals(MigrationEvent.FATAL)
            || (type.equals(MigrationEvent.ERROR)
                && event.text().toLowerCase(Locale.ROOT).contains("panic"));
    if (isFatal || type.equals(MigrationEvent.ERROR)) {
      add(errors, event.at());
      lastError = event.text();
    }
    if (isFatal) {
      add(fatal, event.at());
    }
    if (type.equals(RunEvent.Type.CUT_OVER_FAILED.jsonName())) {
      cutOverFailures++;
    }
  }

  private static void add(Deque<Instant> times, Instant at) {
    times.addLast(at);
    if (times.size() > MOST_LINES) {
      times.removeFirst();
    }
  }

  /** What is known at a moment. */
  public Recent recent(Snapshot snapshot, ServersAndHost around, Instant now) {
    return new Recent(
        isHeartbeatPaused(snapshot) ? null : Dangers.lagSeconds(snapshot.line()),
        previous == null ? null : stuckMillis / 1000.0,
        throttled.seconds(),
        share.share(),
        postponed.seconds(),
        full.seconds(),
        since(errors, now),
        since(fatal, now),
        lastError,
        cutOverFailures,
        Dangers.cutOverRetries(snapshot),
        Dangers.criticalLoadRatio(snapshot, around),
        Dangers.binlogPurgeSeconds(snapshot, around, now),
        unreadable(snapshot, now));
  }

  /**
   * While somebody throttles gh-ost, and while it hibernates, it writes no heartbeats, and the lag
   * that it shows is the time since; so for a moment after.
   */
  private boolean isHeartbeatPaused(Snapshot snapshot) {
    return pausedAt != null
        && snapshot.observedAt() != null
        && snapshot.observedAt().isBefore(pausedAt.plus(HEARTBEATS_AGAIN));
  }

  private static boolean pausesHeartbeats(StatusLine line) {
    return line.throttle() instanceof ThrottleReason.UserCommand
        || line.throttle() instanceof ThrottleReason.CriticalLoadHibernate
        || line.throttle() instanceof ThrottleReason.LeavingHibernation;
  }

  private static long since(Deque<Instant> times, Instant now) {
    while (!times.isEmpty() && times.getFirst().isBefore(now.minus(LINES))) {
      times.removeFirst();
    }
    return times.size();
  }

  private static @Nullable Double unreadable(Snapshot snapshot, Instant now) {
    if (snapshot.lifecycle() != Lifecycle.RUNNING || snapshot.observedAt() == null) {
      return null;
    }
    return Math.max(0, Duration.between(snapshot.observedAt(), now).toMillis()) / 1000.0;
  }
}
