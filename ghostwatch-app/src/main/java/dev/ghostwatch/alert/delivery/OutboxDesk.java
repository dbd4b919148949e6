package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.history.sql.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Looks into the outbox and sends dead letters again, also from another process than the agent. */
public final class OutboxDesk {
  private final AlertDatabase database;

  public OutboxDesk(AlertDatabase database) {
    this.database = database;
  }

  /** What waits, or what was given up, oldest first. */
  public List<OutboxEntry> entries(boolean dead) {
    try (Handle handle = database.handle()) {
      return OutboxTable.all(handle, dead);
    }
  }

  /**
   * Puts a dead letter back among those that wait; a running agent tries it within some seconds.
   *
   * @return false when there is no dead letter with this number
   */
  public boolean resend(long no, Instant now) throws SQLException {
    try (Handle handle = database.handle()) {
      return Transaction.call(
          handle, transaction -> OutboxTable.revive(transaction, no, now.toEpochMilli()));
    }
  }
}
