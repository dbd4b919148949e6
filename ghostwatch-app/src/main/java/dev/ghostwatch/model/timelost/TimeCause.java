package dev.ghostwatch.model.timelost;

import dev.ghostwatch.client.value.ThrottleReason;
import java.util.List;
import java.util.stream.Stream;

/** What a run spent time on. {@link #jsonName()} is the name that other programs rely on. */
public sealed interface TimeCause {
  String jsonName();

  /** What it does when nothing throttles it. */
  enum Stage implements TimeCause {
    /** From the start of the program to the first row. */
    PREPARING("preparing"),
    /** Counting rows while nothing is copied. */
    COUNTING("counting-rows"),
    /** Copying rows, and applying the writes that came in between. */
    COPYING("copying"),
    /** Sleeping after each chunk, for the nice ratio. */
    SLEEPING("nice-ratio"),
    /** Applying what the application wrote while no row was copied, or with a full backlog. */
    WRITES("application-writes"),
    /** Every row is copied and somebody has to say that the tables may be exchanged. */
    POSTPONED("postponed"),
    /** Waiting for the last events, locking, renaming; failed attempts too. */
    CUT_OVER("cut-over"),
    /** Nobody looked. */
    UNKNOWN("unknown");

    private final String jsonName;

    Stage(String jsonName) {
      this.jsonName = jsonName;
    }

    @Override
    public String jsonName() {
      return jsonName;
    }
  }

  /** Holding still for reasons of a kind. */
  record Throttled(ThrottleReason.Kind kind) implements TimeCause {
    @Override
    public String jsonName() {
      return "throttled-" + kind.jsonName();
    }

    /** Whether servers asked for it, rather than people or a mistake. */
    public boolean isOfServers() {
      return switch (kind) {
        case MAX_LOAD, LAG, REPLICA_LAG, THROTTLE_QUERY, HTTP, CRITICAL_LOAD_HIBERNATE -> true;
        case USER_COMMAND, FLAG_FILE, LEAVING_HIBERNATION, ERROR, OTHER -> false;
      };
    }
  }

  /** All causes, in the order in which they are told when they cost the same. */
  static List<TimeCause> all() {
    return Stream.concat(
            Stream.of(Stage.values()), Stream.of(ThrottleReason.Kind.values()).map(Throttled::new))
        .map(TimeCause.class::cast)
        .toList();
  }
}
