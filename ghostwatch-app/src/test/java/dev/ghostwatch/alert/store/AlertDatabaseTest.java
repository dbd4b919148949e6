package dev.ghostwatch.alert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.history.sql.Schema;
import dev.ghostwatch.history.sql.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertDatabaseTest {
  @Test
  void makesTheFolderOfAFirstStart(@TempDir Path home) throws SQLException {
    Path file = home.resolve(".local/state/ghostwatch/alerts.db");
    try (Handle handle = AlertDatabase.open(file).handle()) {
      assertThat(handle.createQuery("select count(*) from sqlite_master").mapTo(int.class).one())
          .isPositive();
    }
    assertThat(file).exists();
  }

  @Test
  void knowsTheVersionOfItsNewestScript(@TempDir Path home) throws SQLException {
    Path file = home.resolve("alerts.db");
    try (Handle handle = AlertDatabase.open(file).handle()) {
      AlertDatabase.SCHEMA.migrate(new SqliteFile(file, Duration.ZERO));
      assertThat(Schema.version(handle.getConnection())).isEqualTo(AlertDatabase.SCHEMA.version());
    }
  }

  @Test
  void tablesOfAnOlderVersionAreBroughtUpToThisOne(@TempDir Path home) throws SQLException {
    Path file = home.resolve("alerts.db");
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:dev/ghostwatch/alert/schema")
        .target("1")
        .load()
        .migrate();
    try (Handle handle = AlertDatabase.open(file).handle()) {
      assertThat(Schema.version(handle.getConnection())).isEqualTo(AlertDatabase.SCHEMA.version());
      assertThat(handle.createQuery("select count(*) from outbox").mapTo(int.class).one()).isZero();
    }
  }

  @Test
  void saysThatTheFolderIsInTheWay(@TempDir Path home) throws Exception {
    Path inTheWay = Files.createFile(home.resolve("state"));
    assertThatThrownBy(() -> AlertDatabase.open(inTheWay.resolve("alerts.db")))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith("its folder cannot be made: ")
        .hasMessageContaining(inTheWay.toString());
  }

  @Test
  void keepsADamagedFileAsideAndBeginsANewOne(@TempDir Path home) throws Exception {
    Path file = Files.writeString(home.resolve("alerts.db"), "this is no database".repeat(500));
    assertThatThrownBy(() -> AlertDatabase.open(file))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith("[SQLITE_NOTADB]");
    List<String> told = new ArrayList<>();
    AlertDatabase.openOrAnew(
            file,
            Instant.parse("2026-11-22T13:08:06Z"),
            (aside, damage) -> told.add(aside.getFileName() + " " + damage.getMessage()))
        .handle()
        .close();
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("alerts.db.corrupt-20261122T130806Z [SQLITE_NOTADB]");
    assertThat(home.resolve("alerts.db.corrupt-20261122T130806Z")).content().startsWith("this is");
  }
}
