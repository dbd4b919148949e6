package dev.ghostwatch.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted.
 *
 * @param running true for those that have not ended, false for those that have, null for both
 * @param table a table, {@code db.table}, an id or the path of a control socket; null for all
 * @param since only those that still ran at this time or later; null for all
 * @param limit at most so many, the latest
 */
public record RunFilter(
    @Nullable Boolean running, @Nullable String table, @Nullable Instant since, int limit) {
  /** The latest runs. */
  public static RunFilter latest(int limit) {
    return new RunFilter(null, null, null, limit);
  }
}
