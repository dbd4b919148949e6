package dev.ghostwatch.history.sql;

import java.util.Map;

/** What database engines spell differently. */
public enum Dialect {
  SQLITE(
      Map.of(
          "identity", "integer primary key",
          "key", "text",
          "name", "text",
          "text", "text",
          "real", "real",
          "blob", "blob",
          "clustered", "without rowid")),
  /** MariaDB too. */
  MYSQL(
      Map.of(
          "identity", "bigint auto_increment primary key",
          // Table names differ by their case; the default collation would not tell them apart.
          "key", "varchar(600) character set utf8mb4 collate utf8mb4_bin",
          "name", "varchar(300) character set utf8mb4 collate utf8mb4_bin",
          "text", "longtext character set utf8mb4",
          "real", "double",
          "blob", "mediumblob",
          "clustered", "")),
  POSTGRESQL(
      Map.of(
          "identity", "bigint generated always as identity primary key",
          "key", "text",
          "name", "text",
          "text", "text",
          "real", "double precision",
          "blob", "bytea",
          "clustered", ""));

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
  private final Map<String, String> words;

  Dialect(Map<String, String> words) {
    this.words = words;
  }

  /** The words of this engine for the placeholders of the schema. */
  Map<String, String> words() {
    return words;
  }

  /** An insert that leaves a row with the same key as it is. */
  String insertOrSkip(String table, String columns, String values) {
    String into = " into " + table + " (" + columns + ") values (" + values + ")";
    return this == MYSQL ? "insert ignore" + into : "insert" + into + " on conflict do nothing";
  }
}
