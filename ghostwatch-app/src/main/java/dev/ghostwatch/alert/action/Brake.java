package dev.ghostwatch.alert.action;

import dev.ghostwatch.config.rule.ActionConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How often one action has acted on one run, and for which alert. Not safe for several threads. */
final class Brake {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Deque<Instant> acted = new ArrayDeque<>();
  private @Nullable Instant doneFor;
  private String said = "";

  /** Whether it has acted for the alert that began then, or was kept from it for good. */
  boolean isDoneFor(@Nullable Instant alertStart) {
    return doneFor != null && doneFor.equals(alertStart);
  }

  void doneFor(@Nullable Instant alertStart) {
    doneFor = alertStart;
  }

  void acted(Instant now) {
    acted.addLast(now);
  }

  /** Why it may not act now, in English; null when it may. */
  @Nullable String holdsBack(ActionConfig action, Instant now) {
    // A clock that was set back must not hold an action back for as long.
    acted.removeIf(time -> time.isAfter(now) || time.isBefore(now.minus(HOUR)));
    Instant last = acted.peekLast();
    if (last != null && now.isBefore(last.plus(action.coolDown()))) {
      return "cool-down until " + last.plus(action.coolDown());
    }
    return acted.size() >= action.maxPerHour()
        ? "max-per-hour: " + acted.size() + " changes within an hour"
        : null;
  }

  /** Whether this is said for the first time. */
  boolean isNews(String reason) {
    boolean news = !said.equals(reason);
    said = reason;
    return news;
  }
}
