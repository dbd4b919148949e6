package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.testing.database.DatabasePair;
import java.util.Optional;

/** The suite on the MySQL that the environment names. */
class MySqlServerTest extends ServerSuite {
  @Override
  Optional<DatabasePair> pair() {
    return DatabasePair.mySql();
  }

  @Override
  void holdersOf(ServerFigures figures, long holder) {
    assertThat(figures.problems()).isEmpty();
    assertThat(figures.metadataLocks().waiters())
        .allSatisfy(lock -> assertThat(lock.table()).isEqualTo(ORDERS));
    assertThat(figures.metadataLocks().holders())
        .anySatisfy(lock -> {
          assertThat(lock.connectionId()).isEqualTo(holder);
          assertThat(lock.table()).isEqualTo(ORDERS);
          assertThat(lock.lock()).isEqualTo("SHARED_WRITE");
          assertThat(lock.command()).isEqualTo("Sleep");
        });
  }
}
