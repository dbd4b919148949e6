package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.text.Language;

/** Alerts as JSON. */
public final class AlertDocument {
  private AlertDocument() {}

  /** One that fires, and what holds it back. */
  public static void write(Json json, AlertStatus status) {
    write(json, status.alert());
    json.text("state", status.isSuppressed() ? "suppressed" : "active");
    json.texts("receivers", status.receivers());
    json.texts("silencedBy", status.silencedBy());
    json.texts("inhibitedBy", status.inhibitedBy());
    json.texts("mutedBy", status.mutedBy());
  }

  /** One of the past, or of now. */
  public static void write(Json json, Alert alert) {
    json.text("fingerprint", alert.labels().fingerprint());
    json.text("name", alert.name());
    json.text("severity", alert.severity().jsonName());
    json.text("status", alert.endsAt() == null ? "firing" : "resolved");
    json.text("migration", alert.labels().get(Labels.MIGRATION));
    json.textsByName("labels", alert.labels().values());
    json.textsByName("annotations", alert.annotations());
    json.object(
        "texts",
        () -> {
          for (Language language : Language.values()) {
            AlertText text = alert.text(language);
            json.object(
                language.code(),
                () -> {
                  json.text("title", text.title());
                  json.text("message", text.message());
                });
          }
        });
    json.time("startsAt", alert.startsAt());
    json.time("endsAt", alert.endsAt());
    json.time("updatedAt", alert.updatedAt());
  }
}
