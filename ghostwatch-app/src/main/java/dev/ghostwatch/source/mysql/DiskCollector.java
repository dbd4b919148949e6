package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Free space through MariaDB's plugin {@code disks}; other servers do not show it. */
final class DiskCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return "information_schema.disks";
  }

  /** Without FILE the view is empty, and FILE is too much to ask for. */
  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of();
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    DiskSpace disk = session.views().disks() ? read(session) : null;
    return figures -> figures.disk(disk);
  }

  private static @Nullable DiskSpace read(Session session) throws SQLException {
    Row row =
        session.one(
            "SELECT path, total, available FROM information_schema.disks"
                + " WHERE LEFT(@@datadir, CHAR_LENGTH(path)) = path"
                + " ORDER BY CHAR_LENGTH(path) DESC LIMIT 1");
    Long total = row.number("total");
    Long available = row.number("available");
    return total == null || available == null
        ? null
        : new DiskSpace(row.textOr("", "path"), total * 1024, available * 1024);
  }
}
