package dev.ghostwatch.model.log;

import dev.ghostwatch.client.log.LineLevel;
import dev.ghostwatch.client.value.ThrottleReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the log of one run tells. What it does not tell is null.
 *
 * @param noop a run without {@code --execute}
 * @param reason gh-ost's own words for how it failed or was aborted
 * @param levels lines of each level
 * @param settings gh-ost's settings as its hint lines last showed them, name and value
 */
public record RunAnalysis(
    @Nullable String ghostVersion,
    @Nullable String database,
    @Nullable String table,
    RunOutcome outcome,
    boolean noop,
    @Nullable String reason,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long durationSeconds,
    @Nullable Long copySeconds,
    Progress progress,
    Rate rate,
    Lag lag,
    Backlog backlog,
    Throttling throttling,
    CutOver cutOver,
    List<Phase> phases,
    Map<LineLevel, Long> levels,
    Noted<Problem> errors,
    Noted<Problem> warnings,
    Noted<RunEvent> events,
    List<RecentSample> recentSamples,
    Map<String, String> settings,
    @Nullable ChartSeries charts) {

  /** How far the copy was at the first and the last sample. */
  public record Progress(
      long samples,
      @Nullable Long firstRowsCopied,
      @Nullable Long lastRowsCopied,
      @Nullable Long lastRowsEstimate,
      @Nullable Double lastPercent,
      @Nullable Double maxPercent,
      @Nullable Long lastDmlApplied,
      @Nullable String lastCoordinates) {}

  /** Rows copied a second: over the whole copy, and between the two fastest samples. */
  public record Rate(@Nullable Double averageRowsPerSecond, @Nullable Double maxRowsPerSecond) {}

  /** Lag of the server whose binary log is read, and the age of heartbeats. */
  public record Lag(
      @Nullable Double maxSeconds,
      @Nullable Double averageSeconds,
      @Nullable Double p95Seconds,
      @Nullable Double maxHeartbeatSeconds) {}

  /**
   * Binary log events waiting to be applied.
   *
   * @param samplesFull samples in which no further event could wait
   */
  public record Backlog(@Nullable Long max, @Nullable Long capacity, long samplesFull) {}

  /**
   * Times of holding still.
   *
   * @param byKind seconds lost for each kind of reason, the costliest first
   */
  public record Throttling(
      long samples,
      long seconds,
      SequencedMap<ThrottleReason.Kind, Long> byKind,
      Noted<ThrottleInterval> intervals) {}

  /**
   * The exchange of the tables.
   *
   * @param lockSeconds how long queries on the table were blocked at the end, as gh-ost tells
   */
  public record CutOver(
      long attempts, long failed, long postponedSeconds, @Nullable Double lockSeconds) {}

  /** A part of the run: {@code prepare}, {@code copy}, {@code postponed}, {@code cut-over}. */
  public record Phase(String name, @Nullable Instant from, @Nullable Instant to, long seconds) {}

  /**
   * One of the last samples: the last of its second.
   *
   * @param etaSeconds gh-ost's own ETA: 0 when the copy is due; null when it does not know any
   */
  public record RecentSample(
      @Nullable Instant at,
      long totalSeconds,
      long rowsCopied,
      @Nullable Long rowsEstimate,
      @Nullable Double percent,
      @Nullable Long etaSeconds) {}

  /**
   * What is listed, bounded: of very many the first and the last.
   *
   * @param count how many there were
   */
  public record Noted<T>(List<T> kept, long count) {
    public Noted {
      kept = List.copyOf(kept);
    }

    /** How many are not listed. */
    public long omitted() {
      return count - kept.size();
    }
  }

  public RunAnalysis {
    phases = List.copyOf(phases);
    recentSamples = List.copyOf(recentSamples);
    settings = Map.copyOf(settings);
  }

  /** All lines of the run. */
  public long lines() {
    return levels.values().stream().mapToLong(Long::longValue).sum();
  }
}
