package dev.ghostwatch.testing.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** A primary and its replica, with what differs between MySQL and MariaDB. */
public abstract class DatabasePair {
  /** Server that is written to. */
  public abstract DatabaseServer primary();

  /** Server that replicates from it. */
  public abstract DatabaseServer replica();

  public abstract boolean isMariaDb();

  /** Stops the replica's threads. */
  public final void stopReplica() throws SQLException {
    replica().run(isMariaDb() ? "STOP SLAVE" : "STOP REPLICA");
  }

  /** Starts the replica's threads. */
  public final void startReplica() throws SQLException {
    replica().run(isMariaDb() ? "START SLAVE" : "START REPLICA");
  }

  /** Stops and starts the replica's server process; not possible with a server of others. */
  public abstract void restartReplicaServer() throws IOException;

  /** The pair of the machine's own MariaDB, when it is installed. */
  public static Optional<DatabasePair> mariaDb() {
    return MariaDbPair.shared();
  }

  /**
   * The pair that {@code GHOSTWATCH_TEST_MYSQL=host:port} names: the primary, with user and
   * password g; its replica listens at the next port.
   */
  public static Optional<DatabasePair> mySql() {
    String named = System.getenv("GHOSTWATCH_TEST_MYSQL");
    if (named == null || named.isBlank()) {
      return Optional.empty();
    }
    int colon = named.lastIndexOf(':');
    String host = named.substring(0, colon);
    int port = Integer.parseInt(named.substring(colon + 1));
    return Optional.of(
        new NamedPair(new DatabaseServer(host, port), new DatabaseServer(host, port + 1)));
  }

  private static final class NamedPair extends DatabasePair {
    private final DatabaseServer primary;
    private final DatabaseServer replica;

    NamedPair(DatabaseServer primary, DatabaseServer replica) {
      this.primary = primary;
      this.replica = replica;
    }

    @Override
    public DatabaseServer primary() {
      return primary;
    }

    @Override
    public DatabaseServer replica() {
      return replica;
    }

    @Override
    public boolean isMariaDb() {
      return false;
    }

    @Override
    public void restartReplicaServer() {
      throw new UnsupportedOperationException("not this test's server to restart");
    }
  }
}
