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
   * @param samples oldest first, at least one
   * @param chunkSize rows in a chunk, null when not known
   */
  public static Rates rates(List<Sample> samples, @Nullable Long chunkSize) {
    Sample newest = samples.getLast();
    Sample oldest = oldestInWindow(samples, newest);
    Double rows = perSecond(oldest, newest, StatusLine::rowsCopied);
    Double dml = perSecond(oldest, newest, StatusLine::dmlApplied);
    Double chunks = rows == null || chunkSize == null || chunkSize == 0 ? null : rows / chunkSize;
    Double chunkSeconds = chunks == null || chunks == 0 ? null : 1 / chunks;
    return new Rates(rows, average(newest.line()), dml, null, chunks, chunkSeconds);
  }

  private interface Figure {
    @Nullable Long of(StatusLine line);
  }

  private static Sample oldestInWindow(List<Sample> samples, Sample newest) {
    Sample oldest = newest;
    for (int i = samples.size() - 2; i >= 0; i--) {
      Sample candidate = samples.get(i);
      // At least one older sample is taken, so that slow polling still gives a speed.
      if (i < samples.size() - 2
          && Duration.between(candidate.observedAt(), newest.observedAt()).compareTo(WINDOW) > 0) {
        break;
      }
      oldest = candidate;
    }
    return oldest;
  }

  private static @Nullable Double perSecond(Sample from, Sample to, Figure figure) {
    Long before = figure.of(from.line());
    Long after = figure.of(to.line());
    double seconds = Duration.between(from.observedAt(), to.observedAt()).toNanos() / 1e9;
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
