package dev.ghostwatch.model.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A setting that changed.
 *
 * @param at when the new value was first seen
 * @param name gh-ost's name of it, {@code chunk-size}
 * @param before the value until then; null when it was not known
 * @param after the value from then on
 */
public record SettingRow(Instant at, String name, @Nullable String before, String after) {}
