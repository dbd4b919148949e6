package dev.ghostwatch.alert.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a receiver is told of a group now, going by what it was told last. */
final class Dedup {
  private Dedup() {}

  /** What is decided, and why. */
  enum Decision {
    /** It knows nothing of the group, and something fires. */
    FIRST(true),
    /** An alert fires that it was not told of. */
    NEW_FIRING(true),
    /** All that it knew to fire is over. */
    ALL_RESOLVED(true),
    /** Something is over that it was not told of, and it wants to know. */
    NEW_RESOLVED(true),
    /** Nothing is new, and it was told long ago. */
    REPEAT(true),
    /** It knows nothing of the group, and nothing fires. */
    NEVER_TOLD(false),
    /** What fired and ended since it was told last is over before it could be told. */
    CAME_AND_WENT(false),
    /** Nothing is new, and it was told lately. */
    UNCHANGED(false);

    private final boolean tells;

    Decision(boolean tells) {
      this.tells = tells;
    }

    boolean tells() {
      return tells;
    }
  }

  /**
   * Decides.
   *
   * @param last what it was told; null when it was told nothing
   * @param firing fingerprints of what fires
   * @param resolved fingerprints of what is over
   * @param sendsResolved whether it wants to know when something is over
   */
  static Decision decide(
      @Nullable LoggedNotification last,
      Set<String> firing,
      Set<String> resolved,
      boolean sendsResolved,
      Duration repeat,
      Instant now) {
    if (last == null) {
      return firing.isEmpty() ? Decision.NEVER_TOLD : Decision.FIRST;
    }
    if (!last.firing().containsAll(firing)) {
      return Decision.NEW_FIRING;
    }
    if (firing.isEmpty()) {
      // Also for one that does not want to know: the log must say that nothing fires any more.
      return last.firing().isEmpty() ? Decision.CAME_AND_WENT : Decision.ALL_RESOLVED;
    }
    if (sendsResolved && !last.resolved().containsAll(resolved)) {
      return Decision.NEW_RESOLVED;
    }
    return last.at().isBefore(now.minus(repeat)) ? Decision.REPEAT : Decision.UNCHANGED;
  }
}
