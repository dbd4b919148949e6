package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.history.sql.Schema;
import dev.ghostwatch.history.sql.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStoresTest {
  @TempDir Path folder;

  @Test
  void makesBothFilesUpToDate() throws Exception {
    Path history = folder.resolve("state/history.db");
    Path alerts = folder.resolve("state/alerts.db");
    FirstStores.main(new String[] {history.toString(), alerts.toString()});
    assertThat(version(history)).isEqualTo(Schema.HISTORY.version());
    assertThat(version(alerts)).isEqualTo(AlertDatabase.SCHEMA.version());
  }

  @Test
  void makesOnlyWhatIsWanted() throws Exception {
    Path alerts = folder.resolve("alerts.db");
    FirstStores.main(new String[] {"-", alerts.toString()});
    assertThat(folder.toFile().list()).containsOnly("alerts.db");
  }

  private static int version(Path file) throws Exception {
    try (Connection connection =
        new SqliteFile(file, Duration.ofSeconds(1)).reading().getConnection()) {
      return Schema.version(connection);
    }
  }
}
