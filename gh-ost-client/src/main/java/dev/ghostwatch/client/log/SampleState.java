package dev.ghostwatch.client.log;

import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a sample as one number: what gh-ost does, and when it holds still, why. */
public final class SampleState {

  /** The line does not say it, or says something unknown. */
  public static final int NOT_SAID = 0;

  public static final int MIGRATING = 1;
  public static final int COUNTING_ROWS = 2;
  public static final int POSTPONING_CUT_OVER = 3;

  /** The first of the numbers for throttled, one for each kind of reason. */
  private static final int THROTTLED = 8;

  private static final List<ThrottleReason.Kind> KINDS = List.of(ThrottleReason.Kind.values());

  private SampleState() {}

  static int throttled(ThrottleReason.Kind kind) {
    return THROTTLED + KINDS.indexOf(kind);
  }

  /** Throttled because the server whose binary log is read lags. */
  public static int throttledByLag() {
    return throttled(ThrottleReason.Kind.LAG);
  }

  static int of(@Nullable MigrationState state, @Nullable ThrottleReason reason) {
    if (state == null) {
      return NOT_SAID;
    }
    return switch (state) {
      case MIGRATING -> MIGRATING;
      case COUNTING_ROWS -> COUNTING_ROWS;
      case POSTPONING_CUT_OVER -> POSTPONING_CUT_OVER;
      case THROTTLED -> throttled(reason == null ? ThrottleReason.Kind.OTHER : reason.kind());
    };
  }

  public static boolean isThrottled(int state) {
    return state >= THROTTLED;
  }

  /** Why gh-ost holds still; only for throttled states. */
  public static ThrottleReason.Kind kind(int state) {
    return KINDS.get(state - THROTTLED);
  }
}
