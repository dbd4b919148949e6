package dev.ghostwatch.monitor;

import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.statsd.StatsdFigures;
import dev.ghostwatch.model.statsd.StatsdSeries;
import dev.ghostwatch.model.statsd.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** StatsD flushes for tests. */
final class Flushes {
  private Flushes() {}

  static Observation of(Instant at, long rows, boolean throttled) {
    return of(at, rows, throttled, null);
  }

  /**
   * One of a run over 752,865 rows.
   *
   * @param copy times of the queries that copied chunks; null when none did
   */
  static Observation of(Instant at, long rows, boolean throttled, @Nullable Timing copy) {
    return new Observation.StatsdSeen(
        new StatsdFigures(
            new StatsdSeries("127.0.0.1:4000", List.of()),
            at,
            rows,
            752_865L,
            0L,
            0L,
            1000L,
            0.5,
            0.02,
            throttled,
            null,
            copy,
            null,
            null,
            copy,
            0,
            List.of(),
            List.of(),
            false,
            null));
  }
}
