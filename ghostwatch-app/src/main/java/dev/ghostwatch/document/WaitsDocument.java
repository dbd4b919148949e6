package dev.ghostwatch.document;

import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.RowLockWait;
import dev.ghostwatch.model.server.ServerFigures;

/** Who waits on a server and for whom, as parts of its document. What is not known is null. */
final class WaitsDocument {
  private WaitsDocument() {}

  static void write(Json json, ServerFigures server) {
    MetadataLocks locks = server.metadataLocks();
    json.objectOrNull(
        "metadataLocks",
        locks,
        present -> {
          json.array("waiters", present.waiters(), lock -> json.object(() -> metadata(json, lock)));
          json.arrayOrNull(
              "holders", present.holders(), lock -> json.object(() -> metadata(json, lock)));
        });
    json.arrayOrNull(
        "rowLockPairs",
        server.rowLocks() == null ? null : server.rowLocks().pairs(),
        wait -> json.object(() -> row(json, wait)));
    json.arrayOrNull(
        "transactions",
        server.transactions(),
        transaction -> json.object(() -> transaction(json, transaction)));
  }

  private static void metadata(Json json, MetadataLock lock) {
    json.text("table", lock.table() == null ? null : lock.table().toString());
    json.text("lock", lock.lock());
    json.number("id", lock.connectionId());
    json.text("user", lock.user());
    json.text("command", lock.command());
    json.number("seconds", lock.seconds());
    json.text("query", lock.query());
  }

  private static void row(Json json, RowLockWait wait) {
    json.text("table", wait.table());
    json.number("waitingId", wait.waitingId());
    json.number("waitingSeconds", wait.waitingSeconds());
    json.text("waitingQuery", wait.waitingQuery());
    json.number("blockingId", wait.blockingId());
    json.number("blockingSeconds", wait.blockingSeconds());
    json.text("blockingQuery", wait.blockingQuery());
  }

  private static void transaction(Json json, OpenTransaction transaction) {
    json.number("id", transaction.connectionId());
    json.text("user", transaction.user());
    json.text("command", transaction.command());
    json.number("seconds", transaction.seconds());
    json.text("state", transaction.state());
    json.number("rowsLocked", transaction.rowsLocked());
    json.text("query", transaction.query());
  }
}
