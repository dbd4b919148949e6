package dev.ghostwatch.insight.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Turns the times of one run into instants. Dated lines carry the local time of gh-ost's host
 * without a zone; status lines carry the time since the start of the run.
 *
 * <p>The zone is assumed until a hint line tells the start with its offset, which then moves
 * everything by the difference. Where the clock is set back (winter time) a dated line is never
 * before the one ahead of it.
 */
final class RunClock {
  static final long NONE = Long.MIN_VALUE;
  private static final long HOUR = 3600;
  private static final long TOLERANCE = 60;

  private final ZoneRules rules;

  /** Between these local times the offset is known without asking. */
  private long safeFrom = Long.MAX_VALUE;

  private long safeTo = Long.MIN_VALUE;
  private long offset;

  /** What was found out about changes of the clock that the zone does not know. */
  private long correction;

  private long latest = NONE;
  private long first = NONE;

  /** How far the assumed zone is off, as the hint line tells. */
  private long shift;

  private long hintedStart = NONE;
  private long exactStart = NONE;
  private long earliestStart = NONE;

  RunClock(ZoneId zone) {
    rules = zone.getRules();
  }

  /** The start as a hint line tells it, with the offset of gh-ost's host. */
  void started(OffsetDateTime start) {
    long local = start.toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
    hintedStart = assumed(local);
    shift = hintedStart - start.toEpochSecond();
  }

  /** A dated line: its time, still by the assumed zone. */
  long dated(long local) {
    long time = assumed(local) + correction;
    if (latest != NONE && latest - time > HOUR / 2 && latest - time <= HOUR + TOLERANCE) {
      correction += HOUR;
      time += HOUR;
    }
    if (first == NONE) {
      first = time;
    }
    latest = Math.max(latest, time);
    return time;
  }

  /** A status line that was printed at a dated moment. */
  void exact(long time, long totalSeconds) {
    long start = start();
    long off = time - start - totalSeconds;
    if (hintedStart != NONE && Math.abs(Math.abs(off) - HOUR) <= TOLERANCE) {
      // The clock was changed and the zone we assume knows nothing of it.
      correction -= off > 0 ? HOUR : -HOUR;
      latest = Math.max(start + totalSeconds, first);
    } else if (exactStart == NONE) {
      exactStart = time - totalSeconds;
    }
  }

  /** A status line without a date: it was printed after the dated line before it. */
  void undated(long totalSeconds) {
    if (latest != NONE) {
      earliestStart = Math.max(earliestStart, latest - totalSeconds);
    }
  }

  /** When the run started, by the assumed zone; {@link #NONE} when nothing tells. */
  long start() {
    if (hintedStart != NONE) {
      return hintedStart;
    }
    return exactStart != NONE ? exactStart : earliestStart;
  }

  /** The first dated line. */
  long first() {
    return first;
  }

  /** The last dated line. */
  long latest() {
    return latest;
  }

  /** The moment of a status line; {@link #NONE} when nothing tells the start. */
  long sample(long totalSeconds) {
    long start = start();
    return start == NONE ? NONE : start + totalSeconds;
  }

  /** A time by the assumed zone as it really was. */
  @Nullable Instant instant(long time) {
    return time == NONE ? null : Instant.ofEpochSecond(time - shift);
  }

  private long assumed(long local) {
    return local >= safeFrom && local < safeTo ? local - offset : lookUp(local);
  }

  private long lookUp(long local) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.getTransition(time);
    if (change != null) {
      long early = local - change.getOffsetBefore().getTotalSeconds();
      long late = local - change.getOffsetAfter().getTotalSeconds();
      // An hour that comes twice: the first time unless that would be in the past.
      return change.isGap() || latest == NONE || early + correction >= latest - TOLERANCE
          ? early
          : late;
    }
    offset = rules.getOffset(time).getTotalSeconds();
    Instant instant = Instant.ofEpochSecond(local - offset);
    ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    safeFrom =
        before == null
            ? Long.MIN_VALUE
            : Math.max(seconds(before.getDateTimeBefore()), seconds(before.getDateTimeAfter()));
    safeTo =
        after == null
            ? Long.MAX_VALUE
            : Math.min(seconds(after.getDateTimeBefore()), seconds(after.getDateTimeAfter()));
    return local - offset;
  }

  private static long seconds(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC);
  }
}
