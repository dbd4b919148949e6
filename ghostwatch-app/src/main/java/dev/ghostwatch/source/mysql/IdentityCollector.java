package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.ServerFiguresBuilder;
import dev.ghostwatch.model.server.ServerIdentity;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the server is. */
final class IdentityCollector implements Collector {
  @Override
  public String part(Dialect dialect) {
    return "SHOW GLOBAL VARIABLES";
  }

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
    Map<String, String> variables =
        session.pairs(
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('hostname', 'server_id', 'server_uuid',"
                + " 'read_only', 'super_read_only', 'datadir', 'pid_file', 'socket')");
    Map<String, String> status = session.pairs("SHOW GLOBAL STATUS WHERE Variable_name = 'Uptime'");
    Instant now = session.clock().instant();
    Long uptime = Row.parseNumber(status.get("uptime"));
    Long offset =
        session
            .one("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW()) AS utc_offset")
            .number("utc_offset");
    ServerIdentity identity =
        new ServerIdentity(
            session.dialect().flavor(),
            session.dialect().version(),
            variables.get("hostname"),
            Row.parseNumber(variables.get("server_id")),
            variables.get("server_uuid"),
            Row.parseFlag(variables.get("read_only")),
            Row.parseFlag(variables.get("super_read_only")),
            uptime == null ? null : now.minusSeconds(uptime),
            wholeMinutes(offset),
            variables.get("datadir"),
            session.isEncrypted(),
            variables.get("pid_file"),
            variables.get("socket"));
    return figures -> figures.identity(identity);
  }

  /** The two clocks are read a moment apart: a second may have passed between. */
  private static @Nullable Integer wholeMinutes(@Nullable Long seconds) {
    return seconds == null ? null : Integer.valueOf((int) Math.round(seconds / 60.0) * 60);
  }
}
