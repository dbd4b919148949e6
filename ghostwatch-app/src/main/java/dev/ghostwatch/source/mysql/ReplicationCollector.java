package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.ReplicationChannel;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Replica status, in its newer and its older spelling. */
final class ReplicationCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return dialect.replicaStatus();
  }

  @Override
  public Need need(Dialect dialect) {
    return Need.REPLICA_STATUS;
  }

  @Override
  public Consumer<FiguresBuilder> collect(Session session) throws SQLException {
    List<ReplicationChannel> channels =
        session.rows(session.dialect().replicaStatus()).stream()
            .map(ReplicationCollector::channel)
            .toList();
    return figures -> figures.channels = channels;
  }

  static ReplicationChannel channel(Row row) {
    Long port = row.number("source_port", "master_port");
    return new ReplicationChannel(
        row.textOr("", "channel_name", "connection_name"),
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
        (int) row.numberOr(0, "last_sql_errno"),
        row.textOr("", "last_sql_error"));
  }

  private static @Nullable String position(@Nullable String file, @Nullable Long position) {
    return file == null || position == null ? null : file + ":" + position;
  }
}
