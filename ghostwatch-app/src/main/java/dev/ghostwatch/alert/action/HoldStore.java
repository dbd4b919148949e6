package dev.ghostwatch.alert.action;

import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.client.value.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps holds on disk: an agent that was killed takes them back after its restart. */
public final class HoldStore implements Holds {
  private static final String ADD =
      """
      insert into action_change (run, endpoint, database_name, table_name, rule, setting,
        before_value, after_value, at_millis, expires_millis, restore, restore_on_stop)
      values (:run, :endpoint, :database, :table, :rule, :setting, :before, :after, :at, :expires,
        :restore, :onStop)
      """;

  private final AlertDatabase database;

  public HoldStore(AlertDatabase database) {
    this.database = database;
  }

  @Override
  public Hold add(Hold hold) {
    try (Handle handle = database.handle()) {
      long id =
          handle
              .createUpdate(ADD)
              .bind("run", hold.target().run())
              .bind("endpoint", hold.target().endpoint())
              .bind("database", hold.target().table().database())
              .bind("table", hold.target().table().table())
              .bind("rule", hold.rule())
              .bind("setting", hold.setting())
              .bind("before", hold.before())
              .bind("after", hold.after())
              .bind("at", hold.at().toEpochMilli())
              .bind("expires", hold.expiresAt() == null ? null : hold.expiresAt().toEpochMilli())
              .bind("restore", hold.restore())
              .bind("onStop", hold.restoreOnStop())
              .executeAndReturnGeneratedKeys("id")
              .mapTo(Long.class)
              .one();
      return hold.numbered(id);
    }
  }

  @Override
  public void changeBefore(Hold hold) {
    try (Handle handle = database.handle()) {
      handle.execute(
          "update action_change set before_value = ? where id = ?", hold.before(), hold.id());
    }
  }

  @Override
  public void remove(Hold hold) {
    try (Handle handle = database.handle()) {
      handle.execute("delete from action_change where id = ?", hold.id());
    }
  }

  @Override
  public List<Hold> all() {
    try (Handle handle = database.handle()) {
      return handle
          .createQuery("select * from action_change order by id")
          .map((row, _) -> hold(row))
          .list();
    }
  }

  private static Hold hold(ResultSet row) throws SQLException {
    long expires = row.getLong("expires_millis");
    boolean never = row.wasNull();
    return new Hold(
        row.getLong("id"),
        new Target(
            row.getString("run"),
            row.getString("endpoint"),
            new TableName(row.getString("database_name"), row.getString("table_name"))),
        row.getString("rule"),
        row.getString("setting"),
        row.getString("before_value"),
        row.getString("after_value"),
        Instant.ofEpochMilli(row.getLong("at_millis")),
        never ? null : Instant.ofEpochMilli(expires),
        row.getBoolean("restore"),
        row.getBoolean("restore_on_stop"));
  }
}
