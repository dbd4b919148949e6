package dev.ghostwatch.model.server;

import org.jspecify.annotations.Nullable;

/**
 * One transaction waiting for another's row lock.
 *
 * @param table the table as the server names it; null when it does not say
 * @param waitingId connection id of the one that waits
 * @param waitingSeconds how long
 * @param waitingQuery first 100 characters of its query
 * @param blockingId connection id of the one that holds the lock
 * @param blockingSeconds how long its transaction has been open
 * @param blockingQuery first 100 characters of what it runs; null when it runs nothing
 */
public record RowLockWait(
    @Nullable String table,
    long waitingId,
    @Nullable Long waitingSeconds,
    @Nullable String waitingQuery,
    long blockingId,
    @Nullable Long blockingSeconds,
    @Nullable String blockingQuery) {}
