package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.Flavor;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.model.server.ServerRole;
import dev.ghostwatch.model.server.TableFigures;
import dev.ghostwatch.model.server.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a server shows of itself, its replication and the tables of a migration. */
abstract class ServerFiguresSuite extends ServerBench {
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
}
