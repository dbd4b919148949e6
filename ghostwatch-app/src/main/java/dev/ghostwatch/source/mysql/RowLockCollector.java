package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.RowLockWait;
import dev.ghostwatch.model.server.RowLocks;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Who waits for whose row lock; asked only while somebody waits. */
final class RowLockCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return dialect.rowLockView();
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return dialect.showsRowLocksInPerformanceSchema()
        ? List.of(Need.PROCESS, Need.PERFORMANCE_SCHEMA)
        : List.of(Need.PROCESS);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    Long waits =
        Row.parseNumber(
            session
                .pairs("SHOW GLOBAL STATUS WHERE Variable_name = 'Innodb_row_lock_current_waits'")
                .get("innodb_row_lock_current_waits"));
    List<RowLockWait> pairs =
        waits != null && waits == 0
            ? List.of()
            : session.rows(session.dialect().rowLockWaits()).stream()
                .map(RowLockCollector::pair)
                .toList();
    return figures -> {
      RowLocks counts = figures.rowLocks();
      figures.rowLocks(
          counts == null
              ? new RowLocks(waits, null, pairs)
              : new RowLocks(counts.currentWaits(), counts.totalWaits(), pairs));
    };
  }

  private static RowLockWait pair(Row row) {
    return new RowLockWait(
        row.filled("lock_table"),
        row.numberOr(0, "waiting_id"),
        row.number("waiting_seconds"),
        row.filled("waiting_query"),
        row.numberOr(0, "blocking_id"),
        row.number("blocking_seconds"),
        row.filled("blocking_query"));
  }
}
