package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.Flavor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.7.44-log | MySQL Community Server | SHOW SLAVE STATUS | SHOW MASTER STATUS | information_schema.processlist | information_schema.innodb_lock_waits | REPLICATION CLIENT | REPLICATION CLIENT",
        "8.0.21 | MySQL | SHOW SLAVE STATUS | SHOW MASTER STATUS | information_schema.processlist | performance_schema.data_lock_waits | REPLICATION CLIENT | REPLICATION CLIENT",
        "8.0.36-28 | Percona Server | SHOW REPLICA STATUS | SHOW MASTER STATUS | performance_schema.processlist | performance_schema.data_lock_waits | REPLICATION CLIENT | REPLICATION CLIENT",
        "8.4.0 | MySQL | SHOW REPLICA STATUS | SHOW BINARY LOG STATUS | performance_schema.processlist | performance_schema.data_lock_waits | REPLICATION CLIENT | REPLICATION CLIENT",
        "9.7.4-2 | (Debian) | SHOW REPLICA STATUS | SHOW BINARY LOG STATUS | performance_schema.processlist | performance_schema.data_lock_waits | REPLICATION CLIENT | REPLICATION CLIENT",
        "10.6.22-MariaDB-log | x | SHOW ALL SLAVES STATUS | SHOW MASTER STATUS | information_schema.processlist | information_schema.innodb_lock_waits | REPLICA MONITOR | BINLOG MONITOR",
        "5.5.5-10.11.19-MariaDB | x | SHOW ALL SLAVES STATUS | SHOW MASTER STATUS | information_schema.processlist | information_schema.innodb_lock_waits | REPLICA MONITOR | BINLOG MONITOR",
        "11.8.3 | MariaDB Server | SHOW ALL SLAVES STATUS | SHOW MASTER STATUS | information_schema.processlist | information_schema.innodb_lock_waits | REPLICA MONITOR | BINLOG MONITOR",
      })
  void eachVersionHasItsOwnNames(
      String version,
      String comment,
      String replicaStatus,
      String binlogStatus,
      String processList,
      String rowLocks,
      String replicaPrivilege,
      String binlogPrivilege) {
    Dialect dialect = Dialect.of(version, comment);
    assertThat(dialect.replicaStatus()).isEqualTo(replicaStatus);
    assertThat(dialect.binlogStatus()).isEqualTo(binlogStatus);
    assertThat(dialect.processList()).isEqualTo(processList);
    assertThat(dialect.rowLockView()).isEqualTo(rowLocks);
    assertThat(dialect.rowLockWaits()).contains(rowLocks);
    assertThat(dialect.replicaPrivilege()).isEqualTo(replicaPrivilege);
    assertThat(dialect.binlogPrivilege()).isEqualTo(binlogPrivilege);
  }

  @Test
  void theReplicationPrefixOfMariaDbIsNoVersion() {
    Dialect dialect = Dialect.of("5.5.5-10.11.19-MariaDB", "");
    assertThat(dialect.flavor()).isEqualTo(Flavor.MARIADB);
    assertThat(dialect.major()).isEqualTo(10);
    assertThat(dialect.version()).isEqualTo("10.11.19-MariaDB");
  }

  @Test
  void sessionsAreReadOnlyAndHaveLimits() {
    assertThat(Dialect.of("9.7.4", "MySQL").sessionSetUp(Duration.ofMillis(1500)))
        .containsExactly(
            "SET SESSION TRANSACTION READ ONLY",
            "SET SESSION lock_wait_timeout = 1, innodb_lock_wait_timeout = 1",
            "SET SESSION max_execution_time = 1500",
            "SET SESSION time_zone = 'SYSTEM'",
            "SET SESSION information_schema_stats_expiry = 0");
    assertThat(Dialect.of("5.7.44", "MySQL").sessionSetUp(Duration.ofSeconds(2)))
        .contains("SET SESSION max_execution_time = 2000")
        .noneMatch(sql -> sql.contains("stats_expiry"));
    assertThat(Dialect.of("10.6.1-MariaDB", "").sessionSetUp(Duration.ofMillis(1500)))
        .contains("SET SESSION max_statement_time = 1.5")
        .noneMatch(sql -> sql.contains("max_execution_time"));
  }
}
