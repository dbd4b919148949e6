package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells several listeners, one after the other. */
public record RunListeners(List<RunListener> all) implements RunListener {
  public RunListeners {
    all = List.copyOf(all);
  }

  @Override
  public void began(Snapshot snapshot) {
    all.forEach(listener -> listener.began(snapshot));
  }

  @Override
  public void sampled(Snapshot snapshot, Sample sample) {
    all.forEach(listener -> listener.sampled(snapshot, sample));
  }

  @Override
  public void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {
    all.forEach(listener -> listener.settingsChanged(snapshot, before, after));
  }

  @Override
  public void happened(Snapshot snapshot, MigrationEvent event) {
    all.forEach(listener -> listener.happened(snapshot, event));
  }

  @Override
  public void ended(Snapshot snapshot, Outcome outcome) {
    all.forEach(listener -> listener.ended(snapshot, outcome));
  }
}
