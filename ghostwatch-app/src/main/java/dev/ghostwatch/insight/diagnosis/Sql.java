package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.value.TableName;

/** Names as SQL takes them. */
final class Sql {
  private Sql() {}

  static String name(TableName table) {
    return quoted(table.database()) + "." + quoted(table.table());
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
