package dev.ghostwatch.model.history;

import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that stand for states and throttle kinds in samples. They never change; of states the
 * greater is the more notable.
 */
public final class StateCodes {
  private StateCodes() {}

  /** The number of a state. */
  public static int of(MigrationState state) {
    return switch (state) {
      case COUNTING_ROWS -> 1;
      case MIGRATING -> 2;
      case POSTPONING_CUT_OVER -> 3;
      case THROTTLED -> 4;
    };
  }

  /** The number of a throttle kind. */
  public static int of(ThrottleReason.Kind kind) {
    return switch (kind) {
      case OTHER -> 1;
      case USER_COMMAND -> 2;
      case FLAG_FILE -> 3;
      case MAX_LOAD -> 4;
      case LAG -> 5;
      case REPLICA_LAG -> 6;
      case THROTTLE_QUERY -> 7;
      case HTTP -> 8;
      case LEAVING_HIBERNATION -> 9;
      case CRITICAL_LOAD_HIBERNATE -> 10;
      case ERROR -> 11;
    };
  }

  /** What documents call the value of a {@link Unit#CODE} column; null for an unknown number. */
  public static @Nullable String name(Column column, long code) {
    if (column == Column.STATE) {
      for (MigrationState state : MigrationState.values()) {
        if (of(state) == code) {
          return state.text();
        }
      }
    } else if (column == Column.THROTTLE_KIND) {
      for (ThrottleReason.Kind kind : ThrottleReason.Kind.values()) {
        if (of(kind) == code) {
          return kind.jsonName();
        }
      }
    }
    return null;
  }
}
