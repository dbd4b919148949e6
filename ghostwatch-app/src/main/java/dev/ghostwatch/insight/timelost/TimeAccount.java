package dev.ghostwatch.insight.timelost;

import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.timelost.TimeCause;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the time of a run by cause from its samples, in memory that does not grow with them: the
 * same samples give the same sums. What lies between two samples is told by what both say; of a
 * pause between a throttled one and another the rows copied tell how much was worked. Not safe for
 * use by several threads at a time.
 */
public final class TimeAccount {
  /** Samples further apart than this, and than their neighbours are, have a gap between them. */
  private static final long LONGEST_STEP = 150_000;

  private static final long TIMES_NEIGHBOURS = 3;

  /** Before the first sample and without a word about the preparation, so much is thought to be. */
  private static final long LONGEST_PREPARATION = 60_000;

  private static final long NOT_KNOWN = -1;

  /** What was copied and for how long counts this much less with each sample. */
  private static final double FADES = 0.9;

  private final List<KnownStretch> known;
  private final Sums sums = new Sums();
  private @Nullable Instant start;
  private @Nullable TimePoint first;
  private @Nullable TimePoint beforeLast;
  private @Nullable TimePoint last;
  private long stepBefore;
  private double niceRatio;
  private boolean niceKnown;
  private double usualRows;
  private double usualMillis;

  /**
   * An account of a run.
   *
   * @param start when it started; null when only its samples tell
   * @param known stretches that are known better than by samples; later ones give way to earlier
   */
  public TimeAccount(@Nullable Instant start, List<KnownStretch> known) {
    this.start = start;
    this.known = Stretches.apart(known);
  }

  /** Takes in a sample; one that is not later than the one before is left out. */
  public void add(TimePoint point) {
    TimePoint newest = last;
    if (newest == null) {
      begin(point);
    } else if (point.millis() <= newest.millis()) {
      return;
    } else {
      long step = point.millis() - newest.millis();
      TimePoint before = beforeLast;
      if (before != null) {
        between(sums, before, newest, Math.max(stepBefore, step));
        learn(before, newest);
        stepBefore = newest.millis() - before.millis();
      }
      beforeLast = newest;
    }
    last = point;
    if (point.niceRatio() != null) {
      niceRatio = Math.max(0, point.niceRatio());
      niceKnown = true;
    }
  }

  private void begin(TimePoint point) {
    first = point;
    Instant begun = start;
    if (begun == null || begun.toEpochMilli() > point.millis()) {
      start = point.at();
      return;
    }
    long from = begun.toEpochMilli();
    long all = point.millis() - from;
    Long told = point.preparedMillis();
    long prepared =
        told == null ? (all <= LONGEST_PREPARATION ? all : 0) : Math.clamp(told, 0, all);
    put(sums, from, from + prepared, Stage.PREPARING, 0);
    boolean isSeen = all - prepared <= LONGEST_STEP && told != null;
    put(
        sums,
        from + prepared,
        point.millis(),
        isSeen ? cause(point, 0, 0, false) : Stage.UNKNOWN,
        nice(point));
  }

  /** The rate of copying, with all its sleep, while nothing else went on. */
  private void learn(TimePoint from, TimePoint to) {
    boolean copies =
        from.state() == MigrationState.MIGRATING && to.state() == MigrationState.MIGRATING;
    long rows = to.rows() - from.rows();
    if (copies && rows > 0) {
      usualRows = usualRows * FADES + rows;
      usualMillis = usualMillis * FADES + to.millis() - from.millis();
    }
  }

  private double nice(TimePoint point) {
    Double ratio = point.niceRatio();
    return ratio == null ? niceRatio : Math.max(0, ratio);
  }

  private void between(Sums to, TimePoint a, TimePoint b, long neighbour) {
    long step = b.millis() - a.millis();
    if (step > LONGEST_STEP && step > TIMES_NEIGHBOURS * neighbour) {
      put(to, a.millis(), b.millis(), Stage.UNKNOWN, 0);
      return;
    }
    long rows = b.rows() - a.rows();
    long applied =
        a.dmlApplied() == null || b.dmlApplied() == null
            ? NOT_KNOWN
            : b.dmlApplied() - a.dmlApplied();
    TimeCause one = cause(a, rows, applied, true);
    TimeCause other = cause(b, rows, applied, true);
    if (a.isThrottled() || b.isThrottled()) {
      throttled(to, a, b, one, other, rows);
    } else {
      long middle = a.millis() + step / 2;
      put(to, a.millis(), middle, one, nice(b));
      put(to, middle, b.millis(), other, nice(b));
    }
  }

  /** The rows that were copied all the same tell how long it was not throttled. */
  private void throttled(
      Sums to, TimePoint a, TimePoint b, TimeCause one, TimeCause other, long rows) {
    long step = b.millis() - a.millis();
    boolean bothThrottled = a.isThrottled() && b.isThrottled();
    double active = bothThrottled ? 0 : step / 2.0;
    if (usualRows > 0 && (bothThrottled || one == Stage.COPYING || other == Stage.COPYING)) {
      active = Math.clamp(rows * usualMillis / usualRows, 0, (double) step);
    }
    long worked = Math.round(active);
    if (bothThrottled) {
      long held = (step - worked) / 2;
      put(to, a.millis(), a.millis() + held, one, 0);
      put(to, a.millis() + held, a.millis() + held + worked, Stage.COPYING, nice(b));
      put(to, a.millis() + held + worked, b.millis(), other, 0);
    } else {
      long turn = a.isThrottled() ? b.millis() - worked : a.millis() + worked;
      put(to, a.millis(), turn, one, nice(b));
      put(to, turn, b.millis(), other, nice(b));
    }
  }

  /**
   * What a sample says is done.
   *
   * @param applied events between it and the other sample, or {@link #NOT_KNOWN}
   * @param compared whether there is another sample, which tells what was copied and applied
   */
  private TimeCause cause(TimePoint point, long rows, long applied, boolean compared) {
    return switch (point.state()) {
      case THROTTLED -> {
        ThrottleReason.Kind kind = point.throttle();
        yield new Throttled(kind == null ? ThrottleReason.Kind.OTHER : kind);
      }
      case POSTPONING_CUT_OVER -> Stage.POSTPONED;
      case COUNTING_ROWS -> Stage.COUNTING;
      case MIGRATING -> working(point, rows, applied, compared);
      case null -> working(point, rows, applied, compared);
    };
  }

  private TimeCause working(TimePoint point, long rows, long applied, boolean compared) {
    Long waiting = point.backlog();
    Long capacity = point.backlogCapacity();
    // gh-ost sets its estimate to the rows copied when it has copied all.
    boolean all =
        point.rows() > 0
            && point.rowsEstimate() != null
            && point.rowsEstimate() == point.rows()
            && rows == 0
            && compared;
    if (all) {
      return Stage.CUT_OVER;
    }
    boolean full = waiting != null && capacity != null && capacity > 0 && waiting >= capacity;
    boolean frozen = compared && rows == 0 && applied > 0;
    // The queue also fills while gh-ost sleeps by its nice ratio after a chunk that took long.
    if (full && compared && rows == 0 && applied == 0 && nice(point) > 0) {
      return Stage.COPYING;
    }
    return full || frozen ? Stage.WRITES : Stage.COPYING;
  }

  /** Adds a stretch, except what is known better. */
  private void put(Sums to, long from, long until, TimeCause cause, double ratio) {
    double millis = until - from - Stretches.covered(known, from, until);
    if (cause == Stage.COPYING) {
      to.copying(millis, ratio);
    } else {
      to.add(cause, millis);
    }
  }

  /**
   * How the time was spent until then.
   *
   * @param end the end of the run, or now; when it is before the newest sample that counts
   */
  public TimeSpent spent(Instant end) {
    Instant begun = start == null ? (known.isEmpty() ? end : known.getFirst().from()) : start;
    TimePoint newest = last;
    Sums all = new Sums(sums);
    long from = begun.toEpochMilli();
    long until = Math.max(from, end.toEpochMilli());
    if (newest == null) {
      put(all, from, until, Stage.UNKNOWN, 0);
    } else {
      until = Math.max(until, newest.millis());
      TimePoint before = beforeLast;
      if (before != null) {
        between(all, before, newest, stepBefore);
      }
      boolean isSeen =
          until - newest.millis() <= Math.max(LONGEST_STEP, TIMES_NEIGHBOURS * lastStep());
      TimeCause tail = isSeen ? cause(newest, 0, NOT_KNOWN, before != null) : Stage.UNKNOWN;
      put(all, newest.millis(), until, tail, nice(newest));
    }
    for (KnownStretch stretch : known) {
      all.add(stretch.cause(), (double) Stretches.covered(List.of(stretch), from, until));
    }
    return all.spent((double) until - from, niceKnown ? niceRatio : null);
  }

  private long lastStep() {
    return beforeLast == null || last == null ? 0 : last.millis() - beforeLast.millis();
  }

  /** Whether there was any sample. */
  public boolean hasSamples() {
    return first != null;
  }
}
