package dev.ghostwatch.history.sql;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.SampleRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Samples as rows. Plain JDBC: with hundreds of rows a second of some forty columns it counts. */
public final class SampleSql {
  private final String insert;

  /** In the words of this engine. */
  public SampleSql(Dialect dialect) {
    StringBuilder names = new StringBuilder("migration_no, at_millis");
    StringBuilder marks = new StringBuilder("?, ?");
    for (Column column : Column.ALL) {
      names.append(", ").append(column.sqlName());
      marks.append(", ?");
    }
    insert = dialect.insertOrSkip("sample", names.toString(), marks.toString());
  }

  /** Samples of one run, ready to be written. */
  public record Sample(long migration, SampleRow row) {}

  /** Writes samples; one that is there already, by run and time, stays as it is. */
  public void write(Connection connection, List<Sample> samples) throws SQLException {
    if (samples.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Sample sample : samples) {
        statement.setLong(1, sample.migration());
        statement.setLong(2, sample.row().millis());
        int index = 3;
        for (Column column : Column.ALL) {
          bind(statement, index++, column, sample.row().steps(column));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, int index, Column column, long steps)
      throws SQLException {
    if (steps == Column.UNKNOWN) {
      statement.setNull(index, Types.DOUBLE);
      return;
    }
    double value = column.number(steps);
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      statement.setLong(index, (long) value);
    } else {
      statement.setDouble(index, value);
    }
  }

  /**
   * Gives the samples of a run in their order.
   *
   * @param from from this time, in milliseconds of the epoch
   * @param to to before this time
   * @param columns the figures wanted; the others are unknown in the rows
   */
  public static void read(
      Connection connection,
      long migration,
      long from,
      long to,
      Collection<Column> columns,
      Consumer<SampleRow> taker)
      throws SQLException {
    StringBuilder names = new StringBuilder("at_millis");
    columns.forEach(column -> names.append(", ").append(column.sqlName()));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select "
                + names
                + " from sample where migration_no = ? and at_millis >= ?"
                + " and at_millis < ? order by at_millis")) {
      statement.setLong(1, migration);
      statement.setLong(2, from);
      statement.setLong(3, to);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          SampleRow.Builder row = SampleRow.at(rows.getLong(1));
          int index = 2;
          for (Column column : columns) {
            double value = rows.getDouble(index++);
            if (!rows.wasNull()) {
              row.with(column, value);
            }
          }
          taker.accept(row.build());
        }
      }
    }
  }

  /** The same as a list. */
  public static List<SampleRow> list(
      Connection connection, long migration, long from, long to, Collection<Column> columns)
      throws SQLException {
    List<SampleRow> rows = new ArrayList<>();
    read(connection, migration, from, to, columns, rows::add);
    return rows;
  }

  /** Removes the rows of a run from a time to before another; they are packed now. */
  public static void delete(Handle handle, long migration, long from, long to) {
    handle.execute(
        "delete from sample where migration_no = ? and at_millis >= ? and at_millis < ?",
        migration,
        from,
        to);
  }

  /** The time of the oldest row of each run that has any, by the run's number. */
  public static Map<Long, Long> oldest(Handle handle) {
    Map<Long, Long> oldest = new LinkedHashMap<>();
    handle
        .createQuery(
            "select m.no, (select min(s.at_millis) from sample s where s.migration_no = m.no)"
                + " from migration m order by m.no")
        .map((rows, _) -> {
          long at = rows.getLong(2);
          if (!rows.wasNull()) {
            oldest.put(rows.getLong(1), at);
          }
          return at;
        })
        .list();
    return oldest;
  }

  /** The time of the oldest row of one run; null when it has none. */
  public static @Nullable Long oldest(Handle handle, long migration) {
    return edge(handle, migration, "min");
  }

  /** The time of the newest row of one run; null when it has none. */
  public static @Nullable Long newest(Handle handle, long migration) {
    return edge(handle, migration, "max");
  }

  private static @Nullable Long edge(Handle handle, long migration, String function) {
    return handle
        .createQuery(
            "select " + function + "(at_millis) from sample where migration_no = :migration")
        .bind("migration", migration)
        .map((rows, _) -> {
          long at = rows.getLong(1);
          return rows.wasNull() ? Optional.<Long>empty() : Optional.of(at);
        })
        .one()
        .orElse(null);
  }
}
