package dev.ghostwatch.simulator;

import java.util.EnumSet;
import java.util.Set;

/** One way in which releases of gh-ost differ, as far as it can be seen from outside. */
enum DialectTrait {
  /** {@code NAME=?} answers; without it the question mark is taken as the value. */
  ANSWERS_QUESTIONS,
  /** The status line has {@code Lag}. */
  LAG,
  /** The status line has {@code HeartbeatLag}. */
  HEARTBEAT_LAG,
  /** A remaining time under a second reads {@code due} rather than {@code 0s}. */
  DUE_BELOW_A_SECOND,
  /** The remaining time appears from 0.1 % on rather than from 1 % on. */
  EARLY_ETA,
  /** The remaining time follows the rows of the last second rather than the average. */
  LAST_SECOND_ETA,
  COORDINATES,
  APPLIER_AND_INSPECTOR,
  CPU_PROFILE,
  POSTPONE_COMMAND,
  DML_BATCH_SIZE,
  THROTTLE_HTTP,
  /** A throttle URL that refuses the connection throttles. */
  THROTTLES_ON_HTTP_ERROR,
  /** throttle, no-throttle and panic refuse the name of another table. */
  CHECKS_TABLE_NAME,
  /** Quotes around an argument are taken off. */
  UNQUOTES,
  /** Chunk sizes down to 10 are taken; without it 100 is the smallest. */
  SMALL_CHUNKS,
  /** Errors begin with a small letter and end without a full stop. */
  PLAIN_ERRORS,
  /** The status line is logged a second time, at INFO level. */
  REPEATS_STATUS,
  /** {@code sup} carries the hint block in the first second and every ten minutes. */
  HINT_WITH_SUP,
  /** The changelog row holds the state alone, so an unchanged state writes nothing. */
  STATE_ONLY_CHANGELOG,
  /** An aborted run removes its socket file. */
  TEARS_DOWN_ON_ABORT,
  /** MySQL errors carry the SQL state: {@code Error 1205 (HY000)}. */
  SQL_STATE_IN_ERRORS;

  static final Set<DialectTrait> SINCE_1_0_49 =
      Set.of(
          ANSWERS_QUESTIONS,
          LAG,
          EARLY_ETA,
          COORDINATES,
          DML_BATCH_SIZE,
          THROTTLE_HTTP,
          CHECKS_TABLE_NAME,
          UNQUOTES);

  static final Set<DialectTrait> SINCE_1_1_0 = with(SINCE_1_0_49, THROTTLES_ON_HTTP_ERROR);

  static final Set<DialectTrait> SINCE_1_1_5 =
      with(SINCE_1_1_0, HEARTBEAT_LAG, DUE_BELOW_A_SECOND, APPLIER_AND_INSPECTOR, SMALL_CHUNKS);

  static final Set<DialectTrait> SINCE_1_1_10 =
      with(
          SINCE_1_1_5,
          LAST_SECOND_ETA,
          CPU_PROFILE,
          POSTPONE_COMMAND,
          PLAIN_ERRORS,
          REPEATS_STATUS,
          HINT_WITH_SUP,
          STATE_ONLY_CHANGELOG,
          TEARS_DOWN_ON_ABORT,
          SQL_STATE_IN_ERRORS);

  private static Set<DialectTrait> with(Set<DialectTrait> before, DialectTrait... more) {
    EnumSet<DialectTrait> all = EnumSet.copyOf(before);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }
}
