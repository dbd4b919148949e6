package dev.ghostwatch.model.server;

import org.jspecify.annotations.Nullable;

/**
 * How busy a server is. Rates are over the time since it was last asked; null the first time and
 * after a restart.
 *
 * @param threadsRunning Threads_running, the asking connection included
 * @param threadsConnected Threads_connected
 * @param maxConnections max_connections
 * @param slowQueries Slow_queries since the server started
 * @param slowQueriesPerSecond the same, per second
 * @param queriesPerSecond statements of clients per second (Questions)
 * @param selectsPerSecond SELECT statements per second: whether a replica serves reads
 * @param historyListLength InnoDB's unpurged undo log records
 */
public record ServerLoad(
    @Nullable Long threadsRunning,
    @Nullable Long threadsConnected,
    @Nullable Long maxConnections,
    @Nullable Long slowQueries,
    @Nullable Double slowQueriesPerSecond,
    @Nullable Double queriesPerSecond,
    @Nullable Double selectsPerSecond,
    @Nullable Long historyListLength) {}
