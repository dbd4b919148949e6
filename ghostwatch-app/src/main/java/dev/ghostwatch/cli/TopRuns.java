package dev.ghostwatch.cli;

import dev.ghostwatch.document.MigrationReader;
import dev.ghostwatch.document.TreeValues;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.top.TopRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Migrations as the dashboard shows them. */
final class TopRuns {
  private TopRuns() {}

  /** One that was seen by this program itself. */
  static TopRun of(Snapshot snapshot) {
    return of(snapshot, List.of());
  }

  /**
   * One of an agent's document.
   *
   * @param language of the titles of alerts, as documents name it
   */
  static TopRun of(Map<String, @Nullable Object> document, String language) {
    List<TopRun.TopAlert> alerts = new ArrayList<>();
    for (TreeValues alert : new TreeValues(document).objects("alerts")) {
      String name = alert.text("name");
      String severity = alert.text("severity");
      TreeValues texts = alert.object("texts");
      TreeValues own = texts == null ? null : texts.object(language);
      String title = own == null ? null : own.text("title");
      if (name != null) {
        alerts.add(
            new TopRun.TopAlert(
                name, severity == null ? "warning" : severity, title == null ? "" : title));
      }
    }
    return of(MigrationReader.snapshot(document), alerts);
  }

  private static TopRun of(Snapshot snapshot, List<TopRun.TopAlert> alerts) {
    return new TopRun(
        snapshot, StatusView.stateInWords(snapshot), StatusView.adviceInWords(snapshot), alerts);
  }
}
