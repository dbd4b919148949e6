package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The size of a table, as the server's statistics have it.
 *
 * @param observedAt when it was read; sizes are read once a minute
 * @param table database and table
 * @param rows rows, estimated
 * @param averageRowLength bytes of a row on average
 * @param dataBytes bytes of rows
 * @param indexBytes bytes of secondary indexes
 * @param createdAt when it was created
 * @param updatedAt when a row was last changed; null when the server does not know, after a restart
 *     for example
 */
public record TableFigures(
    Instant observedAt,
    TableName table,
    @Nullable Long rows,
    @Nullable Long averageRowLength,
    @Nullable Long dataBytes,
    @Nullable Long indexBytes,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {

  /** Bytes of rows and indexes together. */
  public @Nullable Long totalBytes() {
    return dataBytes == null || indexBytes == null ? null : Long.valueOf(dataBytes + indexBytes);
  }
}
