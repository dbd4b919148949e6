package dev.ghostwatch.history.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * All or nothing. Not JDBI's own: with the SQLite driver a {@code begin} that finds the store
 * locked leaves a connection that takes itself to be in a transaction and is not, and its {@code
 * commit} begins the next one at once, so that a commit which succeeded can be reported as failed.
 */
public final class Transaction {
  private Transaction() {}

  /** What is done in a transaction. */
  public interface Work<T extends @Nullable Object> {
    T in(Handle handle) throws SQLException;
  }

  /** What is done in a transaction and gives nothing. */
  public interface Task {
    void in(Handle handle) throws SQLException;
  }

  /** Does the work and commits; when anything fails nothing of it is done. */
  public static void run(Handle handle, Task task) throws SQLException {
    call(
        handle,
        transaction -> {
          task.in(transaction);
          return null;
        });
  }

  /** The same with a result. */
  public static <T extends @Nullable Object> T call(Handle handle, Work<T> work)
      throws SQLException {
    Connection connection = handle.getConnection();
    try {
      connection.setAutoCommit(false);
      T result = work.in(handle);
      // Commits, as JDBC has it, and begins nothing.
      connection.setAutoCommit(true);
      return result;
    } catch (SQLException | RuntimeException e) {
      undo(connection, e);
      throw e;
    }
  }

  private static void undo(Connection connection, Exception failure) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
