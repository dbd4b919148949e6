package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.Flavor;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.ServerRole;
import dev.ghostwatch.model.server.TableFigures;
import dev.ghostwatch.model.server.Watch;
import dev.ghostwatch.source.changelog.ChangelogReader;
import dev.ghostwatch.source.mysql.ServerSource.Limits;
import dev.ghostwatch.testing.database.DatabasePair;
import dev.ghostwatch.testing.database.DatabaseServer;
import dev.ghostwatch.testing.database.Relay;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read from real servers, and what is said when it cannot be; MySQL and MariaDB alike. */
abstract class ServerSuite {
  static final TableName ORDERS = new TableName("gwshop", "orders");
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final Texts ENGLISH = Texts.of(Language.EN);

  DatabasePair pair;
  private final List<AutoCloseable> open = new ArrayList<>();

  abstract Optional<DatabasePair> pair();

  @BeforeEach
  void prepare() throws Exception {
    Optional<DatabasePair> found = pair();
    Assumptions.assumeTrue(found.isPresent(), "no such servers on this machine");
    pair = found.get();
    pair.primary()
        .run(
            "DROP DATABASE IF EXISTS gwshop",
            "CREATE DATABASE gwshop",
            "CREATE TABLE gwshop.orders (id INT PRIMARY KEY AUTO_INCREMENT, item VARCHAR(200))",
            "CREATE TABLE gwshop._orders_gho LIKE gwshop.orders",
            "CREATE TABLE gwshop.customers (id INT PRIMARY KEY)");
    pair.replica()
        .await("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'gwshop'", "3");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  ServerSource source(String name, DatabaseServer server) {
    return ServerSource.of(name, server.host(), server.port(), "g", () -> "g");
  }

  ServerPoller poller(ServerSource source) {
    ServerPoller poller = new ServerPoller(source, InstantSource.system());
    open.add(poller);
    return poller;
  }

  <T extends AutoCloseable> T keep(T closeable) {
    open.addFirst(closeable);
    return closeable;
  }

  static List<String> texts(ServerFigures figures) {
    return figures.problems().stream()
        .map(ServerProblem::text)
        .map(text -> ENGLISH.get(text.key(), text.arguments().toArray(String[]::new)))
        .toList();
  }

  /** Everything but what the server has switched off. */
  static List<ServerProblem> troubles(ServerFigures figures) {
    return figures.problems().stream()
        .filter(problem -> problem.kind() != ServerProblem.Kind.SWITCHED_OFF)
        .toList();
  }

  /** Polls until the figures are so, each time a minute later so that everything is read. */
  static ServerFigures pollUntil(ServerPoller poller, Predicate<ServerFigures> condition) {
    Instant now = Instant.now();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    ServerFigures figures = poller.poll(now);
    while (!condition.test(figures)) {
      assertThat(System.nanoTime()).as("still %s", figures).isLessThan(end);
      pause();
      now = now.plusSeconds(60);
      figures = poller.poll(now);
    }
    return figures;
  }

  /** InnoDB shows transactions as they were when nobody had looked for 0.1 s. */
  private static void pause() {
    try {
      assertThat(NEVER.await(150, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPrimaryShowsWhatItIsAndHowBusy() {
    ServerFigures figures = poller(source("db1", pair.primary())).poll(Instant.now());
    assertThat(troubles(figures)).isEmpty();
    assertThat(figures.reach()).isEqualTo(Reach.ANSWERS);
    assertThat(figures.nextTryAt()).isNull();
    assertThat(figures.name()).isEqualTo("db1");
    assertThat(figures.address()).isEqualTo("127.0.0.1:" + pair.primary().port());
    assertThat(figures.role()).isEqualTo(ServerRole.PRIMARY);
    assertThat(requireNonNull(figures.identity()).flavor())
        .isEqualTo(pair.isMariaDb() ? Flavor.MARIADB : Flavor.MYSQL);
    assertThat(requireNonNull(figures.identity()).version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(requireNonNull(figures.identity()).serverId()).isPositive();
    assertThat(requireNonNull(figures.identity()).readOnly()).isFalse();
    assertThat(requireNonNull(figures.identity()).startedAt()).isBefore(Instant.now());
    assertThat(requireNonNull(figures.identity()).utcOffsetSeconds()).isNotNull();
    assertThat(requireNonNull(figures.identity()).dataDirectory()).endsWith("/");
    assertThat(requireNonNull(figures.load()).threadsRunning()).isPositive();
    assertThat(requireNonNull(figures.load()).threadsConnected()).isPositive();
    assertThat(requireNonNull(figures.load()).maxConnections()).isPositive();
    assertThat(requireNonNull(figures.load()).slowQueries()).isNotNegative();
    assertThat(requireNonNull(figures.load()).historyListLength()).isNotNegative();
    assertThat(requireNonNull(figures.load()).queriesPerSecond()).isNull();
    assertThat(requireNonNull(figures.position()).file()).startsWith("mysql-bin.");
    assertThat(requireNonNull(figures.position()).position()).isPositive();
    assertThat(requireNonNull(figures.rowLocks()).currentWaits()).isNotNegative();
    assertThat(requireNonNull(figures.rowLocks()).pairs()).isEmpty();
    assertThat(figures.longQueries()).isNotNull();
    assertThat(figures.transactions()).isNotNull();
    assertThat(requireNonNull(figures.binlogs()).files()).isNotEmpty();
    assertThat(requireNonNull(figures.binlogs()).totalBytes()).isPositive();
    assertThat(requireNonNull(requireNonNull(figures.binlogs()).oldest()).name())
        .startsWith("mysql-bin.");
    assertThat(figures.heartbeat()).isNull();
  }

  @Test
  void aReplicaShowsItsChannel() throws Exception {
    pair.replica().await(caughtUp(), "1");
    ServerFigures figures =
        pollUntil(
            poller(source("db2", pair.replica())),
            seen -> Double.valueOf(0).equals(seen.replicaStatusLagSeconds()));
    assertThat(figures.role()).isEqualTo(ServerRole.REPLICA);
    ReplicationChannel channel = requireNonNull(figures.channels()).getFirst();
    assertThat(channel.sourceHost()).isEqualTo("127.0.0.1");
    assertThat(channel.sourcePort()).isEqualTo(pair.primary().port());
    assertThat(channel.sourceServerId())
        .isEqualTo(Long.valueOf(pair.primary().value("SELECT @@server_id")));
    assertThat(channel.isRunning()).isTrue();
    assertThat(channel.isBroken()).isFalse();
    assertThat(channel.readPosition()).startsWith("mysql-bin.");
    assertThat(channel.appliedPosition()).startsWith("mysql-bin.");
    assertThat(channel.sqlErrno()).isZero();
    assertThat(channel.ioError()).isEmpty();
  }

  private static String caughtUp() {
    return "SELECT COUNT(*) FROM information_schema.tables"
        + " WHERE table_schema = 'gwshop' AND table_name = 'customers'";
  }

  @Test
  void ratesComeWithTheSecondPoll() throws Exception {
    ServerPoller poller = poller(source("db1", pair.primary()));
    poller.poll(Instant.now());
    for (int i = 0; i < 20; i++) {
      pair.primary().value("SELECT " + i);
    }
    ServerFigures figures = poller.poll(Instant.now());
    assertThat(requireNonNull(figures.load()).queriesPerSecond()).isPositive();
    assertThat(requireNonNull(figures.load()).selectsPerSecond()).isPositive();
    assertThat(requireNonNull(figures.load()).slowQueriesPerSecond()).isNotNegative();
  }

  @Test
  void statusVariablesAreReadByName() {
    ServerPoller poller = poller(source("db1", pair.primary()));
    poller.watch(new Watch(Set.of(), Set.of("Threads_connected", "No_such_variable")));
    assertThat(poller.poll(Instant.now()).watchedVariables()).containsOnlyKeys("Threads_connected");
  }

  @Test
  void sizesOfTheTablesOfAMigration() throws Exception {
    pair.primary()
        .run(
            "INSERT INTO gwshop.orders (item) VALUES (REPEAT('x', 150)), (REPEAT('y', 150))",
            "ANALYZE TABLE gwshop.orders",
            "CREATE TABLE gwshop._old_del (id INT PRIMARY KEY)");
    ServerPoller poller = poller(source("db1", pair.primary()));
    Instant now = Instant.now();
    assertThat(poller.poll(now).tables()).isEmpty();
    poller.watch(new Watch(Set.of(ORDERS), Set.of()));
    ServerFigures figures = poller.poll(now.plusSeconds(1));
    assertThat(figures.tables())
        .extracting(table -> table.table().table())
        .containsExactly("_old_del", "_orders_gho", "orders");
    TableFigures orders = requireNonNull(figures.tables()).getLast();
    assertThat(orders.rows()).isEqualTo(2);
    assertThat(orders.averageRowLength()).isPositive();
    assertThat(orders.totalBytes()).isPositive();
    assertThat(orders.createdAt())
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(2));
  }

  @Test
  void aStoppedReplicaHasNoLagRatherThanNone() throws Exception {
    ServerPoller poller = poller(source("db2", pair.replica()));
    pair.stopReplica();
    try {
      ServerFigures figures = poller.poll(Instant.now());
      assertThat(figures.role()).isEqualTo(ServerRole.REPLICA);
      assertThat(figures.replicaStatusLagSeconds()).isNull();
      ReplicationChannel channel = requireNonNull(figures.channels()).getFirst();
      assertThat(channel.lagSeconds()).isNull();
      assertThat(channel.isRunning()).isFalse();
      assertThat(channel.isBroken()).isFalse();
      assertThat(troubles(figures)).isEmpty();
    } finally {
      pair.startReplica();
    }
    pollUntil(poller, seen -> seen.replicaStatusLagSeconds() != null);
  }

  @Test
  void aBrokenReplicaShowsItsError() throws Exception {
    ServerPoller poller = poller(source("db2", pair.replica()));
    pair.replica().run("SET sql_log_bin = 0", "INSERT INTO gwshop.customers VALUES (1)");
    pair.primary().run("INSERT INTO gwshop.customers VALUES (1)");
    try {
      ServerFigures figures =
          pollUntil(
              poller, seen -> seen.channels() != null && seen.channels().getFirst().isBroken());
      ReplicationChannel channel = requireNonNull(figures.channels()).getFirst();
      assertThat(channel.sqlErrno()).isEqualTo(1062);
      assertThat(channel.sqlError()).contains("customers");
      assertThat(channel.sqlRunning()).isFalse();
      assertThat(channel.ioRunning()).isEqualTo("Yes");
      assertThat(channel.lagSeconds()).isNull();
    } finally {
      pair.replica().run("SET sql_log_bin = 0", "DELETE FROM gwshop.customers");
      pair.startReplica();
    }
    pair.replica().await("SELECT COUNT(*) FROM gwshop.customers", "1");
  }

  @Test
  void whoHoldsUpWhomIsShown() throws Exception {
    pair.primary().run("INSERT INTO gwshop.orders (item) VALUES ('a'), ('b')");
    ServerPoller poller = poller(source("db1", pair.primary()));
    poller.watch(new Watch(Set.of(ORDERS), Set.of()));
    String comment = "x".repeat(120);
    try (Connection holder = pair.primary().connect();
        Connection waiter = pair.primary().connect();
        Connection ddl = pair.primary().connect();
        Connection slow = pair.primary().connect()) {
      holder.setAutoCommit(false);
      long holding = id(holder);
      execute(holder, "UPDATE gwshop.orders SET item = 'held' WHERE id = 1");
      long waiting = id(waiter);
      Thread row = inBackground(waiter, "UPDATE gwshop.orders SET item = 'late' WHERE id = 1");
      Thread sleeping = inBackground(slow, "SELECT SLEEP(20) /* " + comment + " */");
      ServerFigures figures =
          pollUntil(
              poller,
              seen ->
                  seen.rowLocks() != null
                      && seen.rowLocks().pairs() != null
                      && !requireNonNull(seen.rowLocks().pairs()).isEmpty()
                      && seen.transactions() != null
                      && seen.transactions().stream().anyMatch(t -> t.connectionId() == holding)
                      && seen.longQueries() != null
                      && seen.longQueries().stream()
                          .anyMatch(
                              query -> String.valueOf(query.query()).startsWith("SELECT SLEEP")));
      assertThat(troubles(figures)).isEmpty();
      assertThat(requireNonNull(figures.rowLocks()).currentWaits()).isPositive();
      assertThat(requireNonNull(figures.rowLocks()).totalWaits()).isPositive();
      assertThat(requireNonNull(figures.rowLocks()).pairs())
          .anySatisfy(pair -> {
            assertThat(pair.waitingId()).isEqualTo(waiting);
            assertThat(pair.blockingId()).isEqualTo(holding);
            assertThat(pair.table()).isEqualTo("gwshop.orders");
            assertThat(pair.waitingQuery()).startsWith("UPDATE gwshop.orders");
            assertThat(pair.blockingQuery()).isNull();
            assertThat(pair.blockingSeconds()).isBetween(4L, 60L);
          });
      assertThat(figures.transactions())
          .anySatisfy(transaction -> {
            assertThat(transaction.connectionId()).isEqualTo(holding);
            assertThat(transaction.user()).isEqualTo("g");
            assertThat(transaction.command()).isEqualTo("Sleep");
            assertThat(transaction.seconds()).isBetween(5L, 60L);
            assertThat(transaction.rowsModified()).isEqualTo(1);
            assertThat(transaction.query()).isNull();
          });
      assertThat(figures.longQueries())
          .isSortedAccordingTo((a, b) -> Long.compare(b.seconds(), a.seconds()))
          .anySatisfy(query -> {
            assertThat(query.query()).startsWith("SELECT SLEEP(20) /* xxx").hasSize(100);
            assertThat(query.user()).isEqualTo("g");
            assertThat(query.command()).isEqualTo("Query");
            assertThat(query.seconds()).isBetween(6L, 60L);
          })
          .allSatisfy(query -> assertThat(query.seconds()).isGreaterThan(5));
      long altering = id(ddl);
      Thread alter = inBackground(ddl, "ALTER TABLE gwshop.orders ADD COLUMN c INT");
      ServerFigures piled =
          pollUntil(
              poller,
              seen -> seen.metadataLocks() != null && !seen.metadataLocks().waiters().isEmpty());
      assertThat(requireNonNull(piled.metadataLocks()).waiters())
          .anySatisfy(lock -> {
            assertThat(lock.connectionId()).isEqualTo(altering);
            assertThat(lock.query()).startsWith("ALTER TABLE gwshop.orders");
          });
      holdersOf(piled, holding);
      holder.rollback();
      row.join();
      alter.join();
      pair.primary().run("KILL QUERY " + id(slow, sleeping));
      sleeping.join();
    }
  }

  /** Where the server shows who holds a metadata lock. */
  abstract void holdersOf(ServerFigures figures, long holder) throws SQLException;

  private long id(Connection connection, Thread busy) throws SQLException {
    assertThat(busy.isAlive() || !connection.isClosed()).isTrue();
    return Long.parseLong(
        String.valueOf(
            pair.primary()
                .value(
                    "SELECT id FROM information_schema.processlist"
                        + " WHERE info LIKE 'SELECT SLEEP%' LIMIT 1")));
  }

  static long id(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var result = statement.executeQuery("SELECT CONNECTION_ID()")) {
      result.next();
      return result.getLong(1);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Thread inBackground(Connection connection, String sql) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            execute(connection, sql);
          } catch (SQLException e) {
            // Ended by the test's own KILL.
            assertThat(e.getErrorCode()).isIn(1317, 1205, 0);
          }
        });
  }

  @Test
  void theSessionCanOnlyReadAndIsTheOnlyOne() throws Exception {
    pair.primary()
        .run("DROP USER IF EXISTS 'gwone'@'%'", "CREATE USER 'gwone'@'%' IDENTIFIED BY 'x'");
    pair.primary().run("GRANT ALL ON *.* TO 'gwone'@'%'");
    DatabaseServer server = pair.primary();
    ServerPoller poller =
        poller(ServerSource.of("db1", server.host(), server.port(), "gwone", () -> "x"));
    for (int i = 0; i < 5; i++) {
      poller.poll(Instant.now());
    }
    assertThatThrownBy(() -> poller.rows("INSERT INTO gwshop.orders (item) VALUES ('no')"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1792));
    assertThat(poller.rows("SELECT item FROM gwshop.orders WHERE id = ?", "1")).isEmpty();
    assertThat(
            server.value(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'gwone'"))
        .isEqualTo("1");
    poller.close();
    server.await("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'gwone'", "0");
    server.run("DROP USER 'gwone'@'%'");
  }

  @Test
  void aWrongPasswordIsSaid() {
    DatabaseServer server = pair.primary();
    ServerPoller poller =
        poller(ServerSource.of("db1", server.host(), server.port(), "g", () -> "wrong"));
    ServerFigures figures = poller.poll(Instant.now());
    assertThat(figures.reach()).isEqualTo(Reach.AWAY);
    assertThat(figures.load()).isNull();
    assertThat(figures.channels()).isNull();
    assertThat(figures.role()).isNull();
    assertThat(figures.problems().getFirst().kind()).isEqualTo(ServerProblem.Kind.PASSWORD);
    assertThat(texts(figures))
        .containsExactly(
            "db1 ("
                + server.host()
                + ":"
                + server.port()
                + ") refused user g: error 1045: Access denied for user 'g'@'localhost' (using"
                + " password: YES). Nothing is read from it. Check user and password of this server"
                + " in the configuration. If they are right, another account with a closer host"
                + " part may stand before it; see there: SELECT user, host FROM mysql.user WHERE"
                + " user IN ('g', '');");
  }

  /** The grants this server's user needs, as docs/mysql-access.md has them. */
  abstract List<String> statementsForGrants();

  /** What is said without any grant. */
  abstract List<String> textsWithoutGrants();

  @Test
  void eachMissingGrantIsNamedAndTheNamedStatementsCureIt() throws Exception {
    DatabaseServer server = pair.replica();
    server.run(
        "SET sql_log_bin = 0",
        "DROP USER IF EXISTS 'gwpoor'@'%'",
        "CREATE USER 'gwpoor'@'%' IDENTIFIED BY 'x'",
        "CREATE DATABASE IF NOT EXISTS gwtools",
        "CREATE TABLE IF NOT EXISTS gwtools.heartbeat (ts VARCHAR(26), server_id INT PRIMARY KEY)");
    ServerPoller poller =
        poller(
            ServerSource.of("db2", server.host(), server.port(), "gwpoor", () -> "x")
                .withHeartbeat(HeartbeatTable.of("gwtools", "heartbeat")));
    poller.watch(new Watch(Set.of(ORDERS), Set.of()));
    Instant now = Instant.now();
    ServerFigures poor = poller.poll(now);
    assertThat(poor.reach()).isEqualTo(Reach.ANSWERS);
    assertThat(requireNonNull(poor.load()).threadsRunning()).isPositive();
    assertThat(requireNonNull(poor.identity()).version()).isNotEmpty();
    assertThat(poor.channels()).isNull();
    assertThat(poor.longQueries()).isNull();
    assertThat(poor.transactions()).isNull();
    assertThat(poor.metadataLocks()).isNull();
    assertThat(poor.tables()).isNull();
    assertThat(poor.heartbeat()).isNull();
    assertThat(texts(poor)).containsAll(textsWithoutGrants());
    assertThat(troubles(poor))
        .extracting(ServerProblem::kind)
        .containsOnly(ServerProblem.Kind.GRANT);
    List<String> statements =
        troubles(poor).stream().map(ServerProblem::statement).distinct().toList();
    assertThat(statements).containsExactlyInAnyOrderElementsOf(statementsForGrants());
    server.run("SET sql_log_bin = 0");
    for (String statement : statements) {
      server.run("SET sql_log_bin = 0", statement);
    }
    ServerFigures cured = poller.poll(now.plusSeconds(61));
    assertThat(troubles(cured)).isEmpty();
    assertThat(cured.role()).isEqualTo(ServerRole.REPLICA);
    assertThat(cured.longQueries()).isNotNull();
    assertThat(cured.transactions()).isNotNull();
    assertThat(cured.metadataLocks()).isNotNull();
    assertThat(requireNonNull(cured.rowLocks()).pairs()).isNotNull();
    assertThat(requireNonNull(cured.load()).historyListLength()).isNotNull();
    assertThat(cured.binlogs()).isNotNull();
    assertThat(cured.position()).isNotNull();
    assertThat(cured.tables()).extracting(table -> table.table()).contains(ORDERS);
    server.run("SET sql_log_bin = 0", "DROP USER 'gwpoor'@'%'", "DROP DATABASE IF EXISTS gwtools");
  }

  @Test
  void aServerThatDropsPacketsIsGivenUpInTimeAndAskedEverLessOften() throws Exception {
    Relay relay = keep(new Relay(pair.primary()));
    ServerPoller poller =
        poller(
            ServerSource.of("db1", "127.0.0.1", relay.port(), "g", () -> "g")
                .withLimits(new Limits(Duration.ofMillis(800), Duration.ofMillis(800))));
    Instant now = Instant.now();
    ServerFigures before = poller.poll(now);
    assertThat(before.reach()).isEqualTo(Reach.ANSWERS);
    relay.drop(true);
    long start = System.nanoTime();
    ServerFigures silent = poller.poll(now.plusSeconds(5));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(silent.reach()).isEqualTo(Reach.AWAY);
    assertThat(silent.identity()).isEqualTo(before.identity());
    assertThat(silent.load()).isNull();
    assertThat(silent.nextTryAt()).isEqualTo(now.plusSeconds(6));
    assertThat(texts(silent))
        .containsExactly(
            "db1 (127.0.0.1:"
                + relay.port()
                + ") did not answer SHOW GLOBAL STATUS within 1200 ms: it hangs, or packets are"
                + " dropped on the way. The connection was given up; it is tried again, ever less"
                + " often.");
    ServerFigures hanging = poller.poll(now.plusSeconds(10));
    assertThat(hanging.nextTryAt()).isEqualTo(now.plusSeconds(12));
    assertThat(texts(hanging))
        .containsExactly(
            "db1 (127.0.0.1:"
                + relay.port()
                + ") did not answer within 800 ms: packets are dropped on the way, or the server"
                + " hangs. Nothing is read from it; it is tried again, ever less often. Check"
                + " firewall, address and server.");
    start = System.nanoTime();
    assertThat(poller.poll(now.plusSeconds(11))).isEqualTo(at(hanging, now.plusSeconds(11)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    relay.drop(false);
    assertThat(poller.poll(now.plusSeconds(20)).reach()).isEqualTo(Reach.ANSWERS);
  }

  private static ServerFigures at(ServerFigures figures, Instant now) {
    return ServerFigures.of(figures.name(), figures.address(), now)
        .reach(figures.reach())
        .nextTryAt(figures.nextTryAt())
        .identity(figures.identity())
        .problems(figures.problems())
        .build();
  }

  @Test
  void theKeyRangeTellsHowFarACopyIs() throws Exception {
    pair.primary()
        .run(
            "INSERT INTO gwshop.orders (id, item) WITH RECURSIVE n (i) AS"
                + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, 'x' FROM n",
            "INSERT INTO gwshop._orders_gho SELECT * FROM gwshop.orders WHERE id <= 410",
            "CREATE TABLE gwshop.seen (at DATETIME PRIMARY KEY)",
            "CREATE TABLE gwshop._seen_gho LIKE gwshop.seen",
            "INSERT INTO gwshop.seen SELECT '2026-11-01' + INTERVAL id MINUTE FROM gwshop.orders",
            "INSERT INTO gwshop._seen_gho SELECT * FROM gwshop.seen WHERE at <= '2026-11-01"
                + " 04:10:00'",
            "CREATE TABLE gwshop.words (word VARCHAR(20) PRIMARY KEY)",
            "CREATE TABLE gwshop._words_gho LIKE gwshop.words",
            "INSERT INTO gwshop.words VALUES ('a'), ('b')");
    TableName seen = new TableName("gwshop", "seen");
    TableName words = new TableName("gwshop", "words");
    TableName customers = new TableName("gwshop", "customers");
    ServerPoller poller = poller(source("db1", pair.primary()));
    poller.watch(new Watch(Set.of(ORDERS, seen, words, customers), Set.of()));
    Instant now = Instant.now();
    ServerFigures figures = poller.poll(now);
    assertThat(troubles(figures)).isEmpty();
    // Words are no numbers, and customers has no ghost table.
    List<KeyRangeProgress> ranges = requireNonNull(figures.keyRanges());
    assertThat(ranges).extracting(KeyRangeProgress::table).containsExactly(ORDERS, seen);
    assertThat(ranges).extracting(KeyRangeProgress::column).containsExactly("id", "at");
    assertThat(ranges.get(0).ratio()).isCloseTo(0.41, within(0.02));
    assertThat(ranges.get(1).ratio()).isCloseTo(0.25, within(0.02));
    // New rows are in the ghost table too, and are no progress.
    pair.primary()
        .run(
            "INSERT INTO gwshop.orders (item) SELECT item FROM gwshop.orders",
            "INSERT INTO gwshop._orders_gho SELECT * FROM gwshop.orders WHERE id > 1000");
    ServerFigures later = poller.poll(now.plusSeconds(11));
    assertThat(requireNonNull(later.keyRanges()).get(0).ratio()).isCloseTo(0.41, within(0.02));
  }

  @Test
  void aConnectionThatWasCutIsMadeAgainInTheSamePoll() throws Exception {
    Relay relay = keep(new Relay(pair.primary()));
    ServerPoller poller = poller(ServerSource.of("db1", "127.0.0.1", relay.port(), "g", () -> "g"));
    Instant now = Instant.now();
    poller.poll(now);
    relay.cut();
    ServerFigures figures = poller.poll(now.plusSeconds(5));
    assertThat(figures.reach()).isEqualTo(Reach.ANSWERS);
    assertThat(troubles(figures)).isEmpty();
    relay.close();
    ServerFigures gone = poller.poll(now.plusSeconds(10));
    assertThat(gone.reach()).isEqualTo(Reach.AWAY);
    assertThat(texts(gone))
        .containsExactly(
            "db1 (127.0.0.1:"
                + relay.port()
                + ") refused the connection: nothing listens there. Nothing is read from it; it is"
                + " tried again, ever less often. Check that the server runs, and its address and"
                + " port.");
    assertThatThrownBy(() -> poller.rows("SELECT 1"))
        .hasMessage("server db1 at 127.0.0.1:" + relay.port() + " is not connected");
  }

  @Test
  void aQuestionThatTakesTooLongIsGivenUpByTheServerAndTheServerLeftAlone() throws Exception {
    pair.primary()
        .run(
            "USE gwshop",
            "CREATE VIEW gwshop.heartbeat AS SELECT NOW(6) AS ts, BENCHMARK(2000000000, SHA2('x',"
                + " 256)) AS server_id");
    ServerPoller poller =
        poller(
            source("db1", pair.primary())
                .withHeartbeat(HeartbeatTable.of("gwshop", "heartbeat"))
                .withLimits(new Limits(Duration.ofSeconds(2), Duration.ofMillis(500))));
    Instant now = Instant.now();
    ServerFigures figures = poller.poll(now);
    assertThat(figures.reach()).isEqualTo(Reach.BUSY);
    assertThat(figures.nextTryAt()).isEqualTo(now.plusSeconds(1));
    assertThat(requireNonNull(figures.load()).threadsRunning()).isPositive();
    assertThat(figures.heartbeat()).isNull();
    assertThat(texts(figures))
        .contains(
            "db1 is busy: gwshop.heartbeat took longer than 500 ms and was given up."
                + " The server is asked less often until it answers in time.");
    ServerFigures waiting = poller.poll(now.plusMillis(500));
    assertThat(waiting.reach()).isEqualTo(Reach.BUSY);
    assertThat(waiting.load()).isNull();
    pair.primary().run("DROP VIEW gwshop.heartbeat");
    ServerFigures without = poller.poll(now.plusSeconds(5));
    assertThat(without.reach()).isEqualTo(Reach.ANSWERS);
    assertThat(texts(without))
        .contains(
            "db1: gwshop.heartbeat cannot be read: error 1146: Table 'gwshop.heartbeat' doesn't"
                + " exist. Everything else is.");
  }

  @Test
  void threeMethodsSeeAReplicaStop() throws Exception {
    ServerSource source =
        source("db2", pair.replica()).withHeartbeat(HeartbeatTable.of("gwshop", "heartbeat"));
    ServerPoller poller = poller(source);
    ChangelogReader changelog = new ChangelogReader("db2", poller::rows, InstantSource.system());
    pair.primary()
        .run(
            "CREATE TABLE gwshop.heartbeat (ts VARCHAR(26) NOT NULL, server_id INT UNSIGNED NOT"
                + " NULL PRIMARY KEY)",
            "CREATE TABLE gwshop._orders_ghc (id BIGINT UNSIGNED AUTO_INCREMENT, last_update"
                + " TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, hint"
                + " VARCHAR(64) CHARSET ascii NOT NULL, value VARCHAR(4096) CHARSET ascii NOT NULL,"
                + " PRIMARY KEY(id), UNIQUE KEY hint_uidx(hint)) AUTO_INCREMENT=256");
    beat();
    ServerFigures running =
        pollUntil(
            poller,
            seen ->
                seen.heartbeat() != null
                    && Double.valueOf(0).equals(seen.replicaStatusLagSeconds()));
    assertThat(requireNonNull(running.heartbeat()).lagSeconds()).isBetween(-0.5, 30.0);
    assertThat(requireNonNull(running.heartbeat()).zone()).isEqualTo("UTC");
    assertThat(requireNonNull(running.heartbeat()).serverId()).isEqualTo(1);
    pair.stopReplica();
    try {
      Optional<ChangelogFigures> atStop = changelog.changelog(ORDERS);
      double firstLag = requireNonNull(atStop.orElseThrow().lagSeconds());
      beat();
      ServerFigures stopped =
          pollUntil(
              poller,
              seen ->
                  requireNonNull(seen.heartbeat()).lagSeconds()
                      > requireNonNull(running.heartbeat()).lagSeconds() + 2);
      ReplicationChannel standing = requireNonNull(stopped.standing());
      assertThat(standing.lagSeconds()).as("its status shows none").isNull();
      assertThat(requireNonNull(standing.standstill()).restart())
          .isEqualTo(pair.isMariaDb() ? "START SLAVE;" : "START REPLICA;");
      assertThat(requireNonNull(stopped.replicaStatusLagSeconds())).isGreaterThan(1);
      assertThat(changelog.changelog(ORDERS).orElseThrow().lagSeconds())
          .isGreaterThan(firstLag + 1);
    } finally {
      pair.startReplica();
    }
    assertThat(changelog.checkpoint(ORDERS)).isEmpty();
  }

  private void beat() throws SQLException {
    String now = Instant.now().toString();
    pair.primary()
        .run(
            "REPLACE INTO gwshop.heartbeat VALUES ('" + now.substring(0, 23) + "', 1)",
            "REPLACE INTO gwshop._orders_ghc (id, hint, value) VALUES (1, 'heartbeat', '"
                + now
                + "')");
  }

  @Test
  void rightsThroughARoleAreOnlyMissedWhenTheServerRefuses() throws Exception {
    DatabaseServer server = pair.replica();
    server.run(
        "SET sql_log_bin = 0",
        "DROP USER IF EXISTS 'gwrole'@'%'",
        "DROP ROLE IF EXISTS gwwatchers",
        "CREATE ROLE gwwatchers",
        "CREATE USER 'gwrole'@'%' IDENTIFIED BY 'x'",
        "GRANT gwwatchers TO 'gwrole'@'%'");
    ServerPoller poller =
        poller(ServerSource.of("db2", server.host(), server.port(), "gwrole", () -> "x"));
    ServerFigures figures = poller.poll(Instant.now());
    assertThat(troubles(figures)).extracting(ServerProblem::statement).doesNotContainNull();
    assertThat(troubles(figures))
        .extracting(ServerProblem::statement)
        .contains(
            "GRANT PROCESS ON *.* TO 'gwrole'@'%';",
            pair.isMariaDb()
                ? "GRANT REPLICA MONITOR ON *.* TO 'gwrole'@'%';"
                : "GRANT REPLICATION CLIENT ON *.* TO 'gwrole'@'%';");
    assertThat(figures.channels()).isNull();
    assertThat(figures.longQueries()).as("only its own would be listed").isNull();
    assertThat(figures.load()).isNotNull();
    server.run("SET sql_log_bin = 0", "DROP USER 'gwrole'@'%'", "DROP ROLE gwwatchers");
  }
}
