package dev.ghostwatch.source.mysql;

import org.jspecify.annotations.Nullable;

/**
 * A table that pt-heartbeat writes to.
 *
 * @param database its database
 * @param table its name, usually {@code heartbeat}
 * @param serverId whose heartbeats count; null for the newest of any server
 * @param zone what the time stamps are in, where it is known
 */
public record HeartbeatTable(String database, String table, @Nullable Long serverId, Zone zone) {

  /** What pt-heartbeat's time stamps are in: they do not say it themselves. */
  public enum Zone {
    /** Found out from the first time stamp that is read. */
    DETECT,
    /** pt-heartbeat runs with {@code --utc}. */
    UTC,
    /** It writes local time, and the server's time zone is the same. */
    SERVER
  }

  /** The newest heartbeat of any server, its zone found out. */
  public static HeartbeatTable of(String database, String table) {
    return new HeartbeatTable(database, table, null, Zone.DETECT);
  }

  /** As SQL takes it. */
  String quoted() {
    return "`" + database.replace("`", "``") + "`.`" + table.replace("`", "``") + "`";
  }
}
