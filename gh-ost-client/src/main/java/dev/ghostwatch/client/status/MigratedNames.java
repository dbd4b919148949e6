package dev.ghostwatch.client.status;

import dev.ghostwatch.client.value.TableName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The names in a line {@code # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`}.
 *
 * <p>gh-ost puts back-ticks around the names without doubling those inside, so a name may contain
 * what looks like a separator. Of all ways to cut the line the one is right whose two databases
 * agree and whose ghost table belongs to the table.
 */
record MigratedNames(TableName table, String ghostTable) {

  private static final String PREFIX = "# Migrating `";
  private static final String MIDDLE = "`; Ghost table is `";
  private static final String DOT = "`.`";
  private static final int LONGEST_TABLE_NAME = 64;

  /**
   * Characters of the longest line that is read: four names of 64 characters and the words between
   * them fit twice.
   */
  private static final int LONGEST_LINE = 1_000;

  /** The names; null when the line cannot be cut so that the databases agree. */
  static @Nullable MigratedNames parse(String line) {
    String trimmed = line.stripTrailing();
    if (!trimmed.startsWith(PREFIX)
        || !trimmed.endsWith("`")
        || trimmed.length() <= PREFIX.length()
        || trimmed.length() > LONGEST_LINE) {
      return null;
    }
    int end = trimmed.length() - 1;
    MigratedNames fallback = null;
    int middle = trimmed.indexOf(MIDDLE, PREFIX.length());
    while (middle >= 0) {
      int dot = trimmed.indexOf(DOT, PREFIX.length());
      while (dot >= 0 && dot + DOT.length() <= middle) {
        MigratedNames names = cut(trimmed, dot, middle, end);
        if (names != null && names.ghostBelongsToTable()) {
          return names;
        }
        fallback = fallback == null ? names : fallback;
        dot = trimmed.indexOf(DOT, dot + 1);
      }
      middle = trimmed.indexOf(MIDDLE, middle + 1);
    }
    return fallback;
  }

  private static @Nullable MigratedNames cut(String line, int dot, int middle, int end) {
    String database = line.substring(PREFIX.length(), dot);
    int second = middle + MIDDLE.length();
    int ghost = second + database.length() + DOT.length();
    if (ghost > end
        || !line.startsWith(database, second)
        || !line.startsWith(DOT, second + database.length())) {
      return null;
    }
    return new MigratedNames(
        new TableName(database, line.substring(dot + DOT.length(), middle)),
        line.substring(ghost, end));
  }

  /** {@code _NAME_gho}, where gh-ost shortens NAME so that the whole fits 64 bytes. */
  boolean ghostBelongsToTable() {
    if (!ghostTable.startsWith("_")
        || !ghostTable.endsWith("_gho")
        || ghostTable.length() < "_x_gho".length()) {
      return false;
    }
    String name = ghostTable.substring(1, ghostTable.length() - "_gho".length());
    if (name.equals(table.table())) {
      return true;
    }
    // A name cut within a character ends in a replacement character.
    String whole =
        name.endsWith("\ufffd")
            ? name.substring(0, name.indexOf('\ufffd', Math.max(0, name.length() - 3)))
            : name;
    return ghostTable.getBytes(StandardCharsets.UTF_8).length >= LONGEST_TABLE_NAME - 3
        && table.table().startsWith(whole);
  }
}
