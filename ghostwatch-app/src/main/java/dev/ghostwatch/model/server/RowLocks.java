package dev.ghostwatch.model.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for InnoDB row locks.
 *
 * @param currentWaits transactions that wait now
 * @param totalWaits waits since the server started
 * @param pairs who waits for whom, at most 50; null when it cannot be read, empty when nobody waits
 */
public record RowLocks(
    @Nullable Long currentWaits, @Nullable Long totalWaits, @Nullable List<RowLockWait> pairs) {}
