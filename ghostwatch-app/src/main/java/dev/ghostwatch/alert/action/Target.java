package dev.ghostwatch.alert.action;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The run that an action is about.
 *
 * @param run its id
 * @param endpoint its control interface
 * @param table what it migrates
 */
public record Target(String run, String endpoint, TableName table) {
  /** The run in a picture; null while it cannot be steered. */
  public static @Nullable Target of(Snapshot snapshot) {
    return snapshot.id() == null || snapshot.endpoint() == null || snapshot.table() == null
        ? null
        : new Target(snapshot.id().text(), snapshot.endpoint(), snapshot.table());
  }
}
