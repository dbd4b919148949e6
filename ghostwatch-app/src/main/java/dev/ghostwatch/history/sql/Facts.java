package dev.ghostwatch.history.sql;

import org.jdbi.v3.core.Handle;

/** Numbers that the store remembers about itself. */
public final class Facts {
  /** The number of the last frame of the spool that was taken over. */
  public static final String SPOOL_TAKEN = "spool_taken";

  private Facts() {}

  /** A number; 0 when it was never written. */
  public static long get(Handle handle, String name) {
    return handle
        .createQuery("select number_value from store_fact where name = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Remembers a number. */
  public static void put(Handle handle, String name, long value) {
    int updated =
        handle.execute("update store_fact set number_value = ? where name = ?", value, name);
    if (updated == 0 && get(handle, name) != value) {
      handle.execute("insert into store_fact (name, number_value) values (?, ?)", name, value);
    }
  }
}
