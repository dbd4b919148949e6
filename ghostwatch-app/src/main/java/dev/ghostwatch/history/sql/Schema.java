package dev.ghostwatch.history.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The tables of a database and their version. Flyway makes them; one that is up to date is
 * recognised without it, as its six hundred classes would take a third of the agent's start and 10
 * MB of its memory.
 */
public final class Schema {
  /** The history's, as this program reads and writes it. */
  public static final Schema HISTORY = new Schema("dev/ghostwatch/history/schema", 3);

  private static final String VERSIONS = "flyway_schema_history";

  private final String scripts;
  private final int version;

  /**
   * @param scripts the folder of the class path that holds Flyway's scripts
   * @param version the one of the newest script
   */
  public Schema(String scripts, int version) {
    this.scripts = scripts;
    this.version = version;
  }

  /** The version that this program reads and writes. */
  public int version() {
    return version;
  }

  /**
   * Makes the tables, or brings those of an older version up to this program's; newer ones stay.
   *
   * @throws FlywayException when that fails; what was there stays as it was
   * @throws SQLException when the database cannot be read
   */
  public void bringUp(Database database) throws SQLException {
    try (Connection connection = database.writing().getConnection()) {
      if (version(connection) >= version) {
        return;
      }
    }
    migrate(database);
  }

  /** Lets Flyway make or change the tables; nothing happens to those that are up to date. */
  public void migrate(Database database) {
    FluentConfiguration flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database.writing())
            .locations("classpath:" + scripts)
            .placeholders(database.dialect().words())
            .table(VERSIONS)
            .loggers("slf4j");
    flyway.load().migrate();
  }

  /**
   * The version of the tables that are there; 0 when there are none.
   *
   * @throws SQLException when the store cannot be read
   */
  public static int version(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, VERSIONS, null)) {
      if (!tables.next()) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet versions =
            statement.executeQuery("select version from " + VERSIONS + " where success = true")) {
      int newest = 0;
      while (versions.next()) {
        String version = versions.getString(1);
        if (version != null) {
          newest = Math.max(newest, Integer.parseInt(version));
        }
      }
      return newest;
    }
  }
}
