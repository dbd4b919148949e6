package dev.ghostwatch.history;

import dev.ghostwatch.history.StoreException.Reason;
import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.Schema;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.history.sql.Trouble;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.UtcTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The store as something to open: finds out whether it is sound, and sets it aside when not. */
final class StoreFile {
  /** Up to here the whole file is checked when it is opened: it takes a tenth of a second. */
  private static final long CHECKED_WHOLE = 32L << 20;

  private final Database database;
  private final InstantSource clock;
  private final StoreNotice.Port notices;

  StoreFile(Database database, InstantSource clock, StoreNotice.Port notices) {
    this.database = database;
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * Opens the store, made or brought to this program's version when need be; a damaged one is set
   * aside and a new one made.
   */
  Handle open() throws StoreException {
    try {
      return tryOpen();
    } catch (SQLException | JdbiException | FlywayException e) {
      if (trouble(database, e) != Trouble.CORRUPT || !(database instanceof SqliteFile file)) {
        throw unusable(e);
      }
      setAside(file, e);
      try {
        return tryOpen();
      } catch (SQLException | JdbiException | FlywayException again) {
        throw unusable(again);
      }
    }
  }

  private Handle tryOpen() throws SQLException, StoreException {
    database.prepare();
    Handle handle = Jdbi.open(database.writing());
    try {
      int version = Schema.version(handle.getConnection());
      if (version < Schema.HISTORY.version()) {
        Schema.HISTORY.migrate(database);
      } else if (version > Schema.HISTORY.version()) {
        throw newer(database, version);
      }
      check(handle);
      return handle;
    } catch (SQLException | JdbiException | FlywayException | StoreException e) {
      handle.close();
      throw e;
    }
  }

  private void check(Handle handle) throws SQLException {
    // The tables must be there and their first pages readable, whatever their size.
    for (String table : List.of("migration", "sample", "block", "event", "store_fact")) {
      handle.select("select * from " + table + " limit 1").mapToMap().list();
    }
    if (database instanceof SqliteFile file
        && size(file.file()) <= CHECKED_WHOLE
        && !SqliteFile.isSound(handle.getConnection())) {
      throw SqliteFile.corrupt();
    }
  }

  private static long size(Path file) throws SQLException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new SQLException("cannot find out the size of " + file, e);
    }
  }

  /** Moves a damaged store out of the way, so that people can look at it, and says so. */
  void setAside(SqliteFile file, Throwable failure) throws StoreException {
    String time = UtcTime.rfc3339(clock.instant()).replaceAll("[-:]|\\.\\d+", "");
    Path aside = file.sibling(".corrupt-" + time);
    try {
      for (int i = 2; Files.exists(aside); i++) {
        aside = file.sibling(".corrupt-" + time + "-" + i);
      }
      for (String suffix : List.of("-wal", "-shm", "")) {
        Path part = file.sibling(suffix);
        if (Files.exists(part)) {
          Files.move(part, aside.resolveSibling(aside.getFileName() + suffix));
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          Reason.CORRUPT,
          Phrase.of("history.corruptStays", file.place(), message(failure), e.toString()),
          e);
    }
    notices.tell(
        StoreNotice.critical("history.corrupt", file.place(), message(failure), aside.toString()));
  }

  private StoreException unusable(Exception e) {
    return new StoreException(
        trouble(database, e) == Trouble.CORRUPT ? Reason.CORRUPT : Reason.UNUSABLE,
        Phrase.of("history.unusable", database.place(), message(e)),
        e);
  }

  static StoreException newer(Database database, int version) {
    return new StoreException(
        Reason.NEWER,
        Phrase.of(
            "history.newer",
            database.place(),
            String.valueOf(version),
            String.valueOf(Schema.HISTORY.version())),
        null);
  }

  /** What a failure means; what does not come from the database is taken as a refusal. */
  static Trouble trouble(Database database, Throwable failure) {
    SQLException found = sqlFailure(failure);
    return found == null ? Trouble.REJECTED : database.trouble(found);
  }

  private static @Nullable SQLException sqlFailure(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** What the database said, without the statement around it. */
  static String message(Throwable failure) {
    SQLException found = sqlFailure(failure);
    return String.valueOf(found == null ? failure : found.getMessage());
  }
}
