package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.Watch;
import dev.ghostwatch.source.changelog.ChangelogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who holds up whom, and a replica that stops, as three methods see it. */
abstract class ServerWaitsSuite extends ServerFiguresSuite {
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
}
