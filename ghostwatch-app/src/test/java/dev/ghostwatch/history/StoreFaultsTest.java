package dev.ghostwatch.history;

import static dev.ghostwatch.history.StoreBench.ORDERS;
import static dev.ghostwatch.history.StoreBench.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.Dialect;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.history.sql.Trouble;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Locked, full, damaged, taken: nothing is lost while space lasts, and what happens is said. */
@NullUnmarked // a test fails on null by itself
class StoreFaultsTest {
  @TempDir Path folder;
  private StoreBench bench;

  @BeforeEach
  void build() {
    bench = new StoreBench(folder);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  @Test
  void whileAnotherLocksTheStoreEntriesWaitAndAreCaughtUpInOrder() throws Exception {
    bench.open();
    bench.samples(ORDERS, 10);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      for (int i = 0; i < 20; i++) {
        bench.samples(ORDERS, 5);
        bench.store.event(
            ORDERS.text(), new EventRow(bench.clock.instant(), "throttle", "no " + i, null));
      }
      bench.store.turn();
      StoreStats stats = bench.store.stats();
      assertThat(stats.spooled()).isEqualTo(120);
      assertThat(stats.lagSeconds()).isBetween(90.0, 100.0);
      assertThat(stats.dropped()).isZero();
      assertThat(stats.failures()).isPositive();
      assertThat(Files.exists(bench.options.spool()))
          .as("a lock that lasts is not waited for in memory alone")
          .isTrue();
      statement.execute("rollback");
    }
    bench.clock.advance(Duration.ofSeconds(10));
    bench.store.turn();
    bench.store.turn();
    assertThat(bench.stored(ORDERS)).hasSize(110);
    assertThat(bench.store.reader().events(ORDERS.text()))
        .extracting(EventRow::text)
        .containsExactlyElementsOf(
            Stream.iterate(0, i -> i + 1).limit(20).map(i -> "no " + i).toList());
    assertThat(bench.store.stats().spooled()).isZero();
    assertThat(bench.store.stats().lagSeconds()).isZero();
    assertThat(bench.said()).containsExactly("history.unavailable", "history.caughtUp");
    assertThat(said(0)).contains("database is locked").contains(bench.file.toString());
    assertThat(Files.exists(bench.options.spool())).isFalse();
  }

  @Test
  void findingsCommandsAndAlertsWaitLikeEverythingElse() throws Exception {
    bench.open();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      bench.tellJudgements();
      bench.store.close();
      assertThat(Files.exists(bench.options.spool())).isTrue();
    }
    bench.open();
    bench.store.turn();
    bench.assertHasJudgements();
  }

  @Test
  void whatWaitsWhenTheAgentEndsIsTakenOverByTheNext() throws Exception {
    bench.open();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      bench.samples(ORDERS, 30);
      bench.store.close();
    }
    assertThat(bench.store.stats().dropped()).isZero();
    bench.open();
    bench.store.turn();
    bench.assertHas(ORDERS, 30);
    assertThat(bench.said())
        .as("%s", bench.notices)
        .containsExactly("history.unavailable", "history.caughtUp");
  }

  @Test
  void aSpoolTakenOverOnceIsNotTakenOverAgain() throws Exception {
    bench.open();
    Path kept = folder.resolve("kept");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      bench.store.event(ORDERS.text(), new EventRow(START, "throttle", "once", null));
      bench.store.close();
    }
    Files.copy(bench.options.spool(), kept);
    bench.open();
    bench.store.turn();
    bench.store.close();
    // As if killed after the store had taken it and before the file was removed.
    Files.copy(kept, bench.options.spool());
    bench.open();
    bench.store.turn();
    assertThat(bench.store.reader().events(ORDERS.text())).hasSize(1);
    assertThat(Files.exists(bench.options.spool())).isFalse();
  }

  @Test
  void aSpoolCutOffInTheMiddleIsReadUpToThere() throws Exception {
    bench.open();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      for (int i = 0; i < 10; i++) {
        bench.samples(ORDERS, 1);
      }
      bench.store.close();
    }
    try (RandomAccessFile spool = new RandomAccessFile(bench.options.spool().toFile(), "rw")) {
      spool.setLength(spool.length() - 10);
    }
    bench.open();
    bench.store.turn();
    bench.assertHas(ORDERS, 9);
  }

  @Test
  void aFullDiskLosesNothingUntilTheSpoolIsFullToo() throws Exception {
    FullDisk disk = new FullDisk(bench.file);
    bench.options = bench.options.spoolingTo(folder.resolve("spool"), 4_000, 4_000);
    bench.open(disk);
    bench.samples(ORDERS, 50);
    disk.full(true);
    for (int i = 0; i < 20; i++) {
      bench.samples(ORDERS, 10);
    }
    StoreStats full = bench.store.stats();
    assertThat(full.dropped()).isPositive();
    assertThat(full.spooled() + full.dropped() + full.written()).isEqualTo(250);
    assertThat(bench.said()).contains("history.unavailable", "history.dropped");
    assertThat(said(0)).contains("full");
    assertThat(bench.notices.getLast().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(bench.said().stream().filter("history.dropped"::equals).count())
        .as("not at every turn")
        .isLessThan(5);
    disk.full(false);
    bench.clock.advance(Duration.ofSeconds(10));
    bench.store.turn();
    assertThat(bench.said()).endsWith("history.caughtUp");
    assertThat(bench.stored(ORDERS)).hasSize((int) (250 - full.dropped()));
    assertThat(bench.store.stats().spooled()).isZero();
  }

  @Test
  void aBatchLargerThanTheMemoryItMayTakeGoesToTheFileAtOnce() throws Exception {
    FullDisk disk = new FullDisk(bench.file);
    bench.options = bench.options.spoolingTo(folder.resolve("spool"), 1 << 20, 1_000);
    bench.open(disk);
    bench.samples(ORDERS, 10);
    disk.full(true);
    for (int i = 0; i < 3; i++) {
      bench.samples(ORDERS, 500);
    }
    assertThat(bench.store.stats().dropped()).isZero();
    assertThat(bench.store.stats().spooled()).isEqualTo(1_500);
    disk.full(false);
    bench.clock.advance(Duration.ofSeconds(10));
    bench.store.turn();
    bench.assertHas(ORDERS, 1_510);
  }

  @Test
  void whenTheSpoolCannotBeWrittenEitherMemoryHoldsWhatItCan() throws Exception {
    FullDisk disk = new FullDisk(bench.file);
    bench.options =
        bench.options.spoolingTo(folder.resolve("no/such/folder/spool"), 1 << 20, 100_000);
    bench.open(disk);
    bench.samples(ORDERS, 10);
    disk.full(true);
    for (int i = 0; i < 20; i++) {
      bench.samples(ORDERS, 10);
    }
    assertThat(bench.store.stats().dropped()).isZero();
    disk.full(false);
    bench.clock.advance(Duration.ofSeconds(10));
    bench.store.turn();
    bench.assertHas(ORDERS, 210);
  }

  @Test
  void aStoreThatIsNoDatabaseIsKeptAsideAndSaidToBe() throws Exception {
    Files.writeString(bench.file, "this is not a database, it is a text ".repeat(1_000));
    bench.open();
    bench.samples(ORDERS, 3);
    bench.assertHas(ORDERS, 3);
    Path aside = folder.resolve("history.db.corrupt-20261122T130000Z");
    assertThat(Files.readString(aside)).startsWith("this is not a database");
    assertThat(bench.said()).containsExactly("history.corrupt");
    assertThat(said(0))
        .contains(
            "is damaged", "file is not a database", aside.toString(), "a new one was started");
  }

  @Test
  void aStoreWithDamagedPagesIsKeptAside() throws Exception {
    bench.open();
    bench.samples(ORDERS, 5_000);
    bench.store.close();
    try (RandomAccessFile file = new RandomAccessFile(bench.file.toFile(), "rw")) {
      file.seek(file.length() / 2 & -4096L);
      file.write("damage ".repeat(3_000).getBytes(StandardCharsets.UTF_8));
    }
    bench.open();
    bench.samples(ORDERS, 3);
    assertThat(bench.said()).containsExactly("history.corrupt");
    assertThat(bench.stored(ORDERS)).hasSize(3);
  }

  @Test
  void aStoreDamagedWhileItIsWrittenIsReplacedAndNothingNewIsLost() throws Exception {
    bench.open();
    bench.store.migration(MigrationRow.of(ORDERS));
    bench.samples(ORDERS, 5_000);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma wal_checkpoint(truncate)");
    }
    Files.write(bench.file, new byte[(int) Files.size(bench.file)]);
    bench.clock.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 4; i++) {
      bench.samples(ORDERS, 100);
    }
    assertThat(bench.said()).contains("history.corrupt");
    assertThat(bench.stored(ORDERS)).hasSize(400);
    assertThat(bench.store.reader().run(ORDERS.text()).row().table()).isEqualTo("orders");
    assertThat(bench.store.stats().dropped()).isZero();
  }

  @Test
  void aSecondAgentIsRefusedAndToldWhoIsFirst() throws Exception {
    bench.open();
    assertThatThrownBy(() -> HistoryStore.open(bench.options, bench.clock, bench.notices::add))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(StoreException.Reason.IN_USE);
              assertThat(text(e.phrase().key(), e.phrase().arguments()))
                  .contains(bench.file.toString())
                  .contains("pid " + ProcessHandle.current().pid())
                  .contains("started 2026-11-22T13:00:00.000Z")
                  .contains("ghostwatch stop");
            });
    bench.samples(ORDERS, 1);
    bench.assertHas(ORDERS, 1);
    bench.store.close();
    bench.open();
    bench.assertHas(ORDERS, 1);
  }

  @Test
  void aStoreOfANewerProgramIsLeftAlone() throws Exception {
    bench.open();
    bench.store.close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + bench.file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into flyway_schema_history (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success) values (99, '7', 'x', 'SQL', 'x', 'x', 0, 1)");
    }
    assertThatThrownBy(bench::open)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(StoreException.Reason.NEWER);
              assertThat(text(e.phrase().key(), e.phrase().arguments()))
                  .contains("has version 7", "knows up to 3");
            });
    assertThatThrownBy(() -> HistoryReader.open(bench.file))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NEWER));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().contains("corrupt"));
    }
  }

  @Test
  void aFolderWhereTheStoreShouldBeIsSaidToBeUnusable() throws Exception {
    Files.createDirectory(bench.file);
    assertThatThrownBy(bench::open)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(StoreException.Reason.UNUSABLE);
              assertThat(text(e.phrase().key(), e.phrase().arguments()))
                  .contains("cannot be opened", "Nothing was changed", "permissions");
            });
  }

  @Test
  void anEntryTheStoreCannotTakeTakesNoOtherWithIt() throws Exception {
    bench.open();
    bench.samples(ORDERS, 2);
    bench.store.sample("no id at all", StoreBench.sample(START));
    bench.samples(ORDERS, 2);
    bench.assertHas(ORDERS, 4);
    assertThat(bench.said()).containsExactly("history.rejected");
    assertThat(said(0)).contains("no id at all", "is lost");
    assertThat(bench.store.stats().dropped()).isEqualTo(1);
  }

  @Test
  void aQueueThatIsFullCountsWhatItCannotTake() throws Exception {
    bench.options =
        new StoreOptions(
            bench.file,
            bench.options.spool(),
            Retention.DEFAULT,
            Duration.ofHours(2),
            100,
            1 << 20,
            1 << 20,
            Duration.ofMillis(1));
    bench.open();
    for (int i = 0; i < 150; i++) {
      bench.store.sample(ORDERS.text(), StoreBench.sample(START.plusSeconds(i)));
    }
    assertThat(bench.store.stats().queued()).isEqualTo(100);
    bench.store.turn();
    assertThat(bench.store.stats().dropped()).isEqualTo(50);
    assertThat(bench.said()).containsExactly("history.dropped");
    assertThat(said(0)).contains("50 entries of the history are LOST");
  }

  @Test
  void aReaderSeesWhatIsWrittenWhileItReads() throws Exception {
    bench.open();
    bench.samples(ORDERS, 10);
    HistoryReader reader = HistoryReader.open(bench.file);
    assertThat(reader.run(ORDERS.text()).last()).isEqualTo(StoreBench.sample(START.plusSeconds(9)));
    bench.samples(ORDERS, 10);
    assertThat(reader.run(ORDERS.text()).last())
        .isEqualTo(StoreBench.sample(START.plusSeconds(19)));
    MigrationId other = new MigrationId(ORDERS.table(), START.plusSeconds(99));
    assertThat(reader.run(other.text())).isNull();
  }

  private String said(int notice) {
    return text(
        bench.notices.get(notice).text().key(), bench.notices.get(notice).text().arguments());
  }

  private static String text(String key, List<String> arguments) {
    return Texts.of(Language.EN).get(key, arguments.toArray(String[]::new));
  }

  /** A store whose disk is full when the test says so. */
  private static final class FullDisk implements Database {
    private final SqliteFile file;
    private final List<Connection> open = new ArrayList<>();

    FullDisk(Path path) {
      file = StoreBench.sqlite(path);
    }

    void full(boolean full) throws SQLException {
      for (Connection connection : open) {
        if (!connection.isClosed()) {
          try (Statement statement = connection.createStatement()) {
            // SQLite takes the pages there are for less than that.
            statement.execute("pragma max_page_count = " + (full ? 1 : 1_000_000));
          }
        }
      }
    }

    @Override
    public Dialect dialect() {
      return file.dialect();
    }

    @Override
    public void prepare() throws SQLException {
      file.prepare();
    }

    @Override
    public DataSource writing() {
      SQLiteDataSource source = (SQLiteDataSource) file.writing();
      SQLiteDataSource kept =
          new SQLiteDataSource(source.getConfig()) {
            @Override
            public Connection getConnection() throws SQLException {
              Connection connection = super.getConnection();
              open.add(connection);
              return connection;
            }
          };
      kept.setUrl(source.getUrl());
      return kept;
    }

    @Override
    public DataSource reading() {
      return file.reading();
    }

    @Override
    public Trouble trouble(SQLException failure) {
      return file.trouble(failure);
    }

    @Override
    public long usedBytes(Connection connection) throws SQLException {
      return file.usedBytes(connection);
    }

    @Override
    public void giveBackSpace(Connection connection) throws SQLException {
      file.giveBackSpace(connection);
    }

    @Override
    public String place() {
      return file.place();
    }
  }
}
