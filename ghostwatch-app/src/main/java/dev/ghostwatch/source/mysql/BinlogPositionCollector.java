package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.BinlogPosition;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the server's own binary log ends. */
final class BinlogPositionCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return dialect.binlogStatus();
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.BINLOGS);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    List<Row> rows = session.rows(session.dialect().binlogStatus());
    BinlogPosition position = rows.isEmpty() ? null : position(rows.getFirst());
    return figures -> figures.position(position);
  }

  private static @Nullable BinlogPosition position(Row row) {
    String file = row.filled("file");
    Long position = row.number("position");
    String gtids = row.filled("executed_gtid_set");
    return file == null || position == null
        ? null
        : new BinlogPosition(file, position, gtids == null ? null : gtids.replace("\n", ""));
  }
}
