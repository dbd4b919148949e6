package dev.ghostwatch.alert.pipeline;

import java.time.Instant;
import java.util.Set;

/**
 * What a receiver was last told of a group.
 *
 * @param firing fingerprints of the alerts that fired then
 * @param resolved fingerprints of those that had ended
 * @param at when it was told
 * @param expiresAt when it may be forgotten
 */
record LoggedNotification(
    String groupKey,
    String receiver,
    Set<String> firing,
    Set<String> resolved,
    Instant at,
    Instant expiresAt) {
  LoggedNotification {
    firing = Set.copyOf(firing);
    resolved = Set.copyOf(resolved);
  }
}
