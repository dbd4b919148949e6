package dev.ghostwatch.model.log;

import dev.ghostwatch.client.value.ThrottleReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which gh-ost held still for reasons of one kind.
 *
 * @param from the first sample that says so
 * @param to the first sample that no longer does, or the last of all
 * @param text the reason as the first of these samples words it
 */
public record ThrottleInterval(
    @Nullable Instant from,
    @Nullable Instant to,
    long seconds,
    ThrottleReason.Kind kind,
    String text) {}
