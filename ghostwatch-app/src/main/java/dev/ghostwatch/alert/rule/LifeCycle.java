package dev.ghostwatch.alert.rule;

import dev.ghostwatch.alert.Labels;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one step from what was to what is; live runs, recordings and tests of rules take the same.
 *
 * <p>Time in which nobody looked does not count: after a gap – the agent was away, the host asleep,
 * the clock set forward – at most {@link #longestGap} of it counts towards {@code for} and {@code
 * keep-firing-for}. A clock that was set back moves everything back with it. Without data an alert
 * stays as it is: one that fires goes on firing, because being blind is no recovery.
 *
 * @param longestGap between two looks that counts in full
 */
public record LifeCycle(Duration longestGap) {
  /** For looks about once a second. */
  public static final LifeCycle LIVE = new LifeCycle(Duration.ofMinutes(2));

  /** How long a resolved alert is remembered, so that its end is told even after a restart. */
  public static final Duration REMEMBERED = Duration.ofMinutes(15);

  /**
   * The state after one more look.
   *
   * @param before null when there is none
   */
  RuleState step(
      Rule<?> rule, Labels labels, @Nullable RuleState before, Verdict verdict, Instant now) {
    RuleState was =
        before == null ? RuleState.inactive(rule.name(), labels, now) : rebased(before, now);
    return switch (verdict) {
      case Verdict.Holds() -> holds(rule, was, now);
      case Verdict.DoesNotHold() -> doesNotHold(rule, was, now);
      case Verdict.NoData(), Verdict.Failed(_) -> noData(was, now);
    };
  }

  private RuleState rebased(RuleState state, Instant now) {
    Duration gap = Duration.between(state.seenAt(), now);
    if (gap.isNegative()) {
      RuleState moved = state.later(gap);
      Instant starts = moved.startsAt();
      return starts != null && starts.isAfter(now) ? moved.between(now, moved.endsAt()) : moved;
    }
    return gap.compareTo(longestGap) > 0 ? state.later(gap.minus(longestGap)) : state;
  }

  private static RuleState holds(Rule<?> rule, RuleState was, Instant now) {
    RuleState seen = was.seen(now, now).blind(null);
    return switch (was.phase()) {
      case FIRING -> seen;
      case PENDING -> firedOrPending(rule, seen, now);
      case INACTIVE, NO_DATA, RESOLVED ->
          firedOrPending(rule, seen.in(Phase.PENDING, now).between(null, null), now);
    };
  }

  private static RuleState firedOrPending(Rule<?> rule, RuleState pending, Instant now) {
    boolean longEnough = Duration.between(pending.since(), now).compareTo(rule.holdFor()) >= 0;
    return longEnough ? pending.in(Phase.FIRING, now).between(now, null) : pending;
  }

  private static RuleState doesNotHold(Rule<?> rule, RuleState was, Instant now) {
    RuleState seen = was.seen(now, was.heldAt()).blind(null);
    return switch (was.phase()) {
      case INACTIVE -> seen;
      case PENDING, NO_DATA -> seen.in(Phase.INACTIVE, now);
      case FIRING -> {
        Instant held = was.heldAt();
        boolean kept =
            held != null && Duration.between(held, now).compareTo(rule.keepFiringFor()) < 0;
        yield kept ? seen : resolved(seen, now);
      }
      case RESOLVED ->
          Duration.between(was.since(), now).compareTo(REMEMBERED) < 0
              ? seen
              : seen.in(Phase.INACTIVE, now).between(null, null);
    };
  }

  static RuleState resolved(RuleState state, Instant now) {
    return state.in(Phase.RESOLVED, now).between(state.startsAt(), now);
  }

  private static RuleState noData(RuleState was, Instant now) {
    RuleState seen = was.seen(now, was.heldAt());
    return switch (was.phase()) {
      case INACTIVE, PENDING -> seen.in(Phase.NO_DATA, now);
      case NO_DATA, RESOLVED -> seen;
      case FIRING -> was.blindSince() == null ? seen.blind(now) : seen;
    };
  }
}
