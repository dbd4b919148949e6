package dev.ghostwatch.history.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The tables of the store and their versions. */
public final class Schema {
  /** The version this program reads and writes. */
  public static final int VERSION = 3;

  private static final String VERSIONS = "flyway_schema_history";

  private Schema() {}

  /** Makes the tables, or brings those of an older version up to this program's. */
  public static void migrate(Database database) {
    FluentConfiguration flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database.writing())
            .locations("classpath:dev/ghostwatch/history/schema")
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
