package dev.ghostwatch.model.statsd;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one gh-ost told in one flush, normally those of the last five seconds. What it did not tell
 * is null: while throttled nothing is copied, so there are no times of chunks.
 *
 * @param at when the flush arrived
 * @param lagSeconds of replication, as gh-ost sees it
 * @param heartbeatLagSeconds of gh-ost's own heartbeat
 * @param throttled whether it is throttled at the moment of the flush; shorter throttling is missed
 * @param select the query that finds the range of a chunk, on the server that is read
 * @param copy the query that copies a chunk
 * @param apply the queries that apply binary log events
 * @param sleep the sleeps between chunks ({@code --nice-ratio})
 * @param queries all queries together
 * @param failedQueries how many of them failed
 * @param endedThrottles throttling that ended in this flush
 * @param cutOver what was tried to cut over
 * @param started whether gh-ost has just started
 * @param runtime of gh-ost's own process, every ten seconds
 */
public record StatsdFigures(
    StatsdSeries series,
    Instant at,
    @Nullable Long rowsCopied,
    @Nullable Long rowsEstimate,
    @Nullable Long dmlApplied,
    @Nullable Long backlog,
    @Nullable Long backlogCapacity,
    @Nullable Double lagSeconds,
    @Nullable Double heartbeatLagSeconds,
    @Nullable Boolean throttled,
    @Nullable Timing select,
    @Nullable Timing copy,
    @Nullable Timing apply,
    @Nullable Timing sleep,
    @Nullable Timing queries,
    long failedQueries,
    List<EndedThrottle> endedThrottles,
    List<CutOverPart> cutOver,
    boolean started,
    @Nullable GhostRuntime runtime) {
  public StatsdFigures {
    endedThrottles = List.copyOf(endedThrottles);
    cutOver = List.copyOf(cutOver);
  }

  /**
   * Seconds from one chunk to the next: finding its range, copying it, sleeping; null when none was
   * copied.
   */
  public @Nullable Double chunkSeconds() {
    if (copy == null) {
      return null;
    }
    double total = copy.totalSeconds() + total(select) + total(sleep);
    return total / copy.count();
  }

  private static double total(@Nullable Timing timing) {
    return timing == null ? 0 : timing.totalSeconds();
  }

  /**
   * Throttling that has ended.
   *
   * @param reason gh-ost's words; cut at the first comma, where a tag ends
   * @param seconds how long it lasted; null when that was not sent
   */
  public record EndedThrottle(String reason, @Nullable Double seconds) {}

  /**
   * A part of a cut-over.
   *
   * @param phase {@code magic_lock}, {@code magic_rename}, {@code unlock}, …; null for all of it
   * @param outcome {@code success} or another word of gh-ost's
   */
  public record CutOverPart(@Nullable String phase, String outcome, double seconds) {}

  /** gh-ost's Go runtime; null for what was not sent. */
  public record GhostRuntime(
      @Nullable Long allocatedBytes,
      @Nullable Long systemBytes,
      @Nullable Long heapBytes,
      @Nullable Long collections,
      @Nullable Double collectionPauseSeconds,
      @Nullable Long goroutines) {}
}
