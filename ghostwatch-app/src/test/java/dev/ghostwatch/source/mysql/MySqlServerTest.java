package dev.ghostwatch.source.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.testing.database.DatabasePair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The suite on the MySQL that the environment names. */
class MySqlServerTest extends ServerSuite {
  @Override
  Optional<DatabasePair> pair() {
    return DatabasePair.mySql();
  }

  @Override
  void holdersOf(ServerFigures figures, long holder) {
    assertThat(figures.problems()).isEmpty();
    assertThat(requireNonNull(figures.metadataLocks()).waiters())
        .allSatisfy(lock -> assertThat(lock.table()).isEqualTo(ORDERS));
    assertThat(requireNonNull(figures.metadataLocks()).holders())
        .anySatisfy(lock -> {
          assertThat(lock.connectionId()).isEqualTo(holder);
          assertThat(lock.table()).isEqualTo(ORDERS);
          assertThat(lock.lock()).isEqualTo("SHARED_WRITE");
          assertThat(lock.command()).isEqualTo("Sleep");
        });
  }

  @Override
  List<String> statementsForGrants() {
    return List.of(
        "GRANT PROCESS ON *.* TO 'gwpoor'@'%';",
        "GRANT REPLICATION CLIENT ON *.* TO 'gwpoor'@'%';",
        "GRANT SELECT ON `performance_schema`.* TO 'gwpoor'@'%';",
        "GRANT SELECT ON `gwshop`.* TO 'gwpoor'@'%';",
        "GRANT SELECT ON `gwtools`.`heartbeat` TO 'gwpoor'@'%';");
  }

  @Override
  List<String> textsWithoutGrants() {
    return List.of(
        "db2: 'gwpoor'@'%' has no PROCESS, so this cannot be read: performance_schema.processlist,"
            + " information_schema.innodb_trx, information_schema.innodb_metrics. Everything else is."
            + " Run there as an administrator: GRANT PROCESS ON *.* TO 'gwpoor'@'%';",
        "db2: 'gwpoor'@'%' has no REPLICATION CLIENT, so this cannot be read: SHOW REPLICA STATUS,"
            + " SHOW BINARY LOG STATUS, SHOW BINARY LOGS. Everything else is."
            + " Run there as an administrator: GRANT REPLICATION CLIENT ON *.* TO 'gwpoor'@'%';",
        "db2: 'gwpoor'@'%' has no SELECT, so this cannot be read: performance_schema.metadata_locks,"
            + " performance_schema.data_lock_waits. Everything else is."
            + " Run there as an administrator: GRANT SELECT ON `performance_schema`.* TO 'gwpoor'@'%';");
  }

  @Test
  void theConnectionIsEncryptedWhereTheServerCan() {
    ServerFigures figures =
        poller(source("db1", pair.primary()).withTls(TlsMode.REQUIRED, false)).poll(Instant.now());
    assertThat(requireNonNull(figures.identity()).encrypted()).isTrue();
    ServerFigures plain =
        poller(source("db1", pair.primary()).withTls(TlsMode.DISABLED, false)).poll(Instant.now());
    assertThat(requireNonNull(plain.identity()).encrypted()).isFalse();
  }

  @Test
  void withTheInstrumentOffHoldersAreNotShownAndItIsSaid() throws Exception {
    String name = "WHERE name = 'wait/lock/metadata/sql/mdl'";
    pair.replica().run("UPDATE performance_schema.setup_instruments SET enabled = 'NO' " + name);
    try {
      ServerFigures figures = poller(source("db2", pair.replica())).poll(Instant.now());
      assertThat(requireNonNull(figures.metadataLocks()).holders()).isNull();
      assertThat(texts(figures))
          .containsExactly(
              "db2 does not show who holds metadata locks: the instrument is off. Waiters are shown."
                  + " Run there as an administrator: UPDATE performance_schema.setup_instruments"
                  + " SET enabled = 'YES' WHERE name = 'wait/lock/metadata/sql/mdl';");
    } finally {
      pair.replica().run("UPDATE performance_schema.setup_instruments SET enabled = 'YES' " + name);
    }
  }
}
