package dev.ghostwatch.insight.eta;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.insight.forecast.BacklogForecast;
import org.jspecify.annotations.Nullable;

/** Events of the binary log: how fast they come and are applied, and how many wait. */
final class EventFlow {
  /** What is this long ago counts 1/e of what is now. */
  private static final double SECONDS = 60;

  /** How fast gh-ost once applied events counts 1/e after this long. */
  private static final double REMEMBERED = 1_800;

  private double applied;
  private double arrived;
  private double time;
  private double fastest;
  private @Nullable Long lastApplied;
  private @Nullable Long lastWaiting;
  private double waiting;
  private boolean full;
  private double unreadSeconds;

  /** Takes in a sample that came so many seconds after the one before. */
  void add(double seconds, StatusLine line) {
    Long nowApplied = line.dmlApplied();
    Long nowWaiting = line.backlog();
    if (seconds > 0
        && nowApplied != null
        && nowWaiting != null
        && lastApplied != null
        && lastWaiting != null
        && nowApplied >= lastApplied) {
      double events = nowApplied - lastApplied;
      double fading = Math.exp(-seconds / SECONDS);
      applied = applied * fading + events;
      arrived = arrived * fading + Math.max(0, events + nowWaiting - lastWaiting);
      time = time * fading + seconds;
      fastest = Math.max(fastest * Math.exp(-seconds / REMEMBERED), events / Math.max(1, seconds));
    }
    lastApplied = nowApplied;
    lastWaiting = nowWaiting;
    waiting = nowWaiting == null ? 0 : nowWaiting;
    Long capacity = line.backlogCapacity();
    full = nowWaiting != null && capacity != null && nowWaiting >= capacity;
    Double lag = line.heartbeatLagSeconds();
    unreadSeconds = lag == null ? 0 : lag;
  }

  /** Events that wait in gh-ost. */
  long waiting() {
    return Math.round(waiting);
  }

  /** Whether no more fit into gh-ost's queue. */
  boolean isFull() {
    return full;
  }

  /** When nothing waits any more; with a full backlog more waits in the binary log. */
  BacklogForecast forecast() {
    if (time <= 0) {
      return BacklogForecast.of(waiting, null, null);
    }
    double arriving = arrived / time;
    double unread = full ? unreadSeconds * arriving : 0;
    return BacklogForecast.of(waiting + unread, arriving, Math.max(fastest, applied / time));
  }
}
