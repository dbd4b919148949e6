package dev.ghostwatch.source.mysql;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.GhostTables;
import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import dev.ghostwatch.source.mysql.Views.MetadataLockView;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who waits for a metadata lock, and who holds one on the same table or on a migrated one. */
final class MetadataLockCollector implements Collector {
  private static final String COLUMNS =
      " AS lock_name, t.processlist_id AS id, t.processlist_user AS user, t.processlist_host AS host,"
          + " t.processlist_command AS command, t.processlist_time AS time,"
          + " LEFT(t.processlist_info, 100) AS query";

  @Override
  public String part(Dialect dialect) {
    return "performance_schema.metadata_locks";
  }

  /** MariaDB's waiters stand in the process list. */
  @Override
  public List<Need> needs(Dialect dialect) {
    return dialect.isMariaDb()
        ? List.of(Need.PROCESS)
        : List.of(Need.PROCESS, Need.PERFORMANCE_SCHEMA);
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    MetadataLocks locks =
        switch (session.views().metadataLocks()) {
          case PERFORMANCE_SCHEMA -> fromPerformanceSchema(session);
          case PLUGIN ->
              new MetadataLocks(ProcessListCollector.metadataWaiters(session), fromPlugin(session));
          case INSTRUMENT_OFF, PLUGIN_MISSING ->
              new MetadataLocks(ProcessListCollector.metadataWaiters(session), null);
        };
    return figures -> figures.metadataLocks(locks);
  }

  private static MetadataLocks fromPerformanceSchema(Session session) throws SQLException {
    String from =
        "SELECT l.object_schema, l.object_name, l.lock_type"
            + COLUMNS
            + " FROM performance_schema.metadata_locks l"
            + " JOIN performance_schema.threads t ON t.thread_id = l.owner_thread_id"
            + " WHERE l.object_type = 'TABLE' AND t.processlist_id <> CONNECTION_ID()";
    String order = " ORDER BY t.processlist_time DESC, t.processlist_id LIMIT 100";
    List<MetadataLock> waiters =
        session.rows(from + " AND l.lock_status = 'PENDING'" + order).stream()
            .map(MetadataLockCollector::lock)
            .toList();
    Set<TableName> tables = watched(session);
    waiters.stream().map(MetadataLock::table).forEach(table -> add(tables, table));
    return new MetadataLocks(
        waiters,
        holders(
            session,
            from + " AND l.lock_status = 'GRANTED' AND (",
            "(l.object_schema = ? AND l.object_name = ?)",
            tables,
            order));
  }

  private static List<MetadataLock> fromPlugin(Session session) throws SQLException {
    return holders(
        session,
        "SELECT l.table_schema AS object_schema, l.table_name AS object_name, l.lock_mode AS"
            + " lock_name, p.id, p.user, p.host, p.command, p.time, LEFT(p.info, 100) AS query"
            + " FROM information_schema.metadata_lock_info l"
            + " JOIN information_schema.processlist p ON p.id = l.thread_id"
            + " WHERE l.lock_type = 'Table metadata lock' AND p.id <> CONNECTION_ID()"
            // A waiter shows here with what it holds on other tables.
            + " AND p.state NOT LIKE 'Waiting for table metadata lock%' AND (",
        "(l.table_schema = ? AND l.table_name = ?)",
        watched(session),
        " ORDER BY p.time DESC, p.id LIMIT 100");
  }

  private static List<MetadataLock> holders(
      Session session, String from, String condition, Set<TableName> tables, String order)
      throws SQLException {
    if (tables.isEmpty()) {
      return List.of();
    }
    List<String> conditions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (TableName table : tables) {
      conditions.add(condition);
      names.add(table.database());
      names.add(table.table());
    }
    return session
        .rows(from + String.join(" OR ", conditions) + ")" + order, names.toArray(String[]::new))
        .stream()
        .map(MetadataLockCollector::lock)
        .toList();
  }

  private static Set<TableName> watched(Session session) {
    Set<TableName> tables = new LinkedHashSet<>();
    for (TableName table : session.watch().tables()) {
      tables.add(table);
      tables.add(GhostTables.ghost(table));
    }
    return tables;
  }

  private static void add(Set<TableName> tables, @Nullable TableName table) {
    if (table != null) {
      tables.add(table);
    }
  }

  private static MetadataLock lock(Row row) {
    String database = row.text("object_schema");
    String table = row.text("object_name");
    return new MetadataLock(
        database == null || table == null ? null : new TableName(database, table),
        row.text("lock_name"),
        row.numberOr(0, "id"),
        row.text("user"),
        row.text("host"),
        row.text("command"),
        row.number("time"),
        row.filled("query"));
  }

  /** Whether a view shows who holds a lock. */
  static boolean showsHolders(MetadataLockView view) {
    return view == MetadataLockView.PERFORMANCE_SCHEMA || view == MetadataLockView.PLUGIN;
  }
}
