package dev.ghostwatch.history.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * A store in an SQLite file with a write-ahead log, so that others read while one writes, and a
 * killed writer loses nothing it had committed.
 */
public final class SqliteFile implements Database {
  private static final Duration READERS_WAIT = Duration.ofSeconds(2);
  private static final int PAGES_GIVEN_BACK = 2_000;

  private final Path file;
  private final Duration writerWaits;

  /**
   * A file that need not exist yet.
   *
   * @param writerWaits how long a write waits for another writer before it fails
   */
  public SqliteFile(Path file, Duration writerWaits) {
    this.file = file;
    this.writerWaits = writerWaits;
  }

  /**
   * Where the driver's native library is unpacked while it is loaded: a folder that can be swept,
   * as a process killed just then leaves it there. Counts only before the first connection of this
   * JVM; without it it is the temporary folder.
   */
  public static void unpackTo(Path folder) {
    NativeLibrary.into(folder);
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public DataSource writing() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(Math.toIntExact(writerWaits.toMillis()));
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(16 << 20));
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setCacheSize(-8 << 10);
    return source(config, "jdbc:sqlite:" + file);
  }

  @Override
  public void prepare() throws SQLException {
    if (Files.exists(file)) {
      return;
    }
    // Only a file without tables and without a log takes this.
    try (Connection connection = source(new SQLiteConfig(), "jdbc:sqlite:" + file).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma auto_vacuum = incremental");
      statement.execute("pragma journal_mode = wal");
    }
  }

  @Override
  public DataSource reading() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(Math.toIntExact(READERS_WAIT.toMillis()));
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    // Without the log's files SQLite wants to make them, which a reader may not be allowed to; then
    // nobody writes and the file can be read as it stands.
    boolean asItStands = !Files.exists(sibling("-wal")) && !Files.isWritable(folder());
    return source(config, "jdbc:sqlite:" + uri(asItStands));
  }

  private String uri(boolean asItStands) {
    return asItStands ? file.toAbsolutePath().toUri() + "?immutable=1" : file.toString();
  }

  private Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  private static DataSource source(SQLiteConfig config, String url) {
    NativeLibrary.load();
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  @Override
  public Trouble trouble(SQLException failure) {
    // Extended codes carry the plain one in their lowest byte.
    int code = failure.getErrorCode() & 0xff;
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return Trouble.CORRUPT;
    }
    return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
            || code == SQLiteErrorCode.SQLITE_MISMATCH.code
            || code == SQLiteErrorCode.SQLITE_TOOBIG.code
            || code == SQLiteErrorCode.SQLITE_RANGE.code
            || code == SQLiteErrorCode.SQLITE_ERROR.code
        ? Trouble.REJECTED
        : Trouble.UNAVAILABLE;
  }

  @Override
  public long usedBytes(Connection connection) throws SQLException {
    return (number(connection, "page_count") - number(connection, "freelist_count"))
        * number(connection, "page_size");
  }

  @Override
  public void giveBackSpace(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("pragma incremental_vacuum(" + PAGES_GIVEN_BACK + ")");
    }
  }

  /** Whether every page of the file is as it should be; reads all of it. */
  public static boolean isSound(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma quick_check(1)")) {
      return result.next() && "ok".equals(result.getString(1));
    }
  }

  /** What is thrown for a file that is not sound. */
  public static SQLException corrupt() {
    return new SQLException(
        "its pages contradict each other (quick_check)", null, SQLiteErrorCode.SQLITE_CORRUPT.code);
  }

  private static long number(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("pragma " + pragma)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  @Override
  public String place() {
    return file.toString();
  }

  /** The file itself. */
  public Path file() {
    return file;
  }

  /** A file beside it that belongs to it: {@code -wal}, {@code -shm}. */
  public Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
