package dev.ghostwatch.history.sql;

import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SettingRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The runs, their events and their changes of settings. */
public final class MigrationSql {
  private static final String COLUMNS =
      "no, id, database_name, table_name, migrated_host, inspected_host, executing_host,"
          + " ghost_version, started_at, ended_at, lifecycle, last_words, endpoint, pid, arguments,"
          + " settings";

  private static final String OVER =
      " ended_at = coalesce(:ended, ended_at), last_words = coalesce(:words, last_words),";

  /** One that was taken for ended, because nobody saw it, and is seen again. */
  private static final String GOES_ON = " ended_at = :ended, last_words = :words,";

  private MigrationSql() {}

  /** A run and its number in the other tables. */
  public record Numbered(long no, MigrationRow row) {}

  /**
   * Writes a run, or what more is known of one: what is null in the row stays as it was.
   *
   * @return its number
   */
  public static long write(Handle handle, MigrationRow row) {
    Optional<Long> known = number(handle, row.id());
    if (known.isPresent()) {
      bind(
              handle.createUpdate(
                  "update migration set migrated_host = coalesce(:migrated, migrated_host),"
                      + " inspected_host = coalesce(:inspected, inspected_host),"
                      + " executing_host = coalesce(:executing, executing_host),"
                      + " ghost_version = coalesce(:version, ghost_version),"
                      + (isOver(row) ? OVER : GOES_ON)
                      + " lifecycle = :lifecycle,"
                      + " endpoint = coalesce(:endpoint, endpoint), pid = coalesce(:pid, pid),"
                      + " arguments = coalesce(:arguments, arguments),"
                      + " settings = coalesce(settings, :settings) where no = :no"),
              row)
          .bind("no", known.get())
          .bind("ended", millis(row.endedAt()))
          .bind("words", row.lastWords())
          .execute();
      return known.get();
    }
    bind(
            handle.createUpdate(
                "insert into migration (id, database_name, table_name, migrated_host,"
                    + " inspected_host, executing_host, ghost_version, started_at, ended_at,"
                    + " lifecycle, last_words, endpoint, pid, arguments, settings) values (:id,"
                    + " :database, :table, :migrated, :inspected, :executing, :version, :started,"
                    + " :ended, :lifecycle, :words, :endpoint, :pid, :arguments, :settings)"),
            row)
        .bind("id", row.id())
        .bind("database", row.database())
        .bind("table", row.table())
        .bind("started", row.startedAt().toEpochMilli())
        .bind("ended", millis(row.endedAt()))
        .bind("words", row.lastWords())
        .execute();
    return number(handle, row.id()).orElseThrow();
  }

  /** Writes the file that a run prints to. */
  public static void logFile(Handle handle, long migration, String path) {
    handle.execute("update migration set log_file = ? where no = ?", path, migration);
  }

  /** The file that a run prints to, where that is known. */
  public static Optional<String> logFile(Handle handle, String id) {
    return handle
        .createQuery("select log_file from migration where id = :id and log_file is not null")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, MigrationRow row) {
    return statement
        .bind("migrated", row.migratedHost())
        .bind("inspected", row.inspectedHost())
        .bind("executing", row.executingHost())
        .bind("version", row.ghostVersion())
        .bind("lifecycle", row.lifecycle().jsonName())
        .bind("endpoint", row.endpoint())
        .bind("pid", row.pid())
        .bind("arguments", TextValues.write(row.arguments()))
        .bind("settings", TextValues.write(row.settings()));
  }

  private static boolean isOver(MigrationRow row) {
    return switch (row.lifecycle()) {
      case STARTING, RUNNING -> false;
      case SUCCEEDED, FAILED, ABORTED, VANISHED -> true;
    };
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** The number of a run. */
  public static Optional<Long> number(Handle handle, String id) {
    return handle
        .createQuery("select no from migration where id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Runs, the latest first.
   *
   * @param running only those that have ended (false) or not (true); null for both
   * @param since only those that were running at or after this time
   * @param limit at most so many
   */
  public static List<Numbered> list(
      Handle handle,
      @Nullable Boolean running,
      @Nullable String table,
      @Nullable Instant since,
      int limit) {
    StringBuilder where = new StringBuilder("1 = 1");
    int[] dots = table == null ? new int[0] : dots(table);
    if (running != null) {
      where.append(running ? " and ended_at is null" : " and ended_at is not null");
    }
    if (table != null) {
      where.append(" and (table_name = :name or id = :name or endpoint = :socket");
      // Names may have dots: each may be the one between database and table.
      for (int i = 0; i < dots.length; i++) {
        where.append(" or (database_name = :database%d and table_name = :table%d)".formatted(i, i));
      }
      where.append(')');
    }
    if (since != null) {
      where.append(" and (ended_at is null or ended_at >= :since)");
    }
    Query query =
        handle.createQuery(
            "select "
                + COLUMNS
                + " from migration where "
                + where
                + " order by started_at desc, no desc limit :limit");
    if (table != null) {
      query.bind("name", table).bind("socket", "unix:" + table);
      for (int i = 0; i < dots.length; i++) {
        query
            .bind("database" + i, table.substring(0, dots[i]))
            .bind("table" + i, table.substring(dots[i] + 1));
      }
    }
    if (since != null) {
      query.bind("since", since.toEpochMilli());
    }
    return query.bind("limit", limit).map((rows, _) -> numbered(rows)).list();
  }

  /** Where the dots of a name are; a path has many, so the first few. */
  private static int[] dots(String name) {
    return IntStream.range(0, name.length()).filter(i -> name.charAt(i) == '.').limit(8).toArray();
  }

  /**
   * Runs, the latest first, from a place on.
   *
   * @param text only those whose id or a host's name contains it, whatever the case; null for all
   * @param before only those that began before this time, in milliseconds of the epoch, or then and
   *     whose id sorts before {@code beforeId}
   * @param limit at most so many
   */
  public static List<Numbered> page(
      Handle handle, @Nullable String text, long before, String beforeId, int limit) {
    String contains =
        text == null
            ? ""
            : " and (lower(id) like :text escape '!' or lower(migrated_host) like :text escape '!'"
                + " or lower(executing_host) like :text escape '!')";
    Query query =
        handle.createQuery(
            "select "
                + COLUMNS
                + " from migration where (started_at < :before or (started_at = :before and id <"
                + " :beforeId))"
                + contains
                + " order by started_at desc, id desc limit :limit");
    if (text != null) {
      String escaped = text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
      query.bind("text", "%" + escaped + "%");
    }
    return query
        .bind("before", before)
        .bind("beforeId", beforeId)
        .bind("limit", limit)
        .map((rows, _) -> numbered(rows))
        .list();
  }

  /** The run with this id. */
  public static Optional<Numbered> find(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + " from migration where id = :id")
        .bind("id", id)
        .map((rows, _) -> numbered(rows))
        .findOne();
  }

  /** Runs whose id begins so, the latest first, at most so many. */
  public static List<Numbered> beginning(Handle handle, String prefix, int limit) {
    // An id is ASCII: what follows the prefix sorts before the prefix and the greatest character.
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from migration where id >= :prefix and id < :after"
                + " order by started_at desc, no desc limit :limit")
        .bind("prefix", prefix)
        .bind("after", prefix + '\u007f')
        .bind("limit", limit)
        .map((rows, _) -> numbered(rows))
        .list();
  }

  private static Numbered numbered(ResultSet rows) throws SQLException {
    long pid = rows.getLong("pid");
    boolean noPid = rows.wasNull();
    long ended = rows.getLong("ended_at");
    boolean running = rows.wasNull();
    return new Numbered(
        rows.getLong("no"),
        new MigrationRow(
            rows.getString("id"),
            rows.getString("database_name"),
            rows.getString("table_name"),
            rows.getString("migrated_host"),
            rows.getString("inspected_host"),
            rows.getString("executing_host"),
            rows.getString("ghost_version"),
            Instant.ofEpochMilli(rows.getLong("started_at")),
            running ? null : Instant.ofEpochMilli(ended),
            lifecycle(rows.getString("lifecycle")),
            rows.getString("last_words"),
            rows.getString("endpoint"),
            noPid ? null : pid,
            TextValues.list(rows.getString("arguments")),
            TextValues.map(rows.getString("settings"))));
  }

  private static Lifecycle lifecycle(String name) {
    for (Lifecycle lifecycle : Lifecycle.values()) {
      if (lifecycle.jsonName().equals(name)) {
        return lifecycle;
      }
    }
    throw new IllegalStateException(
        "the store names a life cycle '" + name + "' that this GhostWatch does not know");
  }

  /** Adds an event. */
  public static void event(Handle handle, long migration, EventRow event) {
    handle
        .createUpdate(
            "insert into event (migration_no, at_millis, kind, words, said_by)"
                + " values (:migration, :at, :kind, :words, :source)")
        .bind("migration", migration)
        .bind("at", event.at().toEpochMilli())
        .bind("kind", event.type())
        .bind("words", event.text())
        .bind("source", event.source())
        .execute();
  }

  /** The events of a run in their order. */
  public static List<EventRow> events(Handle handle, long migration) {
    return handle
        .createQuery(
            "select at_millis, kind, words, said_by from event where migration_no = :migration"
                + " order by at_millis, no")
        .bind("migration", migration)
        .map((rows, _) ->
            new EventRow(
                Instant.ofEpochMilli(rows.getLong(1)),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4)))
        .list();
  }

  /** Adds a change of a setting. */
  public static void setting(Handle handle, long migration, SettingRow change) {
    handle
        .createUpdate(
            "insert into setting_change (migration_no, at_millis, setting, old_value, new_value)"
                + " values (:migration, :at, :name, :before, :after)")
        .bind("migration", migration)
        .bind("at", change.at().toEpochMilli())
        .bind("name", change.name())
        .bind("before", change.before())
        .bind("after", change.after())
        .execute();
  }

  /** The changes of settings of a run in their order. */
  public static List<SettingRow> settings(Handle handle, long migration) {
    return handle
        .createQuery(
            "select at_millis, setting, old_value, new_value from setting_change"
                + " where migration_no = :migration order by at_millis, no")
        .bind("migration", migration)
        .map((rows, _) ->
            new SettingRow(
                Instant.ofEpochMilli(rows.getLong(1)),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4)))
        .list();
  }

  /** Forgets everything of a run but its points, which are forgotten in portions before. */
  public static void forget(Handle handle, long migration) {
    for (String table : List.of("event", "setting_change", "finding", "command", "alert")) {
      handle.execute("delete from " + table + " where migration_no = ?", migration);
    }
    handle.execute("delete from migration where no = ?", migration);
  }

  /** The numbers of runs that ended before a time, the oldest first, at most so many. */
  public static List<Long> endedBefore(Handle handle, Instant time, int limit) {
    return handle
        .createQuery(
            "select no from migration where ended_at < :time order by ended_at limit :limit")
        .bind("time", time.toEpochMilli())
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }
}
