package dev.ghostwatch.history;

/**
 * How the writer of the store is doing, for metrics.
 *
 * @param queued entries that wait for the writer
 * @param spooled entries that wait in the spool because the store cannot be written
 * @param written entries written since the start
 * @param dropped entries lost since the start, there being no room for them anywhere, or the store
 *     refusing them
 * @param failures attempts to write that failed since the start
 * @param lagSeconds age of the oldest entry that is not in the store yet
 * @param packed stretches of two hours of samples packed since the start
 */
public record StoreStats(
    long queued,
    long spooled,
    long written,
    long dropped,
    long failures,
    double lagSeconds,
    long packed) {}
