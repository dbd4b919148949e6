package dev.ghostwatch.history;

import static dev.ghostwatch.history.StoreBench.ORDERS;
import static dev.ghostwatch.history.StoreBench.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.Dialect;
import dev.ghostwatch.history.sql.Trouble;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.history.Statistic;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The same SQL on MariaDB: on the server that {@code -Dghostwatch.mariadb=jdbc:mariadb://…} names,
 * else on one of the test's own when {@code mariadbd} is there.
 */
@NullUnmarked // a test fails on null by itself
class MariaDbStoreTest {
  @TempDir static Path server;
  private static String url = System.getProperty("ghostwatch.mariadb", "");
  private static Process process;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    if (url.isEmpty()) {
      assumeThat(Files.isExecutable(Path.of("/usr/sbin/mariadbd"))).as("mariadbd").isTrue();
      Path socket = server.resolve("s");
      run(
          "mariadb-install-db",
          "--no-defaults",
          "--datadir=" + server.resolve("data"),
          "--auth-root-authentication-method=normal",
          "--user=" + System.getProperty("user.name"));
      Path accounts = server.resolve("accounts.sql");
      Files.writeString(
          accounts,
          "create user w@'127.0.0.1' identified by 'w';\ngrant all on *.* to w@'127.0.0.1';\n");
      int port = freePort();
      process =
          new ProcessBuilder(
                  "/usr/sbin/mariadbd",
                  "--no-defaults",
                  "--user=" + System.getProperty("user.name"),
                  "--datadir=" + server.resolve("data"),
                  "--socket=" + socket,
                  "--port=" + port,
                  "--bind-address=127.0.0.1",
                  "--skip-name-resolve",
                  "--init-file=" + accounts,
                  "--innodb-buffer-pool-size=64M")
              .redirectErrorStream(true)
              .redirectOutput(server.resolve("log").toFile())
              .start();
      url = "jdbc:mariadb://127.0.0.1:" + port + "/?user=w&password=w&sslMode=disable";
    }
    awaitServer();
  }

  @BeforeEach
  void begin() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists ghostwatch_test");
      statement.execute("create database ghostwatch_test");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void run(String... command) throws Exception {
    Process made =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(server.resolve("install.log").toFile())
            .start();
    assertThat(made.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(made.exitValue()).as(Files.readString(server.resolve("install.log"))).isZero();
  }

  /** The driver itself tries until the server is there. */
  private static void awaitServer() throws Exception {
    SQLException last = null;
    for (int i = 0; i < 240; i++) {
      try (Connection connection = DriverManager.getConnection(url)) {
        assertThat(connection.isValid(1)).isTrue();
        return;
      } catch (SQLException e) {
        last = e;
        TimeUnit.MILLISECONDS.sleep(250);
      }
    }
    throw new AssertionError("no MariaDB at " + url, last);
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatGoesInComesOutPackedOrNot() throws Exception {
    try (StoreBench bench = new StoreBench(folder).open(new Server(url))) {
      MigrationRow known =
          new MigrationRow(
              ORDERS.text(),
              "shop",
              "orders",
              "db1:3306",
              null,
              null,
              null,
              START,
              null,
              Lifecycle.RUNNING,
              null,
              null,
              4711L,
              List.of("gh-ost", "--table=订单"),
              Map.of("chunk-size", "1000"));
      bench.store.migration(known);
      MigrationId upper = new MigrationId(new TableName("shop", "ORDERS"), START);
      bench.store.migration(MigrationRow.of(upper));
      bench.store.event(ORDERS.text(), new EventRow(START, "started", "开始", "log"));
      bench.store.setting(ORDERS.text(), new SettingRow(START, "chunk-size", null, "1000"));
      bench.samples(ORDERS, 4 * 3600);
      bench.store.sample(ORDERS.text(), StoreBench.sample(START.plusSeconds(4 * 3600 - 1)));
      bench.store.sample(
          ORDERS.text(),
          SampleRow.at(START.plusMillis(500)).with(Column.LAG_SECONDS, 88.125).build());
      for (int i = 0; i < 10; i++) {
        bench.store.turn();
      }
      bench.store.migration(
          MigrationRow.of(ORDERS).ended(START.plusSeconds(20_000), Lifecycle.SUCCEEDED, "done"));
      bench.store.turn();

      assertThat(bench.notices).isEmpty();
      assertThat(bench.store.stats().packed())
          .as("one block twice: a sample came late")
          .isEqualTo(2);
      assertThat(bench.stored(ORDERS)).hasSize(4 * 3600 + 1);
      HistoryReader reader = bench.store.reader();
      assertThat(reader.run(ORDERS.text()).row())
          .isEqualTo(known.ended(START.plusSeconds(20_000), Lifecycle.SUCCEEDED, "done"));
      assertThat(reader.runs(RunFilter.latest(9))).as("names differ by their case").hasSize(2);
      assertThat(reader.named("shop.orders", 9)).hasSize(1);
      assertThat(reader.named("shop.orders@2026", 9)).hasSize(1);
      assertThat(reader.events(ORDERS.text()))
          .containsExactly(new EventRow(START, "started", "开始", "log"));
      assertThat(reader.settings(ORDERS.text()))
          .containsExactly(new SettingRow(START, "chunk-size", null, "1000"));
      Block points = reader.points(ORDERS.text(), null, null, 100, Column.ALL);
      assertThat(points.size()).isBetween(99, 100);
      assertThat(points.value(0, Column.LAG_SECONDS, Statistic.GREATEST)).isEqualTo(88.125);
    }
    // A second start finds the schema as it is.
    try (StoreBench bench = new StoreBench(folder).open(new Server(url))) {
      assertThat(bench.store.reader().runs(RunFilter.latest(9))).hasSize(2);
      bench.clock.advance(Duration.ofDays(3_000));
      for (int i = 0; i < 30; i++) {
        bench.store.turn();
      }
      assertThat(bench.store.reader().runs(RunFilter.latest(9))).as("too old").hasSize(1);
      assertThat(bench.notices).isEmpty();
    }
  }

  @Test
  void rowsAreAddedUpToWhatTheyAreWhenTheyAreRead() throws Exception {
    try (StoreBench bench = new StoreBench(folder).open(new Server(url))) {
      bench.assertAddedUpAsRead();
    }
  }

  @Test
  void findingsCommandsAndAlertsAreRememberedAsTheyWereToldLast() throws Exception {
    try (StoreBench bench = new StoreBench(folder).open(new Server(url))) {
      bench.tellJudgements();
      bench.store.turn();
      bench.assertHasJudgements();
      assertThat(bench.notices).isEmpty();
    }
  }

  /** A database on a server. */
  private record Server(String url) implements Database {
    @Override
    public Dialect dialect() {
      return Dialect.MYSQL;
    }

    @Override
    public void prepare() {
      // The database is there.
    }

    @Override
    public DataSource writing() {
      try {
        return new MariaDbDataSource(url.replace("/?", "/ghostwatch_test?"));
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public DataSource reading() {
      return writing();
    }

    @Override
    public Trouble trouble(SQLException failure) {
      return failure.getSQLState() != null && failure.getSQLState().startsWith("23")
          ? Trouble.REJECTED
          : Trouble.UNAVAILABLE;
    }

    @Override
    public long usedBytes(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet size =
              statement.executeQuery(
                  "select sum(data_length + index_length) from information_schema.tables"
                      + " where table_schema = database()")) {
        return size.next() ? size.getLong(1) : 0;
      }
    }

    @Override
    public void giveBackSpace(Connection connection) {
      // The server does so by itself.
    }

    @Override
    public String place() {
      return "ghostwatch_test";
    }
  }
}
