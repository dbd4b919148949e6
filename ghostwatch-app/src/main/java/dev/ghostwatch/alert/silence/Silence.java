package dev.ghostwatch.alert.silence;

import dev.ghostwatch.config.alert.Matchers;
import java.time.Instant;

/**
 * A time in which alerts that match are not told to anybody.
 *
 * @param id what it is called by
 * @param matchers which alerts
 * @param startsAt from when
 * @param endsAt until when; that moment belongs to it, as in Alertmanager
 * @param author who wants it
 * @param comment why
 * @param updatedAt when it was last changed
 */
public record Silence(
    String id,
    Matchers matchers,
    Instant startsAt,
    Instant endsAt,
    String author,
    String comment,
    Instant updatedAt) {

  /** Where it stands at a moment. */
  public enum State {
    /** It begins later, or is a window that comes again. */
    PENDING,
    ACTIVE,
    EXPIRED
  }

  public State stateAt(Instant now) {
    if (now.isBefore(startsAt)) {
      return State.PENDING;
    }
    return now.isAfter(endsAt) ? State.EXPIRED : State.ACTIVE;
  }

  /** The same, over at that moment; one that had not begun never does. */
  Silence endedAt(Instant now) {
    Instant start = now.isBefore(startsAt) ? now : startsAt;
    // The end still belongs to a silence.
    Instant end = now.minusMillis(1);
    return new Silence(id, matchers, start.isAfter(end) ? end : start, end, author, comment, now);
  }
}
