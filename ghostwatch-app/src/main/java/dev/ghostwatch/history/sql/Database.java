package dev.ghostwatch.history.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where the store is kept. */
public interface Database {
  /** What its engine spells differently. */
  Dialect dialect();

  /** Makes what must be there before the first table; a store that is there stays as it is. */
  void prepare() throws SQLException;

  /** Connections to write; the schema is migrated through them. */
  DataSource writing();

  /** Connections to read, which cannot change anything. */
  DataSource reading();

  /** What a failure means for what was to be written. */
  Trouble trouble(SQLException failure);

  /** Bytes that the store's contents take; free pages of its file do not count. */
  long usedBytes(Connection connection) throws SQLException;

  /**
   * Gives some space that deleted rows left back to the file system, where the engine does not do
   * so by itself.
   */
  void giveBackSpace(Connection connection) throws SQLException;

  /** Where it is, for messages. */
  String place();
}
