package dev.ghostwatch.model.server;

import java.time.Instant;

/**
 * A channel that does not replicate. Its status then shows no lag at all, although the replica
 * falls behind by a second each second.
 *
 * @param seenSince when it was first seen standing still
 * @param lagSeconds how far behind it is: its last lag and the time since. Too much by at most the
 *     time between two looks
 * @param atLeast whether nobody saw it replicate before, so that it may be further behind
 * @param restart the statement that starts it again
 */
public record Standstill(Instant seenSince, double lagSeconds, boolean atLeast, String restart) {}
