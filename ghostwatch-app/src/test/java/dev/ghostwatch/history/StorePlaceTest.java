package dev.ghostwatch.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the store is. */
class StorePlaceTest {
  @TempDir Path folder;

  @Test
  void whatIsNamedCounts() {
    assertThat(StorePlace.of(Path.of("x.db"), Map.of("XDG_STATE_HOME", "/s"), "root", folder))
        .isEqualTo(Path.of("x.db"));
  }

  @Test
  void rootHasTheStoreOfTheHostWhenThereIsOne() throws Exception {
    Path system = folder.resolve("history.db");
    Map<String, String> environment = Map.of("HOME", "/root");
    Path own = Path.of("/root/.local/state/ghostwatch/history.db");
    assertThat(StorePlace.of(null, environment, "root", system)).isEqualTo(own);
    Files.createFile(system);
    assertThat(StorePlace.of(null, environment, "root", system)).isEqualTo(system);
    assertThat(StorePlace.of(null, environment, "ann", system)).isEqualTo(own);
  }

  @Test
  void usersHaveTheirStateFolder() {
    assertThat(StorePlace.of(null, Map.of("XDG_STATE_HOME", "/s", "HOME", "/h"), "ann", folder))
        .isEqualTo(Path.of("/s/ghostwatch/history.db"));
    assertThat(StorePlace.of(null, Map.of("XDG_STATE_HOME", "s", "HOME", "/h"), "ann", folder))
        .isEqualTo(Path.of("/h/.local/state/ghostwatch/history.db"));
  }
}
