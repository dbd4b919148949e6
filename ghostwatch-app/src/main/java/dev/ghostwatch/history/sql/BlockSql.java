package dev.ghostwatch.history.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Packed points. */
public final class BlockSql {
  private static final int AT_ONCE = 50;

  private BlockSql() {}

  /**
   * A packed block.
   *
   * @param start when its first point is or begins, at the earliest; milliseconds of the epoch
   * @param end after its last point
   * @param points how many points it has
   * @param data the points
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Packed(long start, long end, int points, byte[] data) {}

  /** Writes a block in the place of one that begins at the same time. */
  public static void write(Handle handle, long migration, int step, Packed block) {
    handle.execute(
        "delete from block where migration_no = ? and step_seconds = ? and start_millis = ?",
        migration,
        step,
        block.start());
    handle.execute(
        "insert into block (migration_no, step_seconds, start_millis, end_millis, points, data)"
            + " values (?, ?, ?, ?, ?, ?)",
        migration,
        step,
        block.start(),
        block.end(),
        block.points(),
        block.data());
  }

  /** The block that begins at this time. */
  public static Optional<Packed> at(Handle handle, long migration, int step, long start) {
    return handle
        .createQuery(
            "select start_millis, end_millis, points, data from block"
                + " where migration_no = ? and step_seconds = ? and start_millis = ?")
        .bind(0, migration)
        .bind(1, step)
        .bind(2, start)
        .map((rows, _) ->
            new Packed(rows.getLong(1), rows.getLong(2), rows.getInt(3), rows.getBytes(4)))
        .findOne();
  }

  /**
   * Gives the blocks with points from a time to before another, in their order. Plain JDBC: a run
   * of a month has hundreds.
   *
   * @param longest the longest time a block of this step covers, in milliseconds
   */
  public static void read(
      Connection connection,
      long migration,
      int step,
      long from,
      long to,
      long longest,
      Consumer<Packed> taker)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select start_millis, end_millis, points, data from block where migration_no = ?"
                + " and step_seconds = ? and start_millis > ? and start_millis < ?"
                + " and end_millis > ? order by start_millis")) {
      statement.setLong(1, migration);
      statement.setInt(2, step);
      statement.setLong(3, from - longest);
      statement.setLong(4, to);
      statement.setLong(5, from);
      statement.setFetchSize(AT_ONCE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          taker.accept(
              new Packed(rows.getLong(1), rows.getLong(2), rows.getInt(3), rows.getBytes(4)));
        }
      }
    }
  }

  /** When the first point of a step is; null when there is none. */
  public static @Nullable Long first(Handle handle, long migration, int step) {
    return edge(handle, migration, step, "start_millis", "");
  }

  /** After the last point of a step; null when there is none. */
  public static @Nullable Long last(Handle handle, long migration, int step) {
    return edge(handle, migration, step, "end_millis", " desc");
  }

  private static @Nullable Long edge(
      Handle handle, long migration, int step, String column, String order) {
    return handle
        .createQuery(
            "select "
                + column
                + " from block where migration_no = ? and step_seconds = ?"
                + " order by start_millis"
                + order
                + " limit 1")
        .bind(0, migration)
        .bind(1, step)
        .mapTo(Long.class)
        .findOne()
        .orElse(null);
  }

  /** Removes the oldest blocks of a step that end before a time, at most so many. */
  public static int deleteBefore(Handle handle, int step, long before, int limit) {
    List<long[]> old =
        handle
            .createQuery(
                "select migration_no, start_millis from block where step_seconds = ?"
                    + " and start_millis < ? and end_millis <= ? order by start_millis limit ?")
            .bind(0, step)
            .bind(1, before)
            .bind(2, before)
            .bind(3, limit)
            .map((rows, _) -> new long[] {rows.getLong(1), rows.getLong(2)})
            .list();
    for (long[] key : old) {
      handle.execute(
          "delete from block where migration_no = ? and step_seconds = ? and start_millis = ?",
          key[0],
          step,
          key[1]);
    }
    return old.size();
  }

  /** Removes blocks of a run, at most so many; says how many there were. */
  public static int deleteOf(Handle handle, long migration, int limit) {
    List<long[]> keys =
        handle
            .createQuery(
                "select step_seconds, start_millis from block where migration_no = ? limit ?")
            .bind(0, migration)
            .bind(1, limit)
            .map((rows, _) -> new long[] {rows.getLong(1), rows.getLong(2)})
            .list();
    for (long[] key : keys) {
      handle.execute(
          "delete from block where migration_no = ? and step_seconds = ? and start_millis = ?",
          migration,
          key[0],
          key[1]);
    }
    return keys.size();
  }
}
