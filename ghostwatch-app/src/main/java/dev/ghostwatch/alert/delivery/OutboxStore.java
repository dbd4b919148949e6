package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.history.sql.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The outbox on disk, through one connection. What cannot be read or written at the moment is tried
 * again: a result that is not on disk yet is kept in memory, and its entry is not tried meanwhile.
 */
final class OutboxStore implements AutoCloseable {
  private final Handle handle;
  private final LaneLog log;
  private final Map<Long, Transaction.Task> unwritten = new LinkedHashMap<>();

  OutboxStore(AlertDatabase database, LaneLog log) {
    this.handle = database.handle();
    this.log = log;
    // A commit is on the disk, not only with the kernel: a power cut loses nothing either.
    handle.execute("pragma synchronous = full");
  }

  /** A notification for each of these channels, with what is written for it. */
  synchronized void add(Notification notification, Map<Channel, String> letters, long now) {
    try {
      Transaction.run(
          handle,
          transaction ->
              letters.forEach((channel, letter) ->
                  OutboxTable.add(
                      transaction, notification, channel.receiver(), channel.kind(), letter, now)));
    } catch (SQLException | JdbiException e) {
      throw new UncheckedIOException(
          new IOException("the outbox cannot be written: " + e.getMessage(), e));
    }
  }

  /** The same as a dead letter at once: there is nobody to send it to. */
  synchronized void addDead(Notification notification, String letter, String cause, long now) {
    try {
      Transaction.run(
          handle,
          transaction -> {
            OutboxTable.add(transaction, notification, notification.receiver(), "?", letter, now);
            OutboxTable.abandon(transaction, notification.receiver(), "?", cause, now);
          });
    } catch (SQLException | JdbiException e) {
      throw new UncheckedIOException(
          new IOException("the outbox cannot be written: " + e.getMessage(), e));
    }
  }

  synchronized List<OutboxEntry> due(Channel channel, Instant now, int most) {
    if (!writeUnwritten()) {
      return List.of();
    }
    try {
      return OutboxTable.due(handle, channel.receiver(), channel.kind(), now, most);
    } catch (JdbiException e) {
      log.unwritable("read", e);
      return List.of();
    }
  }

  synchronized @Nullable Instant nextDue(Channel channel) {
    if (!writeUnwritten()) {
      return null;
    }
    try {
      return OutboxTable.nextDue(handle, channel.receiver(), channel.kind());
    } catch (JdbiException e) {
      log.unwritable("read", e);
      return null;
    }
  }

  synchronized List<Long> tries(Channel channel) {
    return OutboxTable.tries(handle, channel.receiver(), channel.kind());
  }

  /** Whether the try is on disk, so that it may begin. */
  synchronized boolean begin(OutboxEntry entry, Instant now) {
    return written(
        "begin", transaction -> OutboxTable.begin(transaction, entry, now.toEpochMilli()));
  }

  synchronized void delivered(OutboxEntry entry) {
    keep(entry, transaction -> OutboxTable.delivered(transaction, entry.no()));
  }

  synchronized void later(OutboxEntry entry, String cause, Instant due) {
    keep(entry, transaction -> OutboxTable.later(transaction, entry.no(), cause, due));
  }

  synchronized void dead(OutboxEntry entry, String cause, Instant now) {
    keep(
        entry, transaction -> OutboxTable.dead(transaction, entry.no(), cause, now.toEpochMilli()));
  }

  /** Gives up what waits for channels that are not among these; gives their ids and how many. */
  synchronized Map<String, Integer> abandonAllBut(
      Map<String, Channel> channels, String cause, Instant now) {
    Map<String, Integer> abandoned = new LinkedHashMap<>();
    for (OutboxEntry entry : OutboxTable.all(handle, false)) {
      if (!channels.containsKey(entry.channel()) && !abandoned.containsKey(entry.channel())) {
        abandoned.put(
            entry.channel(),
            OutboxTable.abandon(handle, entry.receiver(), entry.kind(), cause, now.toEpochMilli()));
      }
    }
    return abandoned;
  }

  synchronized void forget(Instant before) {
    written("forget", transaction -> OutboxTable.forget(transaction, before));
  }

  synchronized Map<String, OutboxTable.Count> counts(boolean dead) {
    return OutboxTable.counts(handle, dead);
  }

  synchronized List<OutboxEntry> all(boolean dead) {
    return OutboxTable.all(handle, dead);
  }

  private void keep(OutboxEntry entry, Transaction.Task result) {
    unwritten.put(entry.no(), result);
    writeUnwritten();
  }

  private boolean writeUnwritten() {
    while (!unwritten.isEmpty()) {
      Map.Entry<Long, Transaction.Task> first = unwritten.entrySet().iterator().next();
      if (!written("result", first.getValue())) {
        return false;
      }
      unwritten.remove(first.getKey());
    }
    return true;
  }

  private boolean written(String what, Transaction.Task task) {
    try {
      Transaction.run(handle, task);
      log.writable();
      return true;
    } catch (SQLException | JdbiException e) {
      log.unwritable(what, e);
      return false;
    }
  }

  @Override
  public synchronized void close() {
    writeUnwritten();
    handle.close();
  }
}
