package dev.ghostwatch.source.changelog;

import dev.ghostwatch.client.value.Coordinates;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.GhostTables;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads gh-ost's own tables on one server, one SELECT each, by primary key. On a replica the
 * heartbeat in them tells how far replication really is behind.
 */
public final class ChangelogReader {
  private static final int NO_SUCH_TABLE = 1146;
  private static final int NO_SUCH_DATABASE = 1049;

  /** While throttled by this gh-ost writes no heartbeat. */
  private static final String BY_USER = "commanded by user";

  /** While hibernating neither. */
  private static final String HIBERNATING = "critical-load-hibernate";

  private static final String NOT_THROTTLED = "done throttling";

  private final String server;
  private final TableQueries queries;
  private final InstantSource clock;

  /**
   * A reader on one server.
   *
   * @param server the server's name
   * @param clock the host's clock: the heartbeat is from the host gh-ost runs on, so on another
   *     host their difference is part of the lag
   */
  public ChangelogReader(String server, TableQueries queries, InstantSource clock) {
    this.server = server;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * What the changelog table of a migration says; nothing when there is no such table here: gh-ost
   * has not made it, it has not arrived, or the run is over.
   *
   * @throws SQLException when the server refuses or is not connected
   */
  public Optional<ChangelogFigures> changelog(TableName table) throws SQLException {
    // Ids up to 255 are gh-ost's fixed ones: 1 heartbeat, 2 state, 3 throttle.
    Optional<List<Map<String, @Nullable String>>> rows =
        read(
            "SELECT hint, value FROM "
                + GhostTables.changelog(table).quoted()
                + " WHERE id IN (1, 2, 3)");
    Instant now = clock.instant();
    return rows.map(found -> changelog(table, now, found));
  }

  private ChangelogFigures changelog(
      TableName table, Instant now, List<Map<String, @Nullable String>> rows) {
    Map<String, String> values = new HashMap<>();
    for (Map<String, @Nullable String> row : rows) {
      String hint = row.get("hint");
      String value = row.get("value");
      if (hint != null && value != null) {
        values.put(hint, value);
      }
    }
    Instant heartbeat = time(values.get("heartbeat"));
    String throttle = values.get("throttle");
    if (throttle != null && (throttle.isEmpty() || throttle.equals(NOT_THROTTLED))) {
      throttle = null;
    }
    boolean paused =
        throttle != null && (throttle.startsWith(BY_USER) || throttle.startsWith(HIBERNATING));
    return new ChangelogFigures(
        server,
        table,
        now,
        heartbeat,
        heartbeat == null || paused ? null : Double.valueOf(seconds(heartbeat, now)),
        paused,
        values.get("state"),
        throttle);
  }

  /**
   * The newest checkpoint of a migration; nothing when there is no checkpoint table here, as for a
   * run without {@code --checkpoint}.
   *
   * @throws SQLException when the server refuses or is not connected
   */
  public Optional<CheckpointFigures> checkpoint(TableName table) throws SQLException {
    Optional<List<Map<String, @Nullable String>>> rows =
        read(
            "SELECT gh_ost_chk_timestamp, gh_ost_chk_coords, gh_ost_rows_copied,"
                + " gh_ost_dml_applied, gh_ost_is_cutover FROM "
                + GhostTables.checkpoint(table).quoted()
                + " ORDER BY gh_ost_chk_id DESC LIMIT 1");
    Instant now = clock.instant();
    return rows.map(found -> checkpoint(table, now, found.isEmpty() ? Map.of() : found.getFirst()));
  }

  private CheckpointFigures checkpoint(
      TableName table, Instant now, Map<String, @Nullable String> row) {
    Long written = number(row.get("gh_ost_chk_timestamp"));
    Instant at = written == null ? null : Instant.ofEpochSecond(written);
    String coordinates = row.get("gh_ost_chk_coords");
    return new CheckpointFigures(
        server,
        table,
        now,
        at,
        at == null ? null : Double.valueOf(seconds(at, now)),
        coordinates == null ? null : Coordinates.parse(coordinates),
        number(row.get("gh_ost_rows_copied")),
        number(row.get("gh_ost_dml_applied")),
        "1".equals(row.get("gh_ost_is_cutover")));
  }

  private Optional<List<Map<String, @Nullable String>>> read(String sql) throws SQLException {
    try {
      return Optional.of(queries.rows(sql));
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == NO_SUCH_DATABASE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private static @Nullable Instant time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
