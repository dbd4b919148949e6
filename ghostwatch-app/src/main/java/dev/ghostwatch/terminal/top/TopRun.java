package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.insight.RowEstimate;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration as the dashboard shows it.
 *
 * @param state what it does, in plain words
 * @param advice what to do about that; null when there is nothing to be done
 * @param alerts that fire for it; empty without an agent, which alone has alerts
 */
public record TopRun(
    Snapshot snapshot, Phrase state, @Nullable Phrase advice, List<TopAlert> alerts) {
  public TopRun {
    alerts = List.copyOf(alerts);
  }

  /**
   * An alert that fires.
   *
   * @param severity in the words of documents: {@code warning} …
   */
  public record TopAlert(String name, String severity, String title) {}

  /** What tells it from the others while the dashboard runs. */
  public String key() {
    MigrationId id = snapshot.id();
    return id == null ? name() + " " + snapshot.endpoint() : id.text();
  }

  /** What people call it; comes from outside. */
  public String name() {
    if (snapshot.table() != null) {
      return snapshot.table().toString();
    }
    return snapshot.endpoint() == null ? "?" : snapshot.endpoint();
  }

  public boolean isRunning() {
    return snapshot.lifecycle() == Lifecycle.RUNNING || snapshot.lifecycle() == Lifecycle.STARTING;
  }

  /**
   * How far the copy is; null when gh-ost does not say, or by an estimate that is plainly wrong.
   */
  public @Nullable Double percent() {
    StatusLine line = snapshot.line();
    if (line == null || line.percent() == null) {
      return null;
    }
    return RowEstimate.isWrong(line) ? null : line.percent();
  }

  /** How many alerts and findings there are. */
  public int troubles() {
    return alerts.size() + snapshot.findings().size();
  }
}
