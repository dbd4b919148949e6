package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.TableName;
import java.time.Instant;

/**
 * How far the copy of a table is by its key: up to which key the ghost table has every row, between
 * the smallest and the largest of the original. Right where the row estimate is wrong.
 *
 * @param observedAt when it was read
 * @param table database and table being migrated
 * @param column the column of the key that was looked at
 * @param ratio how much of the keys' range is copied, 0–1; stretches without rows do not count
 */
public record KeyRangeProgress(Instant observedAt, TableName table, String column, double ratio) {
  public KeyRangeProgress {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("BUG: a ratio of " + ratio);
    }
  }
}
