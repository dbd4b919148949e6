package dev.ghostwatch.model.log;

import dev.ghostwatch.client.log.LineLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that gh-ost or a library in it logged as a warning or an error.
 *
 * @param message without date and level, also without those of a line that it wraps
 * @param line number of the line, from 1
 */
public record Problem(@Nullable Instant at, LineLevel level, String message, long line) {}
