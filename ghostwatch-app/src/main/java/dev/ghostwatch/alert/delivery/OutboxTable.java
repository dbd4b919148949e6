package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Notification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The SQL of the outbox. Each method is one transaction. */
final class OutboxTable {
  /**
   * No pause is longer than this. What is due later than that was put off by a clock that has been
   * set back since, and is due now.
   */
  static final Duration LONGEST_PAUSE = Duration.ofHours(1).plusSeconds(1);

  private static final String ALL =
      "select no, receiver, kind, group_key, letter, queued_millis, due_millis, tries,"
          + " tried_millis, cause, dead_millis from outbox ";

  private OutboxTable() {}

  static void add(
      Handle handle,
      Notification notification,
      String receiver,
      String kind,
      String letter,
      long now) {
    handle.execute(
        "insert or ignore into outbox"
            + " (notification, receiver, kind, group_key, letter, queued_millis, due_millis)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        notification.id(),
        receiver,
        kind,
        notification.groupKey(),
        letter,
        now,
        now);
  }

  /**
   * Entries of a channel that may be tried now, each the oldest of its group, those first that have
   * waited longest since their last try.
   */
  static List<OutboxEntry> due(Handle handle, String receiver, String kind, Instant now, int most) {
    return ofChannel(
            handle,
            ALL
                + "o where o.receiver = :receiver and o.kind = :kind and o.dead_millis is null"
                + " and (o.due_millis <= :now or o.due_millis > :far)"
                + " and not exists (select 1 from outbox p where p.receiver = o.receiver"
                + "   and p.kind = o.kind and p.group_key = o.group_key"
                + "   and p.dead_millis is null and p.no < o.no)"
                + " order by o.due_millis, o.no limit :most",
            receiver,
            kind)
        .bind("now", now.toEpochMilli())
        .bind("far", now.plus(LONGEST_PAUSE).toEpochMilli())
        .bind("most", most)
        .map((rows, _) -> entry(rows))
        .list();
  }

  /** When the next entry of a channel is due; null when none waits. */
  static @Nullable Instant nextDue(Handle handle, String receiver, String kind) {
    return ofChannel(
            handle,
            "select min(due_millis) from outbox"
                + " where receiver = :receiver and kind = :kind and dead_millis is null",
            receiver,
            kind)
        .map((rows, _) -> Optional.ofNullable(time(rows, 1)))
        .one()
        .orElse(null);
  }

  /** A try begins: it counts even if this process ends before it does. */
  static void begin(Handle handle, OutboxEntry entry, long now) {
    handle.execute(
        "update outbox set tries = tries + 1, tried_millis = ? where no = ?", now, entry.no());
    handle.execute(
        "insert into outbox_try (receiver, kind, at_millis) values (?, ?, ?)",
        entry.receiver(),
        entry.kind(),
        now);
    handle.execute(
        "delete from outbox_try where receiver = ? and kind = ? and (at_millis < ? or at_millis > ?)",
        entry.receiver(),
        entry.kind(),
        now - RateWindow.WINDOW.toMillis(),
        now);
  }

  /** The tries of the last minute. */
  static List<Long> tries(Handle handle, String receiver, String kind) {
    return ofChannel(
            handle,
            "select at_millis from outbox_try where receiver = :receiver and kind = :kind"
                + " order by at_millis",
            receiver,
            kind)
        .mapTo(Long.class)
        .list();
  }

  static void delivered(Handle handle, long no) {
    handle.execute("delete from outbox where no = ?", no);
  }

  static void later(Handle handle, long no, String cause, Instant due) {
    handle.execute(
        "update outbox set cause = ?, due_millis = ? where no = ?", cause, due.toEpochMilli(), no);
  }

  static void dead(Handle handle, long no, String cause, long now) {
    handle.execute("update outbox set cause = ?, dead_millis = ? where no = ?", cause, now, no);
  }

  /** Gives up what waits for a channel that is no more; gives how many. */
  static int abandon(Handle handle, String receiver, String kind, String cause, long now) {
    return handle.execute(
        "update outbox set cause = ?, dead_millis = ?"
            + " where receiver = ? and kind = ? and dead_millis is null",
        cause,
        now,
        receiver,
        kind);
  }

  /** Gives a dead letter another chance; false when there is none with this number. */
  static boolean revive(Handle handle, long no, long now) {
    return handle.execute(
            "update outbox set dead_millis = null, tries = 0, due_millis = ?, queued_millis = ?"
                + " where no = ? and dead_millis is not null",
            now,
            now,
            no)
        > 0;
  }

  /** Forgets dead letters from before a time; gives how many. */
  static int forget(Handle handle, Instant before) {
    return handle.execute("delete from outbox where dead_millis < ?", before.toEpochMilli());
  }

  /** Everything, oldest first. */
  static List<OutboxEntry> all(Handle handle, boolean dead) {
    return handle
        .createQuery(ALL + "where dead_millis is " + (dead ? "not null" : "null") + " order by no")
        .map((rows, _) -> entry(rows))
        .list();
  }

  /**
   * How many entries a channel has.
   *
   * @param oldest when the oldest of them was taken; null when there is none
   */
  record Count(long entries, @Nullable Instant oldest) {
    static final Count NONE = new Count(0, null);
  }

  /** How many wait, or were given up, by channel. */
  static Map<String, Count> counts(Handle handle, boolean dead) {
    Map<String, Count> counts = new HashMap<>();
    handle
        .createQuery(
            "select receiver, kind, count(*), min(queued_millis) from outbox where dead_millis is "
                + (dead ? "not null" : "null")
                + " group by receiver, kind")
        .map((rows, _) ->
            counts.put(
                Channel.id(rows.getString(1), rows.getString(2)),
                new Count(rows.getLong(3), time(rows, 4))))
        .list();
    return counts;
  }

  private static Query ofChannel(Handle handle, String sql, String receiver, String kind) {
    return handle.createQuery(sql).bind("receiver", receiver).bind("kind", kind);
  }

  private static OutboxEntry entry(ResultSet rows) throws SQLException {
    return new OutboxEntry(
        rows.getLong(1),
        rows.getString(2),
        rows.getString(3),
        rows.getString(4),
        rows.getString(5),
        Instant.ofEpochMilli(rows.getLong(6)),
        Instant.ofEpochMilli(rows.getLong(7)),
        rows.getInt(8),
        time(rows, 9),
        rows.getString(10),
        time(rows, 11));
  }

  private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
    long millis = rows.getLong(column);
    return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
