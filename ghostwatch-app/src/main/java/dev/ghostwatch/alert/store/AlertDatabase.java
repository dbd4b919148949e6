package dev.ghostwatch.alert.store;

import dev.ghostwatch.history.sql.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What the alert services must not forget, in an SQLite file of its own: it is small, and each
 * change is on disk before anything else happens, which would slow the history down. Each service
 * has its own tables; their schema versions are in {@code dev/ghostwatch/alert/schema}.
 */
public final class AlertDatabase {
  private static final Duration WRITERS_WAIT = Duration.ofSeconds(2);

  private final Jdbi jdbi;

  private AlertDatabase(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Opens the file; made, with its folder, or brought to this program's version when need be.
   *
   * @throws SQLException when it cannot be made or read
   */
  public static AlertDatabase open(Path path) throws SQLException {
    makeFolder(path);
    SqliteFile file = new SqliteFile(path, WRITERS_WAIT);
    file.prepare();
    Flyway.configure(AlertDatabase.class.getClassLoader())
        .dataSource(file.writing())
        .locations("classpath:dev/ghostwatch/alert/schema")
        .loggers("slf4j")
        .load()
        .migrate();
    return new AlertDatabase(Jdbi.create(file.writing()));
  }

  private static void makeFolder(Path path) throws SQLException {
    Path folder = path.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new SQLException("its folder cannot be made: " + e, e);
    }
  }

  /** A connection of its own for a piece of work; the caller closes it. */
  public Handle handle() {
    return jdbi.open();
  }
}
