package dev.ghostwatch.model.server;

import java.time.Instant;

/**
 * A channel that does not replicate. Its status then shows no lag at all, although the replica
 * falls behind by a second each second.
 *
 * @param seenSince when it was first seen standing still
 * @param lagSeconds how far behind it is: its last lag and the time since
 * @param unsureSeconds by how much that may be too much: the time between the last look at which it
 *     replicated and the first at which it did not
 * @param atLeast whether nobody saw it replicate before, so that it may be further behind
 * @param restart the statement that starts it again
 */
public record Standstill(
    Instant seenSince, double lagSeconds, double unsureSeconds, boolean atLeast, String restart) {}
