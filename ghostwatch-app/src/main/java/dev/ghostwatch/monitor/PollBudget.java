package dev.ghostwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says when a question that costs gh-ost something may be asked. */
final class PollBudget {
  private final PollPolicy policy;
  private @Nullable Instant due;

  PollBudget(PollPolicy policy) {
    this.policy = policy;
  }

  /**
   * Whether to ask now; counts as asked when it says so. Questions fall due at a fixed rhythm, so
   * that one that came a little late does not put off the next.
   *
   * @param lastPassive when a source that costs nothing told a sample last; null when it never did
   */
  boolean grant(Instant now, @Nullable Instant lastPassive) {
    if (lastPassive != null && now.isBefore(lastPassive.plus(policy.passiveFreshness()))) {
      return false;
    }
    Duration interval = policy.supInterval();
    // A clock that was set back must not silence the agent.
    if (due != null && now.isBefore(due) && !due.isAfter(now.plus(interval))) {
      return false;
    }
    boolean inRhythm = due != null && !now.isBefore(due) && now.isBefore(due.plus(interval));
    due = inRhythm && due != null ? due.plus(interval) : now.plus(interval);
    return true;
  }

  /** Tells that a question was asked outside this budget, as on attaching. */
  void asked(Instant now) {
    if (due == null) {
      due = now.plus(policy.supInterval());
    }
  }
}
