package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells another listener an error that gh-ost prints again and again – twenty times a second while a
 * server is away – when it comes first, and once more when it has stopped: the last one, with how
 * many there were. One that goes on is told in between every ten minutes. Everything else is told
 * as it comes.
 */
public final class RepeatedErrors implements RunListener, AutoCloseable {
  private final RunListener listener;
  private final Map<Object, Told> runs = new ConcurrentHashMap<>();

  /** One run, with the picture its last event was told with. */
  private static final class Told {
    private final ErrorSeries series = new ErrorSeries();
    private Snapshot snapshot;

    private Told(Snapshot snapshot) {
      this.snapshot = snapshot;
    }
  }

  public RepeatedErrors(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public void began(Snapshot snapshot) {
    listener.began(snapshot);
  }

  @Override
  public void sampled(Snapshot snapshot, Sample sample) {
    listener.sampled(snapshot, sample);
    Told told = runs.get(key(snapshot));
    if (told != null) {
      synchronized (told) {
        told.snapshot = snapshot;
        tell(told, told.series.over(sample.observedAt()));
      }
    }
  }

  @Override
  public void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {
    listener.settingsChanged(snapshot, before, after);
  }

  @Override
  public void happened(Snapshot snapshot, MigrationEvent event) {
    if (!ErrorSeries.mayRepeat(event)) {
      if (snapshot.lifecycle() != Lifecycle.RUNNING) {
        tellRest(runs.get(key(snapshot)));
      }
      listener.happened(snapshot, event);
      return;
    }
    Told told = runs.computeIfAbsent(key(snapshot), _ -> new Told(snapshot));
    synchronized (told) {
      told.snapshot = snapshot;
      tell(told, told.series.after(event));
    }
  }

  @Override
  public void ended(Snapshot snapshot, Outcome outcome) {
    tellRest(runs.remove(key(snapshot)));
    listener.ended(snapshot, outcome);
  }

  /** Tells what is still being counted. */
  @Override
  public void close() {
    runs.values().forEach(this::tellRest);
  }

  private void tellRest(@Nullable Told told) {
    if (told != null) {
      synchronized (told) {
        tell(told, told.series.rest());
      }
    }
  }

  private void tell(Told told, List<MigrationEvent> events) {
    events.forEach(event -> listener.happened(told.snapshot, event));
  }

  /** A run that never says what it is has its process. */
  private static Object key(Snapshot snapshot) {
    record Nameless(
        @Nullable TableName table, @Nullable String endpoint, @Nullable Instant start) {}
    return snapshot.id() == null
        ? new Nameless(
            snapshot.table(),
            snapshot.endpoint(),
            snapshot.process() == null ? null : snapshot.process().startedAt())
        : snapshot.id();
  }
}
