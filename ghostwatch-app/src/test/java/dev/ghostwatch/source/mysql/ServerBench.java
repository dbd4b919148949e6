package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.testing.database.DatabasePair;
import dev.ghostwatch.testing.database.DatabaseServer;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** Two servers that replicate, a schema in them, and pollers that are closed after each test. */
abstract class ServerBench {
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
}
