package dev.ghostwatch.insight;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
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
    RatePoint oldest = oldestInWindow(points, last);
    Double rows = perSecond(oldest, last, oldest.rowsCopied(), last.rowsCopied());
    Double dml = perSecond(oldest, last, oldest.dmlApplied(), last.dmlApplied());
    Double chunks = rows == null || chunkSize == null || chunkSize == 0 ? null : rows / chunkSize;
    Double chunkSeconds = chunks == null || chunks == 0 ? null : 1 / chunks;
    return new Rates(rows, average(newest.line()), dml, null, chunks, chunkSeconds);
  }

  /** At least one older point is taken, so that slow polling still gives a speed. */
  private static RatePoint oldestInWindow(List<RatePoint> points, RatePoint newest) {
    int last = Math.max(0, points.size() - 2);
    Instant begin = newest.at().minus(WINDOW);
    // From the oldest on: no more are kept than lie in the window, and a few.
    for (int i = 0; i < last; i++) {
      if (!points.get(i).at().isBefore(begin)) {
        return points.get(i);
      }
    }
    return points.get(last);
  }

  private static @Nullable Double perSecond(
      RatePoint from, RatePoint to, @Nullable Long before, @Nullable Long after) {
    double seconds = Duration.between(from.at(), to.at()).toNanos() / 1e9;
    if (before == null || after == null || seconds <= 0 || after < before) {
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
