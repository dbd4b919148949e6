package dev.ghostwatch.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ready-made throttle queries (classic toolkit T16). gh-ost throttles while the query returns more
 * than zero. They leave out the connection that asks, gh-ost's own, replication and idle ones.
 */
public enum ThrottleQueryPreset {
  /** While any query has run for over 2 s. */
  LONG_QUERIES(
      "select count(*) from information_schema.processlist where command = 'Query' and time > 2"
          + " and user not in ('system user', 'event_scheduler') and id <> connection_id() and coalesce(info, '') not like '%gh-ost%'"),
  /** While any thread that is not idle has been at it for over 10 s. */
  LONG_PROCESSES(
      "select count(*) from information_schema.processlist where time > 10"
          + " and command not in ('Sleep', 'Daemon', 'Binlog Dump', 'Binlog Dump GTID',"
          + " 'Slave_IO', 'Slave_SQL', 'Slave_worker', 'Connect')"
          + " and user not in ('system user', 'event_scheduler')"
          + " and id <> connection_id() and coalesce(info, '') not like '%gh-ost%'"),
  /** While more than 4 threads run: the server's own measure of load. */
  LOAD(
      "select greatest(cast(variable_value as signed) - 4, 0) from performance_schema.global_status"
          + " where variable_name = 'Threads_running'");

  private final String sql;

  ThrottleQueryPreset(String sql) {
    this.sql = sql;
  }

  /** The name on the command line: {@code long-queries}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The query.
   *
   * @param mariaDb whether the server is MariaDB, which keeps its status variables elsewhere
   */
  public String sql(boolean mariaDb) {
    return mariaDb
        ? sql.replace("performance_schema.global_status", "information_schema.global_status")
        : sql;
  }

  /** The preset with this name, or null. */
  public static @Nullable ThrottleQueryPreset byWord(String word) {
    for (ThrottleQueryPreset preset : values()) {
      if (preset.word().equals(word)) {
        return preset;
      }
    }
    return null;
  }
}
