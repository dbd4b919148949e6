package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest entry of gh-ost's checkpoint table {@code _TABLE_ghk}.
 *
 * @param server name of the server it was read from
 * @param table the table being migrated
 * @param observedAt when it was read
 * @param writtenAt when gh-ost wrote it; null when the table is still empty
 * @param ageSeconds how old it is
 * @param coordinates the binary log position a resumed run starts from
 * @param rowsCopied rows copied up to it
 * @param dmlApplied events applied up to it
 * @param afterCutOver whether it was written after the cut-over: good for a revert, not to resume
 */
public record CheckpointFigures(
    String server,
    TableName table,
    Instant observedAt,
    @Nullable Instant writtenAt,
    @Nullable Double ageSeconds,
    @Nullable Coordinates coordinates,
    @Nullable Long rowsCopied,
    @Nullable Long dmlApplied,
    boolean afterCutOver) {

  /**
   * Whether a new run with {@code --resume} can go on from here, as far as this table tells: the
   * binary log at {@link #coordinates} and the ghost table must still be there too.
   */
  public boolean isResumable() {
    return writtenAt != null && coordinates != null && !afterCutOver;
  }
}
