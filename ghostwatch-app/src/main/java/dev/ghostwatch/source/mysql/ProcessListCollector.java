package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** What has run for over 5 s, longest first, with the start of its query (classic toolkit T12). */
final class ProcessListCollector implements Collector {
  private static final int MOST = 50;

  @Override
  public String part(Dialect dialect) {
    return dialect.processList();
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.PROCESS);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    List<RunningQuery> queries =
        session
            .rows(
                "SELECT id, user, host, db, command, time, state, LEFT(info, 100) AS query FROM "
                    + session.dialect().processList()
                    + " WHERE time > 5 AND id <> CONNECTION_ID()"
                    + " AND command NOT IN ('Sleep', 'Daemon', 'Binlog Dump', 'Binlog Dump GTID',"
                    + " 'Connect', 'Slave_IO', 'Slave_SQL', 'Slave_worker')"
                    + " AND user NOT IN ('system user', 'event_scheduler')"
                    + " ORDER BY time DESC, id LIMIT "
                    + MOST)
            .stream()
            .map(ProcessListCollector::query)
            .toList();
    return figures -> figures.longQueries(queries);
  }

  private static RunningQuery query(Row row) {
    return new RunningQuery(
        row.numberOr(0, "id"),
        row.textOr("", "user"),
        row.textOr("", "host"),
        row.filled("db"),
        row.textOr("", "command"),
        row.numberOr(0, "time"),
        row.filled("state"),
        row.filled("query"));
  }

  /** Those who wait for a metadata lock, as far as the process list tells: not on which table. */
  static List<MetadataLock> metadataWaiters(Session session) throws SQLException {
    return session
        .rows(
            "SELECT id, user, host, command, time, LEFT(info, 100) AS query FROM "
                + session.dialect().processList()
                + " WHERE state LIKE 'Waiting for table metadata lock%'"
                + " ORDER BY time DESC, id LIMIT "
                + MOST)
        .stream()
        .map(row ->
            new MetadataLock(
                null,
                null,
                row.numberOr(0, "id"),
                row.text("user"),
                row.text("host"),
                row.text("command"),
                row.number("time"),
                row.filled("query")))
        .toList();
  }
}
