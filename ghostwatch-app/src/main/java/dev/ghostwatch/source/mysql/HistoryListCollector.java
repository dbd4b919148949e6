package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.ServerFiguresBuilder;
import dev.ghostwatch.model.server.ServerLoad;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** InnoDB's history list length where it is no status variable: on MySQL. */
final class HistoryListCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return "information_schema.innodb_metrics";
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return dialect.isMariaDb() ? List.of() : List.of(Need.PROCESS);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    if (session.dialect().isMariaDb()) {
      return figures -> {};
    }
    Long length =
        session
            .one(
                "SELECT count AS length FROM information_schema.innodb_metrics"
                    + " WHERE name = 'trx_rseg_history_len'")
            .number("length");
    return figures -> {
      ServerLoad load = figures.load();
      if (load != null) {
        figures.load(
            new ServerLoad(
                load.threadsRunning(),
                load.threadsConnected(),
                load.maxConnections(),
                load.slowQueries(),
                load.slowQueriesPerSecond(),
                load.queriesPerSecond(),
                load.selectsPerSecond(),
                length));
      }
    };
  }
}
