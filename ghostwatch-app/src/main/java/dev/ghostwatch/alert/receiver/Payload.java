package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The JSON that programs are told with: the four keys of the classic webhook, then everything.
 * Field names are the same in each language.
 */
final class Payload {
  private Payload() {}

  /** What the classic webhook calls a severity: INFO, WARN, ERROR or CRITICAL. */
  static String level(Severity severity) {
    return severity == Severity.WARNING ? "WARN" : severity.jsonName().toUpperCase(Locale.ROOT);
  }

  /** The whole. */
  static String of(Letter letter, Message message, Fit plain) {
    Notification notification = letter.notification();
    return write(json -> {
      classic(json, notification, message, plain.alerts(message));
      json.text("status", message.resolved() ? "resolved" : "firing");
      json.text("receiver", notification.receiver());
      json.text("notificationId", notification.id());
      json.text("groupKey", notification.groupKey());
      labels(json, "groupLabels", notification.groupLabels());
      labels(json, "commonLabels", notification.commonLabels());
      List<String> migrations = letter.migrations();
      json.objectOrNull(
          "migration", migrations.size() == 1 ? migrations.getFirst() : null, json::fieldsOf);
      json.array("migrations", migrations, document -> json.object(() -> json.fieldsOf(document)));
      json.array(
          "alerts",
          notification.alerts(),
          alert -> json.object(() -> alert(json, alert, notification, plain.words().language())));
    });
  }

  /** The four classic keys, and the text once more under the name that most chats read. */
  static String fallback(Letter letter, Message message, String text, String templateError) {
    return write(json -> {
      classic(json, letter.notification(), message, text);
      json.text("text", message.title() + "\n" + text);
      json.text("templateError", templateError);
    });
  }

  private static void classic(Json json, Notification notification, Message message, String text) {
    json.text("title", message.title());
    json.text("message", text);
    json.text("level", level(message.severity()));
    json.time("timestamp", notification.at());
  }

  private static void alert(Json json, Alert alert, Notification notification, Language language) {
    AlertText text = alert.text(language);
    json.text("status", alert.isResolvedAt(notification.at()) ? "resolved" : "firing");
    json.text("severity", alert.severity().jsonName());
    json.text("title", text.title());
    json.text("message", text.message());
    labels(json, "labels", alert.labels());
    json.object(
        "annotations", () -> alert.annotations().forEach((name, value) -> json.text(name, value)));
    json.time("startsAt", alert.startsAt());
    json.time("endsAt", alert.endsAt());
    json.time("updatedAt", alert.updatedAt());
  }

  static void labels(Json json, String name, Labels labels) {
    json.object(name, () -> labels.values().forEach(json::text));
  }

  /** A JSON object on one line. */
  static String write(Consumer<Json> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Documents.object(out, Documents.Format.JSON_LINE, fields);
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: memory cannot be written", e);
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  /** A JSON array of objects on one line. */
  static <T> String writeArray(List<T> values, BiConsumer<Json, T> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Documents.array(out, Documents.Format.JSON_LINE, values, fields);
    } catch (IOException e) {
      throw new UncheckedIOException("BUG: memory cannot be written", e);
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }
}
