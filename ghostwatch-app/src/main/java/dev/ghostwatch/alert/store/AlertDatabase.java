package dev.ghostwatch.alert.store;

import dev.ghostwatch.history.sql.Schema;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.history.sql.Trouble;
import dev.ghostwatch.model.UtcTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What the alert services must not forget, in an SQLite file of its own: it is small, and each
 * change is on disk before anything else happens, which would slow the history down. Each service
 * has its own tables; their schema versions are in {@code dev/ghostwatch/alert/schema}.
 */
public final class AlertDatabase {
  /** The tables of all alert services. */
  public static final Schema SCHEMA = new Schema("dev/ghostwatch/alert/schema", 30);

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
    try {
      file.prepare();
      SCHEMA.bringUp(file);
    } catch (FlywayException e) {
      // Its message is a table of lines; what SQLite said is enough.
      throw sqlite(e);
    }
    return new AlertDatabase(Jdbi.create(file.writing()));
  }

  /**
   * Opens the file; a damaged one is kept aside and a new one made.
   *
   * @param now for the name of the one kept aside
   * @param aside told where it is kept, and what was wrong
   * @throws SQLException when neither works
   */
  public static AlertDatabase openOrAnew(
      Path path, Instant now, BiConsumer<Path, SQLException> aside) throws SQLException {
    try {
      return open(path);
    } catch (SQLException e) {
      if (new SqliteFile(path, WRITERS_WAIT).trouble(e) != Trouble.CORRUPT) {
        throw e;
      }
      aside.accept(setAside(path, now), e);
      return open(path);
    }
  }

  private static Path setAside(Path path, Instant now) throws SQLException {
    String time = UtcTime.rfc3339(now).replaceAll("[-:]|\\.\\d+", "");
    Path kept = path.resolveSibling(path.getFileName() + ".corrupt-" + time);
    try {
      for (String suffix : List.of("-wal", "-shm", "")) {
        Path part = path.resolveSibling(path.getFileName() + suffix);
        if (Files.exists(part)) {
          Files.move(part, kept.resolveSibling(kept.getFileName() + suffix));
        }
      }
    } catch (IOException e) {
      throw new SQLException("it is damaged and cannot be moved out of the way: " + e, e);
    }
    return kept;
  }

  private static SQLException sqlite(FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException said) {
        return said;
      }
    }
    return new SQLException(failure.getMessage(), failure);
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
