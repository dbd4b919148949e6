package dev.ghostwatch.history.sql;

import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.Statistic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the rows of one run in the database: a piece of time is one row of an answer, where
 * reading its samples takes three calls into the driver for each of their figures. One thread at a
 * time.
 */
@SuppressWarnings("EnumOrdinal") // places in an array of this process
public final class SampleSums implements AutoCloseable {
  /** The last known values are mostly in the last row. */
  private static final int ROWS_AT_ONCE = 16;

  private final long migration;
  private final List<Column> columns;
  private final PreparedStatement sums;
  private final PreparedStatement latestFirst;

  /**
   * For some columns of one run.
   *
   * @param columns at least one
   */
  public SampleSums(Connection connection, long migration, Collection<Column> columns)
      throws SQLException {
    this.migration = migration;
    this.columns = List.copyOf(columns);
    sums =
        connection.prepareStatement(
            sql("select count(*), max(at_millis)" + aggregates(this.columns), ""));
    latestFirst =
        connection.prepareStatement(
            sql("select at_millis" + names(this.columns), " order by at_millis desc"));
    latestFirst.setFetchSize(ROWS_AT_ONCE);
  }

  private static String sql(String selected, String order) {
    return selected
        + " from sample where migration_no = ? and at_millis >= ? and at_millis < ?"
        + order;
  }

  private static String names(List<Column> columns) {
    StringBuilder names = new StringBuilder();
    columns.forEach(column -> names.append(", ").append(column.sqlName()));
    return names.toString();
  }

  private static String aggregates(List<Column> columns) {
    StringBuilder list = new StringBuilder();
    for (Column column : columns) {
      list.append(", count(").append(column.sqlName()).append(')');
      for (Statistic statistic : column.thinning().statistics()) {
        if (statistic != Statistic.LAST) {
          list.append(", ")
              .append(function(statistic))
              .append('(')
              .append(column.sqlName())
              .append(')');
        }
      }
    }
    return list.toString();
  }

  private static String function(Statistic statistic) {
    return switch (statistic) {
      case LEAST -> "min";
      case GREATEST -> "max";
      case AVERAGE -> "avg";
      case LAST -> throw new IllegalArgumentException("BUG: the last value is read, not computed");
    };
  }

  /**
   * What the rows of a piece of time say together.
   *
   * @param newest the time of the last of them, in milliseconds of the epoch
   * @param samples how many there are; at least one
   * @param figures those of which anything is known
   */
  public record Sum(long newest, long samples, List<Figure> figures) {
    public Sum {
      figures = List.copyOf(figures);
    }
  }

  /**
   * One figure of a piece in the steps of its column; statistics that its column does not want are
   * {@link Column#UNKNOWN}.
   *
   * @param known how many samples know it; at least one
   */
  public record Figure(
      Column column, long known, long last, long least, long greatest, long mean) {}

  /**
   * Adds up a piece of time.
   *
   * @param from from this time, in milliseconds of the epoch
   * @param to to before this time
   * @return null when there is no row
   */
  public @Nullable Sum between(long from, long to) throws SQLException {
    bind(sums, from, to);
    try (ResultSet row = sums.executeQuery()) {
      long samples = row.next() ? row.getLong(1) : 0;
      if (samples == 0) {
        return null;
      }
      long newest = row.getLong(2);
      long[] known = new long[Column.SLOTS];
      long[][] values = new long[Statistic.values().length][Column.SLOTS];
      int index = 3;
      for (Column column : columns) {
        int code = column.code();
        known[code] = row.getLong(index++);
        for (Statistic statistic : column.thinning().statistics()) {
          if (statistic != Statistic.LAST) {
            values[statistic.ordinal()][code] = column.steps(row.getDouble(index++));
          }
        }
      }
      readLast(from, to, known, values[Statistic.LAST.ordinal()]);
      return new Sum(newest, samples, figures(known, values));
    }
  }

  private List<Figure> figures(long[] known, long[][] values) {
    List<Figure> figures = new ArrayList<>();
    for (Column column : columns) {
      if (known[column.code()] > 0) {
        figures.add(
            new Figure(
                column,
                known[column.code()],
                of(column, Statistic.LAST, values),
                of(column, Statistic.LEAST, values),
                of(column, Statistic.GREATEST, values),
                of(column, Statistic.AVERAGE, values)));
      }
    }
    return figures;
  }

  private static long of(Column column, Statistic statistic, long[][] values) {
    return column.thinning().statistics().contains(statistic)
        ? values[statistic.ordinal()][column.code()]
        : Column.UNKNOWN;
  }

  /** The last known values of the columns that want them, backwards from the last row. */
  private void readLast(long from, long to, long[] known, long[] last) throws SQLException {
    Arrays.fill(last, Column.UNKNOWN);
    int wanted = 0;
    for (Column column : columns) {
      wanted += isWanted(column, known, last) ? 1 : 0;
    }
    if (wanted == 0) {
      return;
    }
    bind(latestFirst, from, to);
    try (ResultSet rows = latestFirst.executeQuery()) {
      while (wanted > 0 && rows.next()) {
        for (int i = 0; i < columns.size(); i++) {
          Column column = columns.get(i);
          if (isWanted(column, known, last)) {
            double value = rows.getDouble(i + 2);
            if (!rows.wasNull()) {
              last[column.code()] = column.steps(value);
              wanted--;
            }
          }
        }
      }
    }
  }

  private static boolean isWanted(Column column, long[] known, long[] last) {
    return known[column.code()] > 0
        && last[column.code()] == Column.UNKNOWN
        && column.thinning().statistics().contains(Statistic.LAST);
  }

  private void bind(PreparedStatement statement, long from, long to) throws SQLException {
    statement.setLong(1, migration);
    statement.setLong(2, from);
    statement.setLong(3, to);
  }

  @Override
  public void close() throws SQLException {
    try {
      sums.close();
    } finally {
      latestFirst.close();
    }
  }
}
