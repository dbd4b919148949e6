package dev.ghostwatch.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says when a question that costs gh-ost something may be asked. */
final class PollBudget {
  private final PollPolicy policy;
  private @Nullable Instant lastAsked;

  PollBudget(PollPolicy policy) {
    this.policy = policy;
  }

  /**
   * Whether to ask now; counts as asked when it says so.
   *
   * @param lastPassive when a source that costs nothing told a sample last; null when it never did
   */
  boolean grant(Instant now, @Nullable Instant lastPassive) {
    if (lastPassive != null && now.isBefore(lastPassive.plus(policy.passiveFreshness()))) {
      return false;
    }
    // A clock that was set back must not silence the agent.
    if (lastAsked != null
        && !now.isBefore(lastAsked)
        && now.isBefore(lastAsked.plus(policy.supInterval()))) {
      return false;
    }
    lastAsked = now;
    return true;
  }

  /** Tells that a question was asked outside this budget, as on attaching. */
  void asked(Instant now) {
    lastAsked = now;
  }
}
