package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.testing.database.DatabasePair;
import java.util.Optional;

/** The suite on the machine's own MariaDB. */
class MariaDbServerTest extends ServerSuite {
  @Override
  Optional<DatabasePair> pair() {
    return DatabasePair.mariaDb();
  }

  /** Without its plugin MariaDB shows waiters only, and it is said. */
  @Override
  void holdersOf(ServerFigures figures, long holder) {
    assertThat(figures.metadataLocks().holders()).isNull();
    assertThat(texts(figures))
        .containsExactly(
            "db1 does not show who holds metadata locks: the plugin metadata_lock_info is not installed."
                + " Waiters are shown. Run there as an administrator: INSTALL SONAME 'metadata_lock_info';");
  }
}
