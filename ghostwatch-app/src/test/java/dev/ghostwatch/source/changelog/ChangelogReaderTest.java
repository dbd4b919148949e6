package dev.ghostwatch.source.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangelogReaderTest {
  private static final TableName ORDERS = new TableName("shop", "orders");
  private static final Instant NOW = Instant.parse("2026-11-22T13:00:10Z");
  private final List<String> asked = new ArrayList<>();

  private ChangelogReader reader(List<Map<String, @Nullable String>> rows) {
    return new ChangelogReader(
        "db2",
        (sql, parameters) -> {
          asked.add(sql);
          return rows;
        },
        InstantSource.fixed(NOW));
  }

  private static Map<String, @Nullable String> row(String hint, String value) {
    return Map.of("hint", hint, "value", value);
  }

  @Test
  void theHeartbeatTellsTheTrueLag() throws Exception {
    ChangelogFigures figures =
        reader(
                List.of(
                    row("heartbeat", "2026-11-22T14:00:07.987654321+01:00"),
                    row("state", "GhostTableMigrated"),
                    row("throttle", "done throttling")))
            .changelog(ORDERS)
            .orElseThrow();
    assertThat(figures.lagSeconds()).isEqualTo(2.012);
    assertThat(figures.heartbeatAt()).isEqualTo(Instant.parse("2026-11-22T13:00:07.987654321Z"));
    assertThat(figures.state()).isEqualTo("GhostTableMigrated");
    assertThat(figures.throttle()).isNull();
    assertThat(figures.heartbeatsPaused()).isFalse();
    assertThat(figures.server()).isEqualTo("db2");
    assertThat(asked)
        .containsExactly("SELECT hint, value FROM `shop`.`_orders_ghc` WHERE id IN (1, 2, 3)");
  }

  @Test
  void aHeartbeatThatIsPausedOnPurposeIsNoLag() throws Exception {
    ChangelogFigures figures =
        reader(
                List.of(
                    row("heartbeat", "2026-11-22T12:00:00Z"), row("throttle", "commanded by user")))
            .changelog(ORDERS)
            .orElseThrow();
    assertThat(figures.lagSeconds()).isNull();
    assertThat(figures.heartbeatsPaused()).isTrue();
    assertThat(figures.throttle()).isEqualTo("commanded by user");
    assertThat(figures.heartbeatAt()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
  }

  @Test
  void otherThrottlingGoesOnBeating() throws Exception {
    ChangelogFigures figures =
        reader(
                List.of(
                    row("heartbeat", "2026-11-22T13:00:05Z"),
                    row("throttle", "max-load Threads_connected=12 >= 2")))
            .changelog(ORDERS)
            .orElseThrow();
    assertThat(figures.lagSeconds()).isEqualTo(5.0);
    assertThat(figures.throttle()).isEqualTo("max-load Threads_connected=12 >= 2");
  }

  @Test
  void anEmptyOrStrangeTableTellsNothing() throws Exception {
    ChangelogFigures empty = reader(List.of()).changelog(ORDERS).orElseThrow();
    assertThat(empty.heartbeatAt()).isNull();
    assertThat(empty.lagSeconds()).isNull();
    assertThat(empty.state()).isNull();
    assertThat(
            reader(List.of(row("heartbeat", "soon"))).changelog(ORDERS).orElseThrow().lagSeconds())
        .isNull();
  }

  @Test
  void aCheckpointIsResumableUntilTheCutOver() throws Exception {
    long written = NOW.getEpochSecond() - 90;
    Map<String, @Nullable String> row =
        Map.of(
            "gh_ost_chk_timestamp", Long.toString(written),
            "gh_ost_chk_coords", "mysql-bin.000007:1234",
            "gh_ost_rows_copied", "466600",
            "gh_ost_dml_applied", "12",
            "gh_ost_is_cutover", "0");
    CheckpointFigures figures = reader(List.of(row)).checkpoint(ORDERS).orElseThrow();
    assertThat(figures.isResumable()).isTrue();
    assertThat(figures.ageSeconds()).isEqualTo(90.0);
    assertThat(figures.coordinates())
        .isEqualTo(new Coordinates.FileCoordinates("mysql-bin.000007", 1234));
    assertThat(figures.rowsCopied()).isEqualTo(466_600);
    assertThat(figures.dmlApplied()).isEqualTo(12);
    assertThat(asked)
        .containsExactly(
            "SELECT gh_ost_chk_timestamp, gh_ost_chk_coords, gh_ost_rows_copied, gh_ost_dml_applied,"
                + " gh_ost_is_cutover FROM `shop`.`_orders_ghk` ORDER BY gh_ost_chk_id DESC LIMIT 1");
    Map<String, @Nullable String> after =
        Map.of(
            "gh_ost_chk_timestamp", Long.toString(written),
            "gh_ost_chk_coords", "mysql-bin.000007:1234",
            "gh_ost_is_cutover", "1");
    assertThat(reader(List.of(after)).checkpoint(ORDERS).orElseThrow().isResumable()).isFalse();
    assertThat(reader(List.of()).checkpoint(ORDERS).orElseThrow().isResumable()).isFalse();
  }

  @Test
  void noTableIsNothingAndARefusalIsAnError() throws Exception {
    ChangelogReader missing = failing(1146);
    assertThat(missing.changelog(ORDERS)).isEmpty();
    assertThat(missing.checkpoint(ORDERS)).isEmpty();
    assertThatThrownBy(() -> failing(1142).changelog(ORDERS)).isInstanceOf(SQLException.class);
  }

  private static ChangelogReader failing(int code) {
    return new ChangelogReader(
        "db2",
        (sql, parameters) -> {
          throw new SQLException("no", "42S02", code);
        },
        InstantSource.fixed(NOW));
  }

  @Test
  void namesAreQuotedAndCutLikeGhostDoes() throws Exception {
    reader(List.of()).changelog(new TableName("sh`op", "a".repeat(64)));
    assertThat(asked.getFirst()).contains("FROM `sh``op`.`_" + "a".repeat(59) + "_ghc` WHERE");
  }
}
