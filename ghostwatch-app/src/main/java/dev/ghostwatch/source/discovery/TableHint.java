package dev.ghostwatch.source.discovery;

import org.jspecify.annotations.Nullable;

/**
 * Which table a migration is about, as far as can be told without asking gh-ost; its status has the
 * last word.
 *
 * @param database null when not known for sure
 * @param table null when not known for sure
 * @param label what to show meanwhile: {@code db.table}, or the middle of the socket's file name
 */
public record TableHint(@Nullable String database, @Nullable String table, String label) {

  static @Nullable TableHint of(@Nullable String database, @Nullable String table) {
    if (table == null) {
      return null;
    }
    return new TableHint(database, table, database == null ? table : database + "." + table);
  }
}
