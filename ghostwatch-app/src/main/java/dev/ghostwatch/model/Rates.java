package dev.ghostwatch.model;

import org.jspecify.annotations.Nullable;

/**
 * How fast a migration goes. Null is "not known", for example before there are two samples.
 *
 * @param rowsPerSecond rows copied per second lately
 * @param averageRowsPerSecond rows copied per second of copying, over the whole run
 * @param dmlPerSecond binary-log events applied per second lately
 * @param bytesPerSecond rows per second times the average row length; needs MySQL
 * @param chunksPerSecond rows per second divided by the chunk size
 * @param chunkSeconds time one chunk takes, waiting included but for throttling: as StatsD measured
 *     it, else from the rows of the time that was not throttled
 * @param chunkSecondsSource {@code STATSD} when it was measured; null when it was derived or is not
 *     known
 * @param querySeconds mean time of the queries that copy a chunk; only StatsD tells it
 */
public record Rates(
    @Nullable Double rowsPerSecond,
    @Nullable Double averageRowsPerSecond,
    @Nullable Double dmlPerSecond,
    @Nullable Double bytesPerSecond,
    @Nullable Double chunksPerSecond,
    @Nullable Double chunkSeconds,
    @Nullable FigureSource chunkSecondsSource,
    @Nullable Double querySeconds) {

  /** Rates that samples alone tell. */
  public Rates(
      @Nullable Double rowsPerSecond,
      @Nullable Double averageRowsPerSecond,
      @Nullable Double dmlPerSecond,
      @Nullable Double bytesPerSecond,
      @Nullable Double chunksPerSecond,
      @Nullable Double chunkSeconds) {
    this(
        rowsPerSecond,
        averageRowsPerSecond,
        dmlPerSecond,
        bytesPerSecond,
        chunksPerSecond,
        chunkSeconds,
        null,
        null);
  }

  /**
   * The same with what StatsD measured.
   *
   * @param chunk seconds of a chunk; null leaves the derived ones
   */
  public Rates measured(@Nullable Double chunk, @Nullable Double query) {
    return new Rates(
        rowsPerSecond,
        averageRowsPerSecond,
        dmlPerSecond,
        bytesPerSecond,
        chunksPerSecond,
        chunk == null ? chunkSeconds : chunk,
        chunk == null ? chunkSecondsSource : FigureSource.STATSD,
        query);
  }

  /** The same with what the rows weigh. */
  public Rates withBytesPerSecond(@Nullable Double bytes) {
    return new Rates(
        rowsPerSecond,
        averageRowsPerSecond,
        dmlPerSecond,
        bytes,
        chunksPerSecond,
        chunkSeconds,
        chunkSecondsSource,
        querySeconds);
  }
}
