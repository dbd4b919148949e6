package dev.ghostwatch.history;

import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import org.jspecify.annotations.Nullable;

/**
 * A run in the store.
 *
 * @param row what is known of it
 * @param last its last sample; null when there is none
 */
public record PastRun(MigrationRow row, @Nullable SampleRow last) {}
