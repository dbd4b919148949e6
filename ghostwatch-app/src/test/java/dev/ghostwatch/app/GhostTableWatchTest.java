package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.testing.WallClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** gh-ost's own tables are read as often as they change, and no more. */
class GhostTableWatchTest {
  private static final TableName ORDERS = new TableName("shop", "orders");

  private final WallClock clock = new WallClock(Instant.parse("2026-11-22T13:08:06Z"));
  private final List<String> asked = new ArrayList<>();
  private @Nullable SQLException failure;
  private boolean there = true;
  private final GhostTableWatch watch = new GhostTableWatch("replica", this::answer, clock);

  private List<Map<String, @Nullable String>> answer(String sql, String... parameters)
      throws SQLException {
    asked.add(sql.contains("_ghc") ? "changelog" : "checkpoint");
    if (failure != null) {
      throw failure;
    }
    if (!there) {
      throw new SQLException("no such table", "42S02", 1146);
    }
    return sql.contains("_ghc")
        ? List.of(Map.of("hint", "heartbeat", "value", "2026-11-22T13:08:05.5Z"))
        : List.of(
            Map.of(
                "gh_ost_chk_timestamp", "1763816856",
                "gh_ost_chk_coords", "mysql-bin.000001:4",
                "gh_ost_rows_copied", "120000",
                "gh_ost_dml_applied", "7",
                "gh_ost_is_cutover", "0"));
  }

  @Test
  void theChangelogIsReadAtEachLookAndTheCheckpointSeldom() {
    for (int second = 0; second < 60; second += 5) {
      watch.look(Set.of(ORDERS));
      clock.advance(Duration.ofSeconds(5));
    }
    assertThat(asked).filteredOn("changelog"::equals).hasSize(12);
    assertThat(asked).filteredOn("checkpoint"::equals).hasSize(2);
    assertThat(watch.changelogs())
        .singleElement()
        .satisfies(figures -> assertThat(figures.server()).isEqualTo("replica"));
    assertThat(watch.checkpoints())
        .singleElement()
        .satisfies(figures -> assertThat(figures.isResumable()).isTrue());
  }

  @Test
  void aTableThatIsNotHereIsLookedForSeldom() {
    there = false;
    for (int second = 0; second < 60; second += 5) {
      watch.look(Set.of(ORDERS));
      clock.advance(Duration.ofSeconds(5));
    }
    assertThat(asked).hasSize(4);
    assertThat(watch.changelogs()).isEmpty();
  }

  @Test
  void whatIsNotSoAnyMoreIsForgotten() {
    watch.look(Set.of(ORDERS));
    failure = new SQLException("lock wait timeout", "HY000", 1205);
    watch.look(Set.of(ORDERS));
    assertThat(watch.changelogs()).isEmpty();
    failure = null;
    clock.advance(Duration.ofSeconds(30));
    watch.look(Set.of(ORDERS));
    assertThat(watch.changelogs()).hasSize(1);
    watch.look(Set.of());
    assertThat(watch.changelogs()).isEmpty();
    assertThat(watch.checkpoints()).isEmpty();
  }
}
