package dev.ghostwatch.source.mysql;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.GhostTables;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far the copies are by their key. For each migration two statements: the smallest and the
 * largest key of the original, and four look-ups in the indexes for each of 64 cells between them.
 * No row is read that is not found by its key.
 */
final class KeyRangeCollector implements Collector {
  /** No such table: there is no ghost table yet, or no longer. */
  private static final int NO_TABLE = 1146;

  /** With more migrations on a server than this, the others go without. */
  private static final int MOST_TABLES = 50;

  /** What stays as it is while a run lasts. */
  private final Map<TableName, Key> keys = new HashMap<>();

  /**
   * @param column null when the key is neither a number nor a time
   * @param high the largest key when the run was first seen: what is inserted later is not copied
   */
  private record Key(@Nullable KeyColumn column, @Nullable BigDecimal high) {}

  @Override
  public String part(Dialect dialect) {
    return "key range";
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.TABLES);
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    keys.keySet().retainAll(session.watch().tables());
    TreeSet<TableName> tables = new TreeSet<>(Comparator.comparing(TableName::toString));
    tables.addAll(session.watch().tables());
    List<KeyRangeProgress> ranges = new ArrayList<>();
    for (TableName table : tables.stream().limit(MOST_TABLES).toList()) {
      try {
        progress(session, table).ifPresent(ranges::add);
      } catch (SQLException e) {
        if (Failure.isTooSlow(e)) {
          // Somebody changes or locks the table, which says nothing of how busy the server is. The
          // others wait too, so none of them is asked before the next look.
          break;
        }
        // Where only some databases may be read, the tables of the others are.
        boolean otherDatabase = Failure.isDenied(e) && tables.size() > 1;
        if (e.getErrorCode() != NO_TABLE && !otherDatabase) {
          throw e;
        }
        // Another run may come whose largest key is another.
        keys.remove(table);
      }
    }
    return figures -> figures.keyRanges(ranges);
  }

  private Optional<KeyRangeProgress> progress(Session session, TableName table)
      throws SQLException {
    Key key = keys.get(table);
    if (key == null) {
      key = new Key(KeyColumn.of(session, table), null);
      keys.put(table, key);
    }
    KeyColumn column = key.column();
    if (column == null) {
      return Optional.empty();
    }
    Row range =
        session.one(
            "SELECT "
                + column.place("MIN(" + column.sql() + ")")
                + " AS low, "
                + column.place("MAX(" + column.sql() + ")")
                + " AS high FROM "
                + KeyColumn.quoted(table));
    BigDecimal low = Row.parseDecimal(range.text("low"));
    BigDecimal high = key.high() == null ? Row.parseDecimal(range.text("high")) : key.high();
    if (low == null || high == null || low.compareTo(high) > 0) {
      return Optional.empty();
    }
    KeyCells cells = new KeyCells(low, high);
    Double ratio = cells.ratio(look(session, table, column, cells));
    keys.put(table, new Key(column, high));
    return ratio == null
        ? Optional.empty()
        : Optional.of(new KeyRangeProgress(session.clock().instant(), table, column.name(), ratio));
  }

  private static List<KeyCells.Seen> look(
      Session session, TableName table, KeyColumn column, KeyCells cells) throws SQLException {
    String original = KeyColumn.quoted(table);
    String ghost = KeyColumn.quoted(GhostTables.ghost(table));
    String key = column.sql();
    List<BigDecimal> borders = cells.borders();
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i + 1 < borders.size(); i++) {
      String from = key + " >= " + column.value(borders.get(i));
      String inCell = from + " AND " + key + " < " + column.value(borders.get(i + 1));
      String first = "(SELECT MIN(" + key + ") FROM " + original + " WHERE " + from + ")";
      sql.append(i == 0 ? "" : " UNION ALL ")
          .append("SELECT ")
          .append(i)
          .append(" AS cell, ")
          .append(column.place(first))
          .append(" AS first, ")
          .append(column.place(highest(key, original, inCell)))
          .append(" AS last, EXISTS (SELECT 1 FROM ")
          .append(ghost)
          .append(" WHERE ")
          .append(key)
          .append(" = ")
          .append(first)
          .append(") AS copied, ")
          .append(column.place(highest(key, ghost, inCell)))
          .append(" AS highest");
    }
    List<Row> rows = new ArrayList<>(session.rows(sql.toString()));
    rows.sort(Comparator.comparingLong(row -> row.numberOr(0, "cell")));
    List<KeyCells.Seen> seen = new ArrayList<>();
    for (Row row : rows) {
      seen.add(
          new KeyCells.Seen(
              Row.parseDecimal(row.text("first")),
              Row.parseDecimal(row.text("last")),
              row.numberOr(0, "copied") == 1,
              Row.parseDecimal(row.text("highest"))));
    }
    return seen;
  }

  private static String highest(String key, String table, String where) {
    return "(SELECT MAX(" + key + ") FROM " + table + " WHERE " + where + ")";
  }
}
