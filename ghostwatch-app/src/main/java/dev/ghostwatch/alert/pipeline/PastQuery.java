package dev.ghostwatch.alert.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts of the past are wanted.
 *
 * @param since those that fired at that moment or later; null means all
 * @param migration only those with that label; null means all
 * @param limit at most so many
 */
public record PastQuery(@Nullable Instant since, @Nullable String migration, int limit) {}
