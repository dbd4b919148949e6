package dev.ghostwatch.insight;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speeds of a migration, from its latest samples. */
public final class RateCalculator {
  /** Samples older than this, counted from the newest, no longer speak for the speed of now. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  private RateCalculator() {}

  /**
   * The rates at the newest sample.
   *
   * @param points in the order of their times, the newest sample's own last
   * @param chunkSize rows in a chunk, null when not known
   */
  public static Rates rates(List<RatePoint> points, Sample newest, @Nullable Long chunkSize) {
    RatePoint last = points.getLast();
    int first = oldestInWindow(points, last);
    RatePoint oldest = points.get(first);
    Double rows = perSecond(oldest, last, oldest.rowsCopied(), last.rowsCopied());
    Double dml = perSecond(oldest, last, oldest.dmlApplied(), last.dmlApplied());
    Double chunks = rows == null || chunkSize == null || chunkSize == 0 ? null : rows / chunkSize;
    Double chunkSeconds =
        chunkSize == null || chunkSize == 0
            ? null
            : chunkSeconds(points.subList(first, points.size()), chunkSize);
    return new Rates(rows, average(newest.line()), dml, null, chunks, chunkSeconds);
  }

  /** A chunk is copied while gh-ost is not throttled; what lies between would make it look slow. */
  private static @Nullable Double chunkSeconds(List<RatePoint> points, long chunkSize) {
    long rows = 0;
    double seconds = 0;
    for (int i = 1; i < points.size(); i++) {
      RatePoint from = points.get(i - 1);
      RatePoint to = points.get(i);
      if (to.isThrottled()
          || from.isThrottled()
          || from.rowsCopied() == RatePoint.UNKNOWN
          || to.rowsCopied() == RatePoint.UNKNOWN) {
        continue;
      }
      rows += to.rowsCopied() - from.rowsCopied();
      seconds += from.secondsTo(to);
    }
    return rows <= 0 || seconds <= 0 ? null : Double.valueOf(seconds / rows * chunkSize);
  }

  /** At least one older point is taken, so that slow polling still gives a speed. */
  private static int oldestInWindow(List<RatePoint> points, RatePoint newest) {
    int last = Math.max(0, points.size() - 2);
    // From the oldest on: no more are kept than lie in the window, and a few.
    for (int i = 0; i < last; i++) {
      if (!points.get(i).isBefore(newest, WINDOW)) {
        return i;
      }
    }
    return last;
  }

  private static @Nullable Double perSecond(RatePoint from, RatePoint to, long before, long after) {
    double seconds = from.secondsTo(to);
    if (before == RatePoint.UNKNOWN
        || after == RatePoint.UNKNOWN
        || seconds <= 0
        || after < before) {
      return null;
    }
    return (after - before) / seconds;
  }

  private static @Nullable Double average(StatusLine line) {
    Long rows = line.rowsCopied();
    Duration copying = line.copyTime();
    if (rows == null || copying == null || copying.toSeconds() == 0) {
      return null;
    }
    return rows / (double) copying.toSeconds();
  }
}
