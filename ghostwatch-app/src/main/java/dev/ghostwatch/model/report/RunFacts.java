package dev.ghostwatch.model.report;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measure of one run. Whatever nothing told is null or absent.
 *
 * @param id its id in the history; null for the run of a log
 * @param table {@code db.table}
 * @param server the server whose table was migrated
 * @param unseen whether it ended while no agent looked, so that nobody knows how
 * @param seconds from its start to its end, or to its last sample
 * @param rows rows copied
 * @param rowsPerSecond rows over the time of the copy, with all its pauses
 * @param rowsPerSecondOfCopying rows over the time in which nothing but copying went on
 * @param time how the time was spent
 * @param measures what may differ from run to run: settings and circumstances
 * @param lag by each way of measuring it that told anything
 * @param cutOverAttempts attempts to exchange the tables, of which {@code cutOverFailed} failed
 * @param lockSeconds how long queries were blocked at the end, as gh-ost tells
 */
public record RunFacts(
    @Nullable String id,
    String table,
    @Nullable String server,
    Lifecycle lifecycle,
    boolean unseen,
    Instant startedAt,
    double seconds,
    @Nullable Long rows,
    @Nullable Double rowsPerSecond,
    @Nullable Double rowsPerSecondOfCopying,
    TimeSpent time,
    Map<Measure, Double> measures,
    List<LagFigures> lag,
    long cutOverAttempts,
    long cutOverFailed,
    @Nullable Double lockSeconds) {
  public RunFacts {
    measures = Map.copyOf(measures);
    lag = List.copyOf(lag);
  }

  /** Whether it ended well after copying rows: only such runs are compared with. */
  public boolean isComparable() {
    return lifecycle == Lifecycle.SUCCEEDED && rowsPerSecond != null;
  }
}
