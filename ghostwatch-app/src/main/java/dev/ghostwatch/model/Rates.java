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
 * @param chunkSeconds time one chunk takes, waiting included: the inverse of chunks per second, or
 *     as gh-ost's StatsD metrics measure it
 * @param querySeconds time the query that copies a chunk takes; only StatsD tells it
 */
public record Rates(
    @Nullable Double rowsPerSecond,
    @Nullable Double averageRowsPerSecond,
    @Nullable Double dmlPerSecond,
    @Nullable Double bytesPerSecond,
    @Nullable Double chunksPerSecond,
    @Nullable Double chunkSeconds,
    @Nullable Double querySeconds) {
  /** The same with what the rows weigh. */
  public Rates withBytesPerSecond(@Nullable Double bytes) {
    return new Rates(
        rowsPerSecond,
        averageRowsPerSecond,
        dmlPerSecond,
        bytes,
        chunksPerSecond,
        chunkSeconds,
        querySeconds);
  }
}
