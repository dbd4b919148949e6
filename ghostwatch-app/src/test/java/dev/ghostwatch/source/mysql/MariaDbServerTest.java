package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.Watch;
import dev.ghostwatch.testing.database.DatabasePair;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The suite on the machine's own MariaDB. */
class MariaDbServerTest extends ServerSuite {
  @Override
  Optional<DatabasePair> pair() {
    return DatabasePair.mariaDb();
  }

  /** Without its plugin MariaDB shows waiters only, and it is said. */
  @Override
  void holdersOf(ServerFigures figures, long holder) {
    assertThat(requireNonNull(figures.metadataLocks()).holders()).isNull();
    assertThat(texts(figures))
        .containsExactly(
            "db1 does not show who holds metadata locks: the plugin metadata_lock_info is not installed."
                + " Waiters are shown. Run there as an administrator: INSTALL SONAME 'metadata_lock_info';");
  }

  @Override
  List<String> statementsForGrants() {
    return List.of(
        "GRANT PROCESS ON *.* TO 'gwpoor'@'%';",
        "GRANT REPLICA MONITOR ON *.* TO 'gwpoor'@'%';",
        "GRANT BINLOG MONITOR ON *.* TO 'gwpoor'@'%';",
        "GRANT SELECT ON `gwshop`.* TO 'gwpoor'@'%';",
        "GRANT SELECT ON `gwtools`.`heartbeat` TO 'gwpoor'@'%';");
  }

  @Override
  List<String> textsWithoutGrants() {
    return List.of(
        "db2: 'gwpoor'@'%' has no PROCESS, so this cannot be read: information_schema.processlist,"
            + " information_schema.innodb_trx, information_schema.innodb_lock_waits. Everything else is."
            + " Run there as an administrator: GRANT PROCESS ON *.* TO 'gwpoor'@'%';",
        "db2: 'gwpoor'@'%' has no REPLICA MONITOR, so this cannot be read: SHOW ALL SLAVES STATUS."
            + " Everything else is. Run there as an administrator: GRANT REPLICA MONITOR ON *.* TO 'gwpoor'@'%';",
        "db2: 'gwpoor'@'%' has no BINLOG MONITOR, so this cannot be read: SHOW MASTER STATUS, SHOW BINARY LOGS."
            + " Everything else is. Run there as an administrator: GRANT BINLOG MONITOR ON *.* TO 'gwpoor'@'%';",
        "db2: 'gwpoor'@'%' has no SELECT, so this cannot be read: information_schema.tables, gwshop._orders_ghc,"
            + " gwshop._orders_ghk. Everything else is. Run there as an administrator:"
            + " GRANT SELECT ON `gwshop`.* TO 'gwpoor'@'%';",
        "db2: 'gwpoor'@'%' has no SELECT, so this cannot be read: gwtools.heartbeat. Everything else is."
            + " Run there as an administrator: GRANT SELECT ON `gwtools`.`heartbeat` TO 'gwpoor'@'%';");
  }

  @Test
  void aRestartBetweenPollsIsSeenAndBridged() throws Exception {
    ServerPoller poller = poller(source("db2", pair.replica()));
    Instant now = Instant.now();
    ServerFigures before = poller.poll(now);
    pair.restartReplicaServer();
    ServerFigures after = poller.poll(now.plusSeconds(5));
    assertThat(after.reach()).isEqualTo(Reach.ANSWERS);
    assertThat(requireNonNull(after.identity()).startedAt())
        .isAfter(requireNonNull(before.identity()).startedAt());
    assertThat(requireNonNull(after.load()).queriesPerSecond()).isNull();
    assertThat(troubles(after)).isEmpty();
  }

  @Test
  void withThePluginHoldersAreShown() throws Exception {
    pair.primary().run("INSTALL SONAME 'metadata_lock_info'");
    try (Connection holder = pair.primary().connect()) {
      holder.setAutoCommit(false);
      execute(holder, "SELECT * FROM gwshop.orders");
      ServerPoller poller = poller(source("db1", pair.primary()));
      poller.watch(new Watch(Set.of(ORDERS), Set.of()));
      ServerFigures figures = poller.poll(Instant.now());
      assertThat(figures.problems()).isEmpty();
      long id = id(holder);
      assertThat(requireNonNull(figures.metadataLocks()).holders())
          .singleElement()
          .satisfies(lock -> {
            assertThat(lock.table()).isEqualTo(ORDERS);
            assertThat(lock.connectionId()).isEqualTo(id);
            assertThat(lock.lock()).isEqualTo("MDL_SHARED_READ");
            assertThat(lock.command()).isEqualTo("Sleep");
          });
    } finally {
      pair.primary().run("UNINSTALL SONAME 'metadata_lock_info'");
    }
  }

  @Test
  void withThePluginDisksFreeSpaceIsShown() throws Exception {
    pair.primary().run("INSTALL SONAME 'disks'");
    try {
      DiskSpace disk =
          requireNonNull(poller(source("db1", pair.primary())).poll(Instant.now()).disk());
      assertThat(disk.path()).startsWith("/");
      assertThat(disk.freeBytes()).isPositive().isLessThan(disk.totalBytes());
    } finally {
      pair.primary().run("UNINSTALL SONAME 'disks'");
    }
  }

  @Test
  void aServerWithoutTlsIsRefusedWhereTlsIsRequired() {
    ServerPoller poller = poller(source("db1", pair.primary()).withTls(TlsMode.REQUIRED, true));
    ServerFigures figures = poller.poll(Instant.now());
    assertThat(figures.problems().getFirst().kind()).isEqualTo(ServerProblem.Kind.TLS);
    assertThat(texts(figures))
        .containsExactly(
            "db1 (127.0.0.1:"
                + pair.primary().port()
                + ") offers no TLS, and this server's key tls is required. Nothing is read from it."
                + " Switch TLS on there, or set tls to preferred or disabled.");
  }

  @Test
  void preferredFallsBackToPlainTextOnLoopback() {
    ServerFigures figures = poller(source("db1", pair.primary())).poll(Instant.now());
    assertThat(requireNonNull(figures.identity()).encrypted()).isFalse();
  }
}
