package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.TableName;

/** The names of the tables that gh-ost makes beside the one it migrates. */
public final class GhostTables {
  private static final int LONGEST = 64;

  private GhostTables() {}

  /** The table the rows are copied into. */
  public static TableName ghost(TableName table) {
    return derived(table, "gho");
  }

  /** The table of heartbeats and states. */
  public static TableName changelog(TableName table) {
    return derived(table, "ghc");
  }

  /** The table of checkpoints. */
  public static TableName checkpoint(TableName table) {
    return derived(table, "ghk");
  }

  /** What the original is called after the cut-over, without {@code --timestamp-old-table}. */
  public static TableName old(TableName table) {
    return derived(table, "del");
  }

  /**
   * gh-ost cuts long names so that the whole has 64; it counts bytes and MySQL characters, so for
   * long names beyond ASCII this is as near as one gets.
   */
  private static TableName derived(TableName table, String suffix) {
    String name = table.table();
    int room = LONGEST - suffix.length() - 2;
    String kept = name.length() <= room ? name : name.substring(0, room);
    return new TableName(table.database(), "_" + kept + "_" + suffix);
  }
}
