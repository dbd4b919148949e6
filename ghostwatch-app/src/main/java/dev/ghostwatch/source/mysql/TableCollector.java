package dev.ghostwatch.source.mysql;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import dev.ghostwatch.model.server.TableFigures;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sizes of the migrated tables, and of every table of gh-ost's in their databases. */
final class TableCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return "information_schema.tables";
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.TABLES);
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    TreeSet<String> databases = new TreeSet<>();
    session.watch().tables().forEach(table -> databases.add(table.database()));
    List<TableFigures> tables = new ArrayList<>();
    for (String database : databases) {
      read(session, database, tables);
    }
    tables.sort(Comparator.comparing(figures -> figures.table().toString()));
    return figures -> figures.tables(tables);
  }

  private static void read(Session session, String database, List<TableFigures> into)
      throws SQLException {
    List<String> parameters = new ArrayList<>();
    parameters.add(database);
    for (TableName table : session.watch().tables()) {
      if (table.database().equals(database)) {
        parameters.add(table.table());
      }
    }
    String marks = "?, ".repeat(parameters.size() - 2) + "?";
    List<Row> rows =
        session.rows(
            "SELECT table_name, table_rows, avg_row_length, data_length, index_length,"
                + " UNIX_TIMESTAMP(create_time) AS created, UNIX_TIMESTAMP(update_time) AS updated"
                + " FROM information_schema.tables WHERE table_schema = ? AND (table_name IN ("
                + marks
                + ") OR table_name REGEXP '^_.+_(gho|ghc|ghk|del)$') LIMIT 500",
            parameters.toArray(String[]::new));
    Instant now = session.clock().instant();
    for (Row row : rows) {
      into.add(
          new TableFigures(
              now,
              new TableName(database, row.textOr("", "table_name")),
              row.number("table_rows"),
              row.number("avg_row_length"),
              row.number("data_length"),
              row.number("index_length"),
              instant(row.number("created")),
              instant(row.number("updated"))));
    }
  }

  private static @Nullable Instant instant(@Nullable Long seconds) {
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }
}
