package dev.ghostwatch.client.value;

import static java.util.Objects.requireNonNull;

/**
 * The name of a table and of its database, as MySQL knows them (unquoted).
 *
 * <p>Both parts may hold any character a MySQL identifier can: blanks, dots, quotes, back-ticks,
 * line breaks.
 */
public record TableName(String database, String table) {

  public TableName {
    requireNonNull(database, "database is null");
    requireNonNull(table, "table is null");
  }

  /** The name as SQL takes it, each part between back-ticks: {@code `shop`.`orders`}. */
  public String quoted() {
    return quote(database) + "." + quote(table);
  }

  /** The name for people: {@code shop.orders}. */
  @Override
  public String toString() {
    return database + "." + table;
  }

  private static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
