package dev.ghostwatch.alert.delivery;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a notification stands in the outbox: JSON, each migration once. */
final class LetterFormat {
  /** Made when a letter is read for the first time: the agent starts sooner and is smaller. */
  private static final class Reader {
    static final JsonMapper JSON = new JsonMapper();
  }

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

  /** Reads what {@link #write} wrote. */
  static Letter read(String text) {
    JsonNode letter = Reader.JSON.readTree(text);
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode alert : letter.get("alerts")) {
      alerts.add(alert(alert));
    }
    List<String> migrations = new ArrayList<>();
    for (JsonNode migration : letter.get("migrations")) {
      migrations.add(migration.toString());
    }
    Notification notification =
        new Notification(
            letter.get("id").asString(),
            letter.get("receiver").asString(),
            letter.get("groupKey").asString(),
            Labels.of(texts(letter.get("groupLabels"))),
            Labels.of(texts(letter.get("commonLabels"))),
            alerts,
            time(letter.get("at")));
    return new Letter(notification, migrations);
  }

  private static Alert alert(JsonNode node) {
    Map<Language, AlertText> texts = new EnumMap<>(Language.class);
    for (Map.Entry<String, JsonNode> text : node.get("texts").properties()) {
      Language language = Language.byCode(text.getKey());
      if (language != null) {
        texts.put(
            language,
            new AlertText(
                text.getValue().get("title").asString(),
                text.getValue().get("message").asString()));
      }
    }
    JsonNode endsAt = node.get("endsAt");
    return new Alert(
        Labels.of(texts(node.get("labels"))),
        Severity.valueOf(node.get("severity").asString().toUpperCase(Locale.ROOT)),
        texts,
        texts(node.get("annotations")),
        time(node.get("startsAt")),
        endsAt.isNull() ? null : time(endsAt),
        time(node.get("updatedAt")),
        null);
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      values.put(field.getKey(), field.getValue().asString());
    }
    return values;
  }

  private static Instant time(JsonNode node) {
    return Instant.ofEpochMilli(node.asLong());
  }
}
