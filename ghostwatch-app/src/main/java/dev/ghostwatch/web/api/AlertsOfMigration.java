package dev.ghostwatch.web.api;

import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.pipeline.AlertDocument;
import dev.ghostwatch.alert.pipeline.AlertService;
import dev.ghostwatch.alert.pipeline.AlertStatus;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts that fire for a migration, as a part of its document and of its text. */
public final class AlertsOfMigration {
  private final @Nullable AlertService alerts;

  /**
   * @param alerts null for an agent without alerts
   */
  public AlertsOfMigration(@Nullable AlertService alerts) {
    this.alerts = alerts;
  }

  /** Writes {@code alerts}; nothing for an agent without. */
  void write(Json json, Snapshot snapshot) {
    if (alerts != null) {
      json.array(
          "alerts",
          of(alerts, snapshot),
          status -> json.object(() -> AlertDocument.write(json, status)));
    }
  }

  /** A line for each: label, tab, text. */
  String text(Snapshot snapshot, Texts texts) {
    StringBuilder lines = new StringBuilder();
    if (alerts != null) {
      for (AlertStatus status : of(alerts, snapshot)) {
        lines.append(texts.get("alerts.label")).append('\t').append(line(alerts, status, texts));
        lines.append('\n');
      }
    }
    return lines.toString();
  }

  private static String line(AlertService alerts, AlertStatus status, Texts texts) {
    AlertText text = status.alert().text(texts.language());
    Duration lasts = Duration.between(status.alert().startsAt(), alerts.now());
    return texts.get(
        status.isSuppressed() ? "alerts.line.suppressed" : "alerts.line",
        texts.get("severity." + status.alert().severity().jsonName()).strip(),
        status.alert().name(),
        Figures.duration(lasts.isNegative() ? Duration.ZERO : lasts),
        text.title().replaceAll("[\\t\\r\\n]+", " "));
  }

  private static List<AlertStatus> of(AlertService alerts, Snapshot snapshot) {
    return alerts.firing().stream()
        .filter(status -> isOf(status.alert().labels(), snapshot))
        .toList();
  }

  /** By the run where both name one: the run before of the same table may still have alerts. */
  static boolean isOf(Labels labels, Snapshot snapshot) {
    String run = labels.get(Labels.RUN);
    if (snapshot.id() != null && run != null && !run.isEmpty()) {
      return snapshot.id().text().equals(run);
    }
    String name = snapshot.table() == null ? "" : snapshot.table().toString();
    return name.equals(labels.get(Labels.MIGRATION));
  }
}
