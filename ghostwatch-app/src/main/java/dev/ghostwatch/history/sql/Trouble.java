package dev.ghostwatch.history.sql;

/** What kind of failure the database reported, which decides what happens to what was written. */
public enum Trouble {
  /** The disk is full, the database locked, away or read-only: try the same again later. */
  UNAVAILABLE,
  /** The store itself is damaged: keep it aside and start a new one. */
  CORRUPT,
  /** The database does not take this row: trying again would not help. */
  REJECTED
}
