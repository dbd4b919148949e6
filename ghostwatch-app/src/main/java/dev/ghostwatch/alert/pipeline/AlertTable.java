package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.alert.store.TextMap;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Alerts in the alert services' file. */
final class AlertTable implements AlertArchive {
  /** A flapping alert must not fill the disk. */
  private static final int MOST = 100_000;

  private static final String TITLE = ".title";
  private static final String MESSAGE = ".message";

  private final AlertDatabase database;

  AlertTable(AlertDatabase database) {
    this.database = database;
  }

  @Override
  public void save(Collection<Alert> alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    try (Handle handle = database.handle()) {
      handle.useTransaction(_ -> {
        PreparedBatch batch =
            handle.prepareBatch(
                """
                insert into alert_history (fingerprint, starts_millis, ends_millis, updated_millis, severity,
                  labels, annotations, texts)
                values (:fingerprint, :starts, :ends, :updated, :severity, :labels, :annotations, :texts)
                on conflict (fingerprint, starts_millis) do update set ends_millis = excluded.ends_millis,
                  updated_millis = excluded.updated_millis, severity = excluded.severity,
                  annotations = excluded.annotations, texts = excluded.texts
                """);
        alerts.forEach(alert -> bind(batch, alert));
        batch.execute();
      });
    }
  }

  private static void bind(PreparedBatch batch, Alert alert) {
    Map<String, String> texts = new HashMap<>();
    alert
        .texts()
        .forEach((language, text) -> {
          texts.put(language.code() + TITLE, text.title());
          texts.put(language.code() + MESSAGE, text.message());
        });
    batch
        .bind("fingerprint", alert.labels().fingerprint())
        .bind("starts", alert.startsAt().toEpochMilli())
        .bind("ends", alert.endsAt() == null ? null : alert.endsAt().toEpochMilli())
        .bind("updated", alert.updatedAt().toEpochMilli())
        .bind("severity", alert.severity().jsonName())
        .bind("labels", TextMap.write(alert.labels().values()))
        .bind("annotations", TextMap.write(alert.annotations()))
        .bind("texts", TextMap.write(texts))
        .add();
  }

  @Override
  public List<Alert> lately(Instant moment) {
    try (Handle handle = database.handle()) {
      return handle
          .createQuery(
              """
              select * from alert_history a
              where (ends_millis is null or ends_millis >= :moment)
                and starts_millis = (select max(starts_millis) from alert_history
                                     where fingerprint = a.fingerprint)
              """)
          .bind("moment", moment.toEpochMilli())
          .map((row, _) -> read(row))
          .list();
    }
  }

  @Override
  public List<Alert> past(PastQuery query) {
    try (Handle handle = database.handle()) {
      return handle
          .createQuery(
              """
              select * from alert_history
              where (:since is null or ends_millis is null or ends_millis >= :since)
                and (:migration is null or json_extract(labels, '$.migration') = :migration)
              order by starts_millis desc limit :limit
              """)
          .bind("since", query.since() == null ? null : query.since().toEpochMilli())
          .bind("migration", query.migration())
          .bind("limit", query.limit())
          .map((row, _) -> read(row))
          .list();
    }
  }

  @Override
  public void forget(Instant moment) {
    try (Handle handle = database.handle()) {
      handle.execute("delete from alert_history where ends_millis < ?", moment.toEpochMilli());
      handle.execute(
          """
          delete from alert_history where ends_millis is not null and starts_millis <
            (select starts_millis from alert_history order by starts_millis desc limit 1 offset ?)
          """,
          MOST);
    }
  }

  private static Alert read(ResultSet row) throws SQLException {
    Map<String, String> texts = TextMap.read(row.getString("texts"));
    Map<Language, AlertText> byLanguage = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String title = texts.get(language.code() + TITLE);
      if (title != null) {
        byLanguage.put(
            language, new AlertText(title, texts.getOrDefault(language.code() + MESSAGE, "")));
      }
    }
    return new Alert(
        Labels.of(TextMap.read(row.getString("labels"))),
        Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
        byLanguage,
        TextMap.read(row.getString("annotations")),
        Instant.ofEpochMilli(row.getLong("starts_millis")),
        end(row),
        Instant.ofEpochMilli(row.getLong("updated_millis")),
        null);
  }

  private static @Nullable Instant end(ResultSet row) throws SQLException {
    long millis = row.getLong("ends_millis");
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
