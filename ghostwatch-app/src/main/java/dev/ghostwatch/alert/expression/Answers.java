package dev.ghostwatch.alert.expression;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression said of the same figures before, of whatever subject. Ten thousand runs are
 * alike in most of what rules ask for – none is throttled, none has a finding – and computing an
 * expression takes ten times as long as looking up its answer. For an expression whose figures are
 * new nearly each time, the lag's for one, looking up is given up for a while.
 */
final class Answers {
  private static final int MOST = 64;
  private static final int TRIAL = 1_024;
  private static final int GIVEN_UP = 16_384;

  /** Figures as a key: as many and the same in the same order. Not changed once it is one. */
  private static final class Figures {
    private final @Nullable Object[] values;

    Figures(@Nullable Object[] values) {
      this.values = values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Figures figures && Arrays.equals(values, figures.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  private final Map<Figures, Result> known = new HashMap<>();
  private int asked;
  private int found;
  private int pause;

  /** Whether figures are worth looking up just now. */
  synchronized boolean areUseful() {
    if (pause > 0) {
      pause--;
      return false;
    }
    return true;
  }

  /**
   * Whether equal values of this kind are the same to every expression: parts of a document are
   * compared by what they are, not by what they hold.
   */
  static boolean isPlain(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Instant
        || (value instanceof List<?> list && list.isEmpty());
  }

  synchronized @Nullable Result find(@Nullable Object[] figures) {
    Result answer = known.get(new Figures(figures));
    found += answer == null ? 0 : 1;
    asked++;
    if (asked == TRIAL) {
      pause = found * 2 < asked ? GIVEN_UP : 0;
      asked = 0;
      found = 0;
    }
    return answer;
  }

  synchronized void keep(@Nullable Object[] figures, Result answer) {
    boolean plain = !(answer instanceof Result.Known(Object value)) || isPlain(value);
    if (plain) {
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(new Figures(figures), answer);
    }
  }
}
