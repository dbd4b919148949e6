package dev.ghostwatch.document;

import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.RowLockWait;
import dev.ghostwatch.model.server.ServerFigures;

/** Who waits on a server and for whom, as fields. */
final class WaitsShape {
  private static final Shape<MetadataLock> LOCK =
      Shape.<MetadataLock>named("metadata lock")
          .text("table", lock -> lock.table() == null ? null : lock.table().toString())
          .text("lock", MetadataLock::lock)
          .number("id", MetadataLock::connectionId)
          .text("user", MetadataLock::user)
          .text("command", MetadataLock::command)
          .number("seconds", MetadataLock::seconds)
          .text("query", MetadataLock::query);

  private static final Shape<MetadataLocks> LOCKS =
      Shape.<MetadataLocks>named("metadata locks")
          .parts("waiters", LOCK, MetadataLocks::waiters)
          .parts("holders", LOCK, MetadataLocks::holders);

  private static final Shape<RowLockWait> ROW_LOCK =
      Shape.<RowLockWait>named("row lock wait")
          .text("table", RowLockWait::table)
          .number("waitingId", RowLockWait::waitingId)
          .number("waitingSeconds", RowLockWait::waitingSeconds)
          .text("waitingQuery", RowLockWait::waitingQuery)
          .number("blockingId", RowLockWait::blockingId)
          .number("blockingSeconds", RowLockWait::blockingSeconds)
          .text("blockingQuery", RowLockWait::blockingQuery);

  private static final Shape<OpenTransaction> TRANSACTION =
      Shape.<OpenTransaction>named("transaction")
          .number("id", OpenTransaction::connectionId)
          .text("user", OpenTransaction::user)
          .text("command", OpenTransaction::command)
          .number("seconds", OpenTransaction::seconds)
          .text("state", OpenTransaction::state)
          .number("rowsLocked", OpenTransaction::rowsLocked)
          .text("query", OpenTransaction::query);

  /** The fields of a server that say who waits. */
  static final Shape<ServerFigures> SHAPE =
      Shape.<ServerFigures>named("waits")
          .part("metadataLocks", LOCKS, ServerFigures::metadataLocks)
          .parts(
              "rowLockPairs",
              ROW_LOCK,
              server -> server.rowLocks() == null ? null : server.rowLocks().pairs())
          .parts("transactions", TRANSACTION, ServerFigures::transactions);

  private WaitsShape() {}
}
