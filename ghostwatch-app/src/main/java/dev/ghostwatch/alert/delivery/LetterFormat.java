package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a notification stands in the outbox: JSON, each migration once; see {@link LetterReader}. */
final class LetterFormat {
  private final MigrationDocument document;

  LetterFormat(MigrationDocument document) {
    this.document = document;
  }

  String write(Notification notification) {
    List<Snapshot> migrations = new ArrayList<>();
    for (Alert alert : notification.alerts()) {
      if (alert.snapshot() != null && !migrations.contains(alert.snapshot())) {
        migrations.add(alert.snapshot());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Documents.object(
          out, Documents.Format.JSON_LINE, json -> write(json, notification, migrations));
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: memory cannot be written", e);
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private void write(Json json, Notification notification, List<Snapshot> migrations) {
    json.text("id", notification.id());
    json.text("receiver", notification.receiver());
    json.text("groupKey", notification.groupKey());
    texts(json, "groupLabels", notification.groupLabels().values());
    texts(json, "commonLabels", notification.commonLabels().values());
    json.number("at", notification.at().toEpochMilli());
    json.array(
        "migrations", migrations, migration -> json.object(() -> document.write(json, migration)));
    json.array("alerts", notification.alerts(), alert -> json.object(() -> write(json, alert)));
  }

  private static void write(Json json, Alert alert) {
    texts(json, "labels", alert.labels().values());
    json.text("severity", alert.severity().jsonName());
    json.object(
        "texts",
        () ->
            alert
                .texts()
                .forEach((language, text) ->
                    json.object(
                        language.code(),
                        () -> {
                          json.text("title", text.title());
                          json.text("message", text.message());
                        })));
    texts(json, "annotations", alert.annotations());
    json.number("startsAt", alert.startsAt().toEpochMilli());
    json.number("endsAt", alert.endsAt() == null ? null : alert.endsAt().toEpochMilli());
    json.number("updatedAt", alert.updatedAt().toEpochMilli());
  }

  private static void texts(Json json, String name, Map<String, String> values) {
    json.object(name, () -> values.forEach(json::text));
  }
}
