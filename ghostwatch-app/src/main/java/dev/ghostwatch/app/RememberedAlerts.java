package dev.ghostwatch.app;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertSink;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.text.Language;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes alerts into the history, each when it begins to fire and when it is over, however often it
 * is told in between. The texts are English, as all that programs read. Called by one thread.
 */
final class RememberedAlerts implements AlertSink {
  private final HistoryWriter history;

  /** Those that fire, by what tells them apart. */
  private final Map<Labels, Instant> firing = new HashMap<>();

  RememberedAlerts(HistoryWriter history) {
    this.history = history;
  }

  @Override
  public void take(List<Alert> alerts) {
    for (Alert alert : alerts) {
      boolean over = alert.endsAt() != null;
      Instant known =
          over ? firing.remove(alert.labels()) : firing.put(alert.labels(), alert.startsAt());
      if (over || !alert.startsAt().equals(known)) {
        history.alert(alert.labels().get(Labels.RUN), row(alert, over));
      }
    }
  }

  private static AlertRow row(Alert alert, boolean over) {
    Map<String, String> annotations = new HashMap<>(alert.annotations());
    AlertText text = alert.text(Language.EN);
    annotations.put("title", text.title());
    annotations.put("message", text.message());
    return new AlertRow(
        alert.name(),
        alert.severity(),
        over ? "resolved" : "firing",
        alert.startsAt(),
        alert.endsAt(),
        alert.labels().values(),
        annotations);
  }
}
