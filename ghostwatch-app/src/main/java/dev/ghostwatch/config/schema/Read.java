package dev.ghostwatch.config.schema;

import org.jspecify.annotations.Nullable;

/**
 * A value that was read.
 *
 * @param value the value itself
 * @param shown the same as it may be shown
 */
public record Read<T extends @Nullable Object>(T value, Shown shown) {}
