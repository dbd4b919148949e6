package dev.ghostwatch.model.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Metadata locks on tables.
 *
 * @param waiters who waits for one, longest first
 * @param holders who holds one on a table that is waited for or migrated, longest first; null when
 *     the server does not show holders
 */
public record MetadataLocks(List<MetadataLock> waiters, @Nullable List<MetadataLock> holders) {
  public MetadataLocks {
    waiters = List.copyOf(waiters);
  }
}
