package dev.ghostwatch.testing.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server that tests may do everything with, as user g with password g. */
public record DatabaseServer(String host, int port) {
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  /** A connection of the administrator's. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://"
            + host
            + ":"
            + port
            + "/?user=g&password=g&sslMode=disable&allowPublicKeyRetrieval=true");
  }

  /** Runs statements as the administrator. */
  public void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row of an answer. */
  public @Nullable String value(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : null;
    }
  }

  /** Waits until a question has this answer. */
  public void await(String sql, String answer) throws SQLException {
    long end = System.nanoTime() + PATIENCE;
    @Nullable String found = value(sql);
    while (!answer.equals(found)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(sql + " still answers " + found + ", not " + answer);
      }
      Thread.onSpinWait();
      found = value(sql);
    }
  }
}
