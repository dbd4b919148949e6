package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.ServerRole;
import dev.ghostwatch.model.server.Watch;
import dev.ghostwatch.testing.database.DatabaseServer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is read from real servers, and what is said when it cannot be; MySQL and MariaDB alike. This
 * part: rights.
 */
abstract class ServerSuite extends ServerTroubleSuite {
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
