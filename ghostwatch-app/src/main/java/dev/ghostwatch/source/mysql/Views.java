package dev.ghostwatch.source.mysql;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a server has switched on.
 *
 * @param performanceSchema whether the performance schema is on
 * @param metadataLocks where holders of metadata locks show
 * @param disks whether MariaDB's plugin {@code disks} shows free space
 */
record Views(boolean performanceSchema, MetadataLockView metadataLocks, boolean disks) {

  /** Where holders of metadata locks show. */
  enum MetadataLockView {
    /** performance_schema.metadata_locks. */
    PERFORMANCE_SCHEMA,
    /** MariaDB's plugin metadata_lock_info. */
    PLUGIN,
    /** Nowhere: MySQL with the instrument off. */
    INSTRUMENT_OFF,
    /** Nowhere: MariaDB without the plugin. */
    PLUGIN_MISSING
  }

  static Views of(Session session) throws SQLException {
    boolean performanceSchema =
        "1".equals(session.one("SELECT @@performance_schema AS is_on").text("is_on"));
    Set<String> plugins = new HashSet<>();
    List<Row> active =
        session.rows(
            "SELECT plugin_name FROM information_schema.plugins WHERE plugin_status = 'ACTIVE'"
                + " AND plugin_name IN ('METADATA_LOCK_INFO', 'DISKS')");
    active.forEach(row -> plugins.add(row.textOr("", "plugin_name")));
    return new Views(
        performanceSchema,
        metadataLocks(session, performanceSchema, plugins.contains("METADATA_LOCK_INFO")),
        plugins.contains("DISKS"));
  }

  private static MetadataLockView metadataLocks(
      Session session, boolean performanceSchema, boolean plugin) throws SQLException {
    if (plugin) {
      return MetadataLockView.PLUGIN;
    }
    if (performanceSchema && instrumentIsOn(session)) {
      return MetadataLockView.PERFORMANCE_SCHEMA;
    }
    return session.dialect().isMariaDb()
        ? MetadataLockView.PLUGIN_MISSING
        : MetadataLockView.INSTRUMENT_OFF;
  }

  /** Without the right to look, it is taken for on: the missing grant is told elsewhere. */
  private static boolean instrumentIsOn(Session session) throws SQLException {
    try {
      String enabled =
          session
              .one(
                  "SELECT enabled FROM performance_schema.setup_instruments"
                      + " WHERE name = 'wait/lock/metadata/sql/mdl'")
              .text("enabled");
      return "YES".equals(enabled);
    } catch (SQLException e) {
      if (Failure.isDenied(e)) {
        return !session.dialect().isMariaDb();
      }
      throw e;
    }
  }
}
