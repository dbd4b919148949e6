package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.HeartbeatReading;
import dev.ghostwatch.model.server.HeartbeatReading.Basis;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The newest row of a pt-heartbeat table. */
final class HeartbeatCollector implements Collector {
  private final HeartbeatTable table;
  private final HeartbeatClock zones;
  private @Nullable String type;

  HeartbeatCollector(HeartbeatTable table) {
    this.table = table;
    this.zones = new HeartbeatClock(table.zone());
  }

  @Override
  public String part(Dialect dialect) {
    return table.database() + "." + table.table();
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of(Need.HEARTBEAT);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    if (type == null) {
      type =
          session
              .one(
                  "SELECT data_type FROM information_schema.columns WHERE table_schema = ?"
                      + " AND table_name = ? AND column_name = 'ts'",
                  table.database(),
                  table.table())
              .text("data_type");
    }
    Long serverId = table.serverId();
    String newest =
        "SELECT CAST(ts AS CHAR) AS stamp, UNIX_TIMESTAMP(ts) AS seconds, server_id,"
            + " TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW()) AS utc_offset FROM "
            + table.quoted();
    String order = " ORDER BY ts DESC LIMIT 1";
    Row row =
        serverId == null
            ? session.one(newest + order)
            : session.one(newest + " WHERE server_id = ?" + order, serverId.toString());
    HeartbeatReading reading = reading(row, session.clock().instant());
    return figures -> figures.heartbeat(reading);
  }

  private @Nullable HeartbeatReading reading(Row row, Instant now) throws SQLException {
    String stamp = row.filled("stamp");
    if (stamp == null) {
      return null;
    }
    Long server = row.number("server_id");
    BigDecimal seconds = Row.parseDecimal(row.text("seconds"));
    if ("timestamp".equalsIgnoreCase(type) && seconds != null) {
      Instant at = Instant.ofEpochSecond(0, seconds.movePointRight(9).longValue());
      return reading(at, now, server, new HeartbeatClock.Zone(0, Basis.WRITTEN));
    }
    try {
      int offset = Math.toIntExact(Math.round(row.numberOr(0, "utc_offset") / 60.0) * 60);
      HeartbeatClock.Read read = zones.read(stamp, now, offset);
      return reading(read.at(), now, server, read.zone());
    } catch (DateTimeException e) {
      throw new SQLException("its column ts holds no time: " + stamp, e);
    }
  }

  private static HeartbeatReading reading(
      Instant at, Instant now, @Nullable Long server, HeartbeatClock.Zone zone) {
    return new HeartbeatReading(
        now,
        at,
        Duration.between(at, now).toMillis() / 1000.0,
        server,
        HeartbeatClock.name(zone),
        zone.basis());
  }
}
