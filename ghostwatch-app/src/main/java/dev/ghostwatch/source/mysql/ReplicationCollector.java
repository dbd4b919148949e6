package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Replica status, in its newer and its older spelling. */
final class ReplicationCollector implements Collector {
  private final Standstills standstills = new Standstills();

  @Override
  public String part(Dialect dialect) {
    return dialect.replicaStatus();
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.REPLICA_STATUS);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    List<Row> rows = session.rows(session.dialect().replicaStatus());
    Map<String, String> workers =
        rows.stream().anyMatch(row -> row.numberOr(0, "last_sql_errno") != 0)
            ? workerErrors(session)
            : Map.of();
    Instant now = session.clock().instant();
    List<ReplicationChannel> channels =
        rows.stream()
            .map(row -> channel(row, workers))
            .map(channel -> standstills.seen(channel, now, session.dialect()))
            .toList();
    return figures -> figures.channels(channels);
  }

  /** MySQL's workers keep the error's own words; the status only says which worker to ask. */
  private static Map<String, String> workerErrors(Session session) throws SQLException {
    if (session.dialect().isMariaDb() || !session.views().performanceSchema()) {
      return Map.of();
    }
    try {
      Map<String, String> errors = new HashMap<>();
      for (Row row :
          session.rows(
              "SELECT channel_name, last_error_message"
                  + " FROM performance_schema.replication_applier_status_by_worker"
                  + " WHERE last_error_number <> 0 ORDER BY last_error_timestamp")) {
        errors.putIfAbsent(row.textOr("", "channel_name"), row.textOr("", "last_error_message"));
      }
      return errors;
    } catch (SQLException e) {
      if (Failure.isDenied(e)) {
        return Map.of();
      }
      throw e;
    }
  }

  static ReplicationChannel channel(Row row, Map<String, String> workerErrors) {
    String name = row.textOr("", "channel_name", "connection_name");
    int sqlErrno = (int) row.numberOr(0, "last_sql_errno");
    String sqlError = row.textOr("", "last_sql_error");
    Long port = row.number("source_port", "master_port");
    return new ReplicationChannel(
        name,
        row.filled("source_host", "master_host"),
        port == null ? null : Integer.valueOf(port.intValue()),
        row.number("source_server_id", "master_server_id"),
        row.filled("source_uuid", "master_uuid"),
        row.textOr("No", "replica_io_running", "slave_io_running"),
        row.textOr("No", "replica_sql_running", "slave_sql_running").equals("Yes"),
        row.decimal("seconds_behind_source", "seconds_behind_master"),
        row.decimal("sql_delay"),
        position(
            row.filled("source_log_file", "master_log_file"),
            row.number("read_source_log_pos", "read_master_log_pos")),
        position(
            row.filled("relay_source_log_file", "relay_master_log_file"),
            row.number("exec_source_log_pos", "exec_master_log_pos")),
        (int) row.numberOr(0, "last_io_errno"),
        row.textOr("", "last_io_error"),
        sqlErrno,
        sqlErrno == 0 ? sqlError : workerErrors.getOrDefault(name, sqlError));
  }

  private static @Nullable String position(@Nullable String file, @Nullable Long position) {
    return file == null || position == null ? null : file + ":" + position;
  }
}
