package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.store.AlertDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notification log: in memory, and in the alert services' file for the time after a restart.
 * When the file fails the memory goes on and what is unwritten is tried again with the next entry:
 * at worst people are told twice. Belongs to the pipeline's thread.
 */
final class NotificationTable implements NotificationLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert");

  private record Key(String groupKey, String receiver) {}

  private final AlertDatabase database;
  private final Map<Key, LoggedNotification> all = new HashMap<>();
  private final Map<Key, LoggedNotification> unwritten = new LinkedHashMap<>();

  /** Reads what is kept. */
  NotificationTable(AlertDatabase database) {
    this.database = database;
    try (Handle handle = database.handle()) {
      handle
          .createQuery("select * from notification_log")
          .map((row, _) -> read(row))
          .forEach(entry -> all.put(key(entry), entry));
    } catch (RuntimeException e) {
      LOG.error(
          "event=notification-log-unread text=\"What was told before this start is not known;"
              + " receivers are told once more of all that fires.\"",
          e);
    }
  }

  @Override
  public @Nullable LoggedNotification find(String groupKey, String receiver) {
    return all.get(new Key(groupKey, receiver));
  }

  @Override
  public void record(LoggedNotification notification) {
    all.put(key(notification), notification);
    boolean failedBefore = !unwritten.isEmpty();
    unwritten.put(key(notification), notification);
    try (Handle handle = database.handle()) {
      handle.useTransaction(_ -> unwritten.values().forEach(entry -> write(handle, entry)));
      unwritten.clear();
    } catch (RuntimeException e) {
      if (!failedBefore) {
        LOG.error(
            "event=notification-log-unwritten text=\"What was told cannot be written down ({});"
                + " after a restart receivers may be told once more.\"",
            e.getMessage());
      }
    }
  }

  @Override
  public void forgetExpired(Instant now) {
    all.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
    unwritten.values().removeIf(entry -> !entry.expiresAt().isAfter(now));
    try (Handle handle = database.handle()) {
      handle.execute("delete from notification_log where expires_millis <= ?", now.toEpochMilli());
    } catch (RuntimeException e) {
      // They are only in the way; the next round tries again.
      LOG.warn("event=notification-log-kept text=\"{}\"", e.getMessage());
    }
  }

  private static void write(Handle handle, LoggedNotification entry) {
    handle
        .createUpdate(
            """
            insert or replace into notification_log
              (group_key, receiver, firing, resolved, at_millis, expires_millis)
            values (:group, :receiver, :firing, :resolved, :at, :expires)
            """)
        .bind("group", entry.groupKey())
        .bind("receiver", entry.receiver())
        .bind("firing", String.join(" ", entry.firing()))
        .bind("resolved", String.join(" ", entry.resolved()))
        .bind("at", entry.at().toEpochMilli())
        .bind("expires", entry.expiresAt().toEpochMilli())
        .execute();
  }

  private static LoggedNotification read(ResultSet row) throws SQLException {
    return new LoggedNotification(
        row.getString("group_key"),
        row.getString("receiver"),
        words(row.getString("firing")),
        words(row.getString("resolved")),
        Instant.ofEpochMilli(row.getLong("at_millis")),
        Instant.ofEpochMilli(row.getLong("expires_millis")));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Key key(LoggedNotification entry) {
    return new Key(entry.groupKey(), entry.receiver());
  }
}
