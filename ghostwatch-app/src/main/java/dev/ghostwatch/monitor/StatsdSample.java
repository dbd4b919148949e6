package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.statsd.StatsdFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a sample of a flush of StatsD metrics. What they do not tell – coordinates, gh-ost's ETA,
 * why it is throttled – is taken from the last status line while that is young.
 */
final class StatsdSample {
  /** Beyond this age a status line says nothing of now; a log tells one every 30 s at least. */
  private static final Duration YOUNG = Duration.ofSeconds(60);

  /** gh-ost sets its gauges once a second. */
  private static final Duration ONE_MOMENT = Duration.ofMillis(1500);

  /** gh-ost sends why only when the throttling has ended. */
  private static final ThrottleReason UNKNOWN =
      new ThrottleReason.Other("reason not known, StatsD does not tell it");

  private StatsdSample() {}

  /** Whether two sources show the same sample: the same figures at one moment. */
  static boolean isSame(Sample one, Sample other) {
    return Duration.between(one.observedAt(), other.observedAt()).abs().compareTo(ONE_MOMENT) <= 0
        && Objects.equals(one.line().rowsCopied(), other.line().rowsCopied())
        && Objects.equals(one.line().dmlApplied(), other.line().dmlApplied())
        && Objects.equals(one.line().backlog(), other.line().backlog());
  }

  /**
   * The flush as a status line would say it.
   *
   * @param newest the newest sample of any source; null before the first
   * @param lastLine the newest that gh-ost said in words; null before the first
   * @return null when the flush holds no progress, only times
   */
  static @Nullable StatusLine line(
      StatsdFigures figures, @Nullable Sample newest, @Nullable Sample lastLine) {
    if (figures.rowsCopied() == null && figures.backlog() == null && figures.throttled() == null) {
      return null;
    }
    StatusLine before = newest == null ? null : newest.line();
    StatusLine said = lastLine == null || isOld(lastLine, figures.at()) ? null : lastLine.line();
    Long rows = orElse(figures.rowsCopied(), before == null ? null : before.rowsCopied());
    Long estimate = orElse(figures.rowsEstimate(), before == null ? null : before.rowsEstimate());
    ThrottleReason throttle = throttle(figures, before);
    MigrationState state = state(figures, before, throttle);
    boolean isCopying = state == MigrationState.MIGRATING || state == MigrationState.THROTTLED;
    Duration passed = newest == null ? Duration.ZERO : passed(newest.observedAt(), figures.at());
    return new StatusLine(
        "Copy: " + rows + "/" + estimate + "; State: " + state.text() + " (by StatsD)",
        rows,
        estimate,
        rows == null || estimate == null || estimate == 0 ? null : 100.0 * rows / estimate,
        orElse(figures.dmlApplied(), before == null ? null : before.dmlApplied()),
        orElse(figures.backlog(), before == null ? null : before.backlog()),
        orElse(figures.backlogCapacity(), before == null ? null : before.backlogCapacity()),
        later(before == null ? null : before.elapsed(), passed),
        later(before == null ? null : before.copyTime(), isCopying ? passed : Duration.ZERO),
        said == null ? null : said.coordinates(),
        orElse(figures.lagSeconds(), before == null ? null : before.lagSeconds()),
        orElse(figures.heartbeatLagSeconds(), before == null ? null : before.heartbeatLagSeconds()),
        state,
        throttle,
        said == null ? null : said.eta());
  }

  private static boolean isOld(Sample sample, Instant now) {
    return Duration.between(sample.observedAt(), now).abs().compareTo(YOUNG) > 0;
  }

  private static @Nullable ThrottleReason throttle(
      StatsdFigures figures, @Nullable StatusLine before) {
    ThrottleReason known = before == null ? null : before.throttle();
    Boolean throttled = figures.throttled();
    if (throttled == null) {
      return known;
    }
    if (!throttled) {
      return null;
    }
    return known == null ? UNKNOWN : known;
  }

  private static MigrationState state(
      StatsdFigures figures, @Nullable StatusLine before, @Nullable ThrottleReason throttle) {
    if (throttle != null) {
      return MigrationState.THROTTLED;
    }
    MigrationState known = before == null ? null : before.state();
    boolean isOver =
        (known == MigrationState.THROTTLED && figures.throttled() != null)
            || (known == MigrationState.COUNTING_ROWS
                && figures.rowsCopied() != null
                && figures.rowsCopied() > 0);
    return known == null || isOver ? MigrationState.MIGRATING : known;
  }

  /** A clock that was set in between gives nothing to add. */
  private static Duration passed(Instant from, Instant to) {
    Duration passed = Duration.between(from, to);
    return passed.isNegative() || passed.compareTo(YOUNG) > 0 ? Duration.ZERO : passed;
  }

  private static @Nullable Duration later(@Nullable Duration before, Duration passed) {
    return before == null ? null : before.plus(passed);
  }

  private static <T> @Nullable T orElse(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }
}
