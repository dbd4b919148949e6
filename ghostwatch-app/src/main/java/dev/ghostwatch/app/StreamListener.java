package dev.ghostwatch.app;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.SettingDifferences;
import dev.ghostwatch.web.api.Happening;
import dev.ghostwatch.web.stream.StreamHub;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Passes on what happens in runs to those who listen over HTTP. */
final class StreamListener implements RunListener {
  private final InstantSource clock;
  private volatile @Nullable StreamHub hub;

  StreamListener(InstantSource clock) {
    this.clock = clock;
  }

  /** What happened before somebody could listen is for the history to tell. */
  void tell(StreamHub wanted) {
    hub = wanted;
  }

  @Override
  public void happened(Snapshot snapshot, MigrationEvent event) {
    pass(
        snapshot.id(),
        Happening.of(
            new EventRow(event.at(), event.type(), event.text(), event.source().jsonName())));
  }

  @Override
  public void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {
    if (before != null) {
      Instant at = snapshot.observedAt() == null ? clock.instant() : snapshot.observedAt();
      SettingDifferences.between(before, after)
          .values()
          .forEach(change ->
              pass(
                  snapshot.id(),
                  Happening.of(
                      new SettingRow(
                          at,
                          change.name(),
                          change.before(),
                          change.after() == null ? "" : change.after()))));
    }
  }

  private void pass(@Nullable MigrationId id, Happening event) {
    StreamHub listening = hub;
    if (id != null && listening != null) {
      listening.happened(id.text(), event);
    }
  }
}
