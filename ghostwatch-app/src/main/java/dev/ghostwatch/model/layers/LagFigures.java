package dev.ghostwatch.model.layers;

import org.jspecify.annotations.Nullable;

/**
 * The replication lag of a migration by three methods side by side (classic toolkit T10), in
 * seconds. What a method does not tell is null.
 *
 * @param ghost as gh-ost measures it
 * @param replicaStatus of the slowest replica, by its status
 * @param heartbeat of the slowest replica, by a pt-heartbeat table
 * @param worst the greatest of them
 * @param disagreement how far the methods are apart on one replica, beyond what their coarseness
 *     and the time between the readings explain; null when no replica has two of them
 */
public record LagFigures(
    @Nullable Double ghost,
    @Nullable Double replicaStatus,
    @Nullable Double heartbeat,
    @Nullable Double worst,
    @Nullable Double disagreement) {}
