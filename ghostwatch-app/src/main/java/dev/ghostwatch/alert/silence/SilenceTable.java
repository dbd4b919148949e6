package dev.ghostwatch.alert.silence;

import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.config.alert.MatcherException;
import dev.ghostwatch.config.alert.Matchers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Silences in the alert services' file. */
public final class SilenceTable implements SilenceStore {
  private final AlertDatabase database;

  public SilenceTable(AlertDatabase database) {
    this.database = database;
  }

  @Override
  public List<Silence> load() {
    try (Handle handle = database.handle()) {
      return handle
          .createQuery("select * from silence order by starts_millis")
          .map((row, _) -> read(row))
          .list();
    }
  }

  @Override
  public void save(Silence silence) {
    try (Handle handle = database.handle()) {
      handle
          .createUpdate(
              """
              insert into silence (id, matchers, starts_millis, ends_millis, author, comment, updated_millis)
              values (:id, :matchers, :starts, :ends, :author, :comment, :updated)
              on conflict (id) do update set starts_millis = excluded.starts_millis,
                ends_millis = excluded.ends_millis, updated_millis = excluded.updated_millis
              """)
          .bind("id", silence.id())
          .bind("matchers", silence.matchers().toString())
          .bind("starts", silence.startsAt().toEpochMilli())
          .bind("ends", silence.endsAt().toEpochMilli())
          .bind("author", silence.author())
          .bind("comment", silence.comment())
          .bind("updated", silence.updatedAt().toEpochMilli())
          .execute();
    }
  }

  @Override
  public void deleteEndedBefore(Instant moment) {
    try (Handle handle = database.handle()) {
      handle
          .createUpdate("delete from silence where ends_millis < :moment")
          .bind("moment", moment.toEpochMilli())
          .execute();
    }
  }

  private static Silence read(ResultSet row) throws SQLException {
    try {
      return new Silence(
          row.getString("id"),
          Matchers.parse(row.getString("matchers")),
          Instant.ofEpochMilli(row.getLong("starts_millis")),
          Instant.ofEpochMilli(row.getLong("ends_millis")),
          row.getString("author"),
          row.getString("comment"),
          Instant.ofEpochMilli(row.getLong("updated_millis")));
    } catch (MatcherException e) {
      throw new SQLException("silence " + row.getString("id") + ": " + e.getMessage(), e);
    }
  }
}
