package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the diagnosis remembers of a whole run, whatever its length. */
final class Past {
  /** An estimate that moves by less than this share was not a jump. */
  private static final double JUMP = 0.05;

  private @Nullable Sample previous;
  private @Nullable Instant firstAt;
  private @Nullable Instant throttledSince;
  private @Nullable Instant throttledKindSince;
  private final Map<ThrottleReason.Kind, Spells> spells = new EnumMap<>(ThrottleReason.Kind.class);
  private @Nullable Instant postponedSince;
  private @Nullable Instant copiedAt;
  private @Nullable Instant rowsSince;
  private @Nullable Double niceWhenFrozen;
  private @Nullable Instant appliedSince;
  private @Nullable Instant placeSince;
  private @Nullable Long estimateBefore;
  private @Nullable Jump jump;

  private @Nullable Instant stillFrom;
  private double stillSeconds;
  private double longestStill;

  /** Shorter pauses are of a chunk that takes its time. */
  private static final double PAUSE = 5;

  /** A row estimate that became another one. */
  record Jump(Instant at, long before, long after) {}

  /**
   * The spells of throttling for one reason that are over.
   *
   * @param count how many
   * @param seconds how long they were together, from first to last sample
   */
  record Spells(int count, double seconds) {
    static final Spells NONE = new Spells(0, 0);
  }

  void take(Sample sample, @Nullable Settings settings) {
    Sample before = previous;
    Instant at = sample.observedAt();
    StatusLine line = sample.line();
    firstAt = firstAt == null ? at : firstAt;
    throttle(before, sample);
    boolean postponed = line.state() == MigrationState.POSTPONING_CUT_OVER;
    postponedSince = postponed ? since(postponedSince, at) : null;
    if (isSame(before, sample, Figure.ROWS)) {
      rowsSince = since(rowsSince, at);
    } else {
      rowsSince = at;
      niceWhenFrozen = settings == null ? null : settings.niceRatio();
    }
    appliedSince = isSame(before, sample, Figure.APPLIED) ? since(appliedSince, at) : at;
    placeSince = isSame(before, sample, Figure.PLACE) ? since(placeSince, at) : at;
    if (isCopied(line)) {
      completed(at);
    } else if (copiedAt == null) {
      estimateBefore = line.rowsEstimate() == null ? estimateBefore : line.rowsEstimate();
    }
    if (before != null) {
      estimated(before.line(), line, at);
      stood(before, sample, settings);
    }
    previous = sample;
  }

  /** Time in which it could have worked and did nothing; it sleeps by no nice ratio. */
  private void stood(Sample before, Sample now, @Nullable Settings settings) {
    boolean sleeps = settings == null || settings.niceRatio() == null || settings.niceRatio() > 0;
    boolean still =
        !sleeps
            && copiedAt == null
            && isWorking(before.line())
            && isWorking(now.line())
            && isSame(before, now, Figure.ROWS)
            && isSame(before, now, Figure.APPLIED);
    if (!still) {
      stillFrom = null;
      return;
    }
    Instant from = since(stillFrom, before.observedAt());
    double was = stillFrom == null ? 0 : seconds(from, before.observedAt());
    double is = seconds(from, now.observedAt());
    stillFrom = from;
    if (is >= PAUSE) {
      stillSeconds += was >= PAUSE ? is - was : is;
      longestStill = Math.max(longestStill, is);
    }
  }

  private static boolean isWorking(StatusLine line) {
    return line.throttle() == null && line.state() == MigrationState.MIGRATING;
  }

  private static double seconds(Instant from, Instant until) {
    return Duration.between(from, until).toMillis() / 1000.0;
  }

  private void throttle(@Nullable Sample before, Sample sample) {
    Instant at = sample.observedAt();
    ThrottleReason now = sample.line().throttle();
    ThrottleReason was = before == null ? null : before.line().throttle();
    if (before != null && was != null && (now == null || now.kind() != was.kind())) {
      Spells known = spells(was.kind());
      double lasted = seconds(since(throttledKindSince, at), before.observedAt());
      spells.put(was.kind(), new Spells(known.count() + 1, known.seconds() + lasted));
    }
    if (now == null) {
      throttledSince = null;
      throttledKindSince = null;
    } else {
      throttledSince = since(throttledSince, at);
      throttledKindSince =
          was != null && was.kind() == now.kind() ? since(throttledKindSince, at) : at;
    }
  }

  private static Instant since(@Nullable Instant known, Instant at) {
    return known == null ? at : known;
  }

  private enum Figure {
    ROWS,
    APPLIED,
    PLACE
  }

  private static boolean isSame(@Nullable Sample before, Sample now, Figure figure) {
    if (before == null) {
      return false;
    }
    Object was = figure(before.line(), figure);
    return was != null && was.equals(figure(now.line(), figure));
  }

  private static @Nullable Object figure(StatusLine line, Figure figure) {
    return switch (figure) {
      case ROWS -> line.rowsCopied();
      case APPLIED -> line.dmlApplied();
      case PLACE -> line.coordinates();
    };
  }

  private void estimated(StatusLine before, StatusLine now, Instant at) {
    Long was = before.rowsEstimate();
    Long is = now.rowsEstimate();
    if (was != null && is != null && was > 0 && Math.abs(is - was) > JUMP * was && !isCopied(now)) {
      jump = new Jump(at, was, is);
    }
  }

  /** gh-ost sets the estimate to the rows copied when the copy is complete. */
  static boolean isCopied(@Nullable StatusLine line) {
    return line != null
        && (line.state() == MigrationState.POSTPONING_CUT_OVER
            || (line.rowsCopied() != null
                && line.rowsCopied() > 0
                && line.rowsCopied().equals(line.rowsEstimate())
                && line.eta() != null
                && line.eta().seconds() != null
                && line.eta().seconds() == 0));
  }

  /** The copy was complete at this time, if it was not before. */
  void completed(Instant at) {
    copiedAt = copiedAt == null ? at : copiedAt;
  }

  /** When the first sample was true. */
  @Nullable Instant firstAt() {
    return firstAt;
  }

  /** Since when it has been throttled; null when it is not. */
  @Nullable Instant throttledSince() {
    return throttledSince;
  }

  /** Since when it has been throttled for a reason of the present kind. */
  @Nullable Instant throttledKindSince() {
    return throttledKindSince;
  }

  /** The earlier spells of throttling for that reason; the one that lasts is not among them. */
  Spells spells(ThrottleReason.Kind kind) {
    return spells.getOrDefault(kind, Spells.NONE);
  }

  /** Since when the cut-over has been postponed; null when it is not. */
  @Nullable Instant postponedSince() {
    return postponedSince;
  }

  /** When all rows were copied; null when that was not seen. */
  @Nullable Instant copiedAt() {
    return copiedAt;
  }

  /** Since when the number of rows copied has been what it is. */
  @Nullable Instant rowsSince() {
    return rowsSince;
  }

  /** The nice ratio when the last rows were copied; null when it was not known. */
  @Nullable Double niceWhenFrozen() {
    return niceWhenFrozen;
  }

  /** Since when the number of events applied has been what it is. */
  @Nullable Instant appliedSince() {
    return appliedSince;
  }

  /** Since when the coordinates have been what they are. */
  @Nullable Instant placeSince() {
    return placeSince;
  }

  /** For how long in all nothing moved though nothing held it up, seconds. */
  double stillSeconds() {
    return stillSeconds;
  }

  /** The longest such stretch, seconds. */
  double longestStill() {
    return longestStill;
  }

  /** The row estimate before gh-ost set it to the rows copied. */
  @Nullable Long estimateBefore() {
    return estimateBefore;
  }

  /** The last change of the row estimate while rows were copied; null without one. */
  @Nullable Jump jump() {
    return jump;
  }
}
