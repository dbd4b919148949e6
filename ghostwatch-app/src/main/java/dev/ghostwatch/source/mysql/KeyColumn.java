package dev.ghostwatch.source.mysql;

import dev.ghostwatch.client.value.TableName;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first column of the key by which gh-ost copies, where it is a number or a time.
 *
 * @param name its name
 * @param time whether it is a date or a time; its place is then counted in seconds
 */
record KeyColumn(String name, boolean time) {
  /** Fewer different values in the first column of several tell too little. */
  private static final long FEWEST_VALUES = 1_000;

  /**
   * The column of the primary key, which gh-ost prefers to all others; null when there is none or
   * it is neither a number nor a time.
   */
  static @Nullable KeyColumn of(Session session, TableName table) throws SQLException {
    Row row =
        session.one(
            "SELECT s.column_name AS name, c.data_type AS type, s.cardinality AS cardinality,"
                + " (SELECT COUNT(*) FROM information_schema.statistics n WHERE n.table_schema ="
                + " s.table_schema AND n.table_name = s.table_name AND n.index_name = 'PRIMARY')"
                + " AS parts FROM information_schema.statistics s JOIN information_schema.columns"
                + " c ON c.table_schema = s.table_schema AND c.table_name = s.table_name AND"
                + " c.column_name = s.column_name WHERE s.table_schema = ? AND s.table_name = ?"
                + " AND s.index_name = 'PRIMARY' AND s.seq_in_index = 1",
            table.database(),
            table.table());
    String name = row.text("name");
    if (name == null
        || (row.numberOr(1, "parts") > 1 && row.numberOr(0, "cardinality") < FEWEST_VALUES)) {
      return null;
    }
    return switch (row.textOr("", "type").toLowerCase(Locale.ROOT)) {
      case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal" ->
          new KeyColumn(name, false);
      case "date", "datetime", "timestamp" -> new KeyColumn(name, true);
      default -> null;
    };
  }

  /** The column in SQL. */
  String sql() {
    return quoted(name);
  }

  /** SQL for the place of a value: a number, or seconds. */
  String place(String value) {
    return time ? "TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', " + value + ")" : value;
  }

  /** SQL for the value at a place. */
  String value(BigDecimal place) {
    return time
        ? "TIMESTAMPADD(SECOND, " + place.toBigInteger() + ", '1970-01-01 00:00:00')"
        : place.toPlainString();
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String quoted(TableName table) {
    return quoted(table.database()) + "." + quoted(table.table());
  }
}
