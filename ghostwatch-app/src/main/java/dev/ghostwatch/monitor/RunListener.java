package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Told what becomes known of the runs that the agent follows. Of one run it is told in order and by
 * one thread at a time; it must not block, since that would hold up the sources.
 */
public interface RunListener {
  /** A run is known well enough to have an id. */
  default void began(Snapshot snapshot) {}

  /** A sample that was not known before. */
  default void sampled(Snapshot snapshot, Sample sample) {}

  /**
   * Settings were read that differ from those before.
   *
   * @param before null when they were read for the first time
   */
  default void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {}

  default void happened(Snapshot snapshot, MigrationEvent event) {}

  /** The run is over; nothing more comes of it. */
  default void ended(Snapshot snapshot, Outcome outcome) {}
}
