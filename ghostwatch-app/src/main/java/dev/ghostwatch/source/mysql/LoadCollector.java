package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.server.RowLocks;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import dev.ghostwatch.model.server.ServerLoad;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Status variables: how busy the server is. Remembers the last counters for the rates. */
final class LoadCollector implements Collector {
  private static final List<String> ALWAYS =
      List.of(
          "Threads_running",
          "Threads_connected",
          "Slow_queries",
          "Questions",
          "Com_select",
          "Uptime",
          "Innodb_row_lock_current_waits",
          "Innodb_row_lock_waits",
          "Innodb_history_list_length");

  private @Nullable Instant lastAt;
  private Map<String, String> last = Map.of();

  @Override
  public String part(Dialect dialect) {
    return "SHOW GLOBAL STATUS";
  }

  @Override
  public List<Need> needs(Dialect dialect) {
    return List.of();
  }

  @Override
  public Consumer<ServerFiguresBuilder> collect(Session session) throws SQLException {
    TreeSet<String> names = new TreeSet<>(ALWAYS);
    names.addAll(session.watch().statusVariables());
    String marks = "?, ".repeat(names.size() - 1) + "?";
    Map<String, String> now = new TreeMap<>();
    for (Row row :
        session.rows(
            "SHOW GLOBAL STATUS WHERE Variable_name IN (" + marks + ")",
            names.toArray(String[]::new))) {
      now.put(row.textOr("", "variable_name").toLowerCase(Locale.ROOT), row.textOr("", "value"));
    }
    Instant at = session.clock().instant();
    Long connections = session.one("SELECT @@max_connections AS connections").number("connections");
    ServerLoad load =
        new ServerLoad(
            Row.parseNumber(now.get("threads_running")),
            Row.parseNumber(now.get("threads_connected")),
            connections,
            Row.parseNumber(now.get("slow_queries")),
            perSecond("slow_queries", now, at),
            perSecond("questions", now, at),
            perSecond("com_select", now, at),
            Row.parseNumber(now.get("innodb_history_list_length")));
    Map<String, String> watched = watched(session, now);
    RowLocks locks =
        new RowLocks(
            Row.parseNumber(now.get("innodb_row_lock_current_waits")),
            Row.parseNumber(now.get("innodb_row_lock_waits")),
            null);
    last = now;
    lastAt = at;
    return figures -> {
      figures.load(load);
      figures.watchedVariables(watched);
      figures.rowLocks(locks);
    };
  }

  private static Map<String, String> watched(Session session, Map<String, String> now) {
    Map<String, String> watched = new TreeMap<>();
    for (String name : session.watch().statusVariables()) {
      String value = now.get(name.toLowerCase(Locale.ROOT));
      if (value != null) {
        watched.put(name, value);
      }
    }
    return watched;
  }

  private @Nullable Double perSecond(String name, Map<String, String> now, Instant at) {
    Long after = Row.parseNumber(now.get(name));
    Long before = Row.parseNumber(last.get(name));
    if (after == null || before == null || lastAt == null || hasRestarted(now)) {
      return null;
    }
    double seconds = Duration.between(lastAt, at).toMillis() / 1000.0;
    return seconds <= 0 || after < before ? null : (after - before) / seconds;
  }

  private boolean hasRestarted(Map<String, String> now) {
    Long after = Row.parseNumber(now.get("uptime"));
    Long before = Row.parseNumber(last.get("uptime"));
    return after == null || before == null || after < before;
  }
}
