package dev.ghostwatch.alert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
  void saysThatTheFolderIsInTheWay(@TempDir Path home) throws Exception {
    Path inTheWay = Files.createFile(home.resolve("state"));
    assertThatThrownBy(() -> AlertDatabase.open(inTheWay.resolve("alerts.db")))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith("its folder cannot be made: ")
        .hasMessageContaining(inTheWay.toString());
  }
}
