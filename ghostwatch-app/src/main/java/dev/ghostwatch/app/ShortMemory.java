package dev.ghostwatch.app;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.pack.Thinner;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.SettingDifferences;
import dev.ghostwatch.web.api.NoPast;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest of the latest runs, for an agent that keeps no history: a quarter of an hour at a
 * sample a second, in some megabytes at most.
 */
final class ShortMemory extends NoPast implements RunListener {
  private static final int RUNS = 50;
  private static final int SAMPLES = 900;
  private static final int EVENTS = 200;

  private final Supplier<ServersAndHost> around;
  private final InstantSource clock;
  private final Map<String, Kept> runs = new LinkedHashMap<>();

  private static final class Kept {
    private final Deque<SampleRow> samples = new ArrayDeque<>();
    private final Deque<EventRow> events = new ArrayDeque<>();
    private final Deque<SettingRow> settings = new ArrayDeque<>();

    private static <T> void add(Deque<T> to, T element, int most) {
      to.addLast(element);
      if (to.size() > most) {
        to.removeFirst();
      }
    }
  }

  ShortMemory(Supplier<ServersAndHost> around, InstantSource clock) {
    this.around = around;
    this.clock = clock;
  }

  private @Nullable Kept of(@Nullable MigrationId id) {
    if (id == null) {
      return null;
    }
    Kept kept = runs.get(id.text());
    if (kept == null) {
      kept = new Kept();
      runs.put(id.text(), kept);
      if (runs.size() > RUNS) {
        runs.remove(runs.keySet().iterator().next());
      }
    }
    return kept;
  }

  @Override
  public synchronized void sampled(Snapshot snapshot, Sample sample) {
    Kept kept = of(snapshot.id());
    if (kept != null) {
      SampleRow row = HistoryFeed.row(snapshot, sample.observedAt(), around.get().of(snapshot));
      Kept.add(kept.samples, row, SAMPLES);
    }
  }

  @Override
  public synchronized void happened(Snapshot snapshot, MigrationEvent event) {
    Kept kept = of(snapshot.id());
    if (kept != null) {
      EventRow row =
          new EventRow(event.at(), event.type(), event.text(), event.source().jsonName());
      Kept.add(kept.events, row, EVENTS);
    }
  }

  @Override
  public synchronized void settingsChanged(
      Snapshot snapshot, @Nullable Settings before, Settings after) {
    Kept kept = of(snapshot.id());
    if (kept != null && before != null) {
      Instant at = snapshot.observedAt() == null ? clock.instant() : snapshot.observedAt();
      SettingDifferences.between(before, after)
          .values()
          .forEach(change -> {
            String now = change.after() == null ? "" : change.after();
            Kept.add(
                kept.settings, new SettingRow(at, change.name(), change.before(), now), EVENTS);
          });
    }
  }

  @Override
  public Block points(
      String id,
      @Nullable Instant from,
      @Nullable Instant to,
      int points,
      Collection<Column> columns) {
    List<SampleRow> wanted = new ArrayList<>();
    for (SampleRow row : samples(id)) {
      if ((from == null || !row.at().isBefore(from)) && (to == null || row.at().isBefore(to))) {
        wanted.add(row);
      }
    }
    Block block = Block.of(wanted);
    if (block.size() <= points) {
      return block;
    }
    long first = block.time(0);
    double width = (block.time(block.size() - 1) + 1 - first) / (double) points;
    Thinner thinner = new Thinner(first, width, points, columns);
    thinner.add(block, 0);
    return thinner.result();
  }

  private synchronized List<SampleRow> samples(String id) {
    Kept kept = runs.get(id);
    return kept == null ? List.of() : List.copyOf(kept.samples);
  }

  @Override
  public synchronized List<EventRow> events(String id) {
    Kept kept = runs.get(id);
    return kept == null ? List.of() : List.copyOf(kept.events);
  }

  @Override
  public synchronized List<SettingRow> settings(String id) {
    Kept kept = runs.get(id);
    return kept == null ? List.of() : List.copyOf(kept.settings);
  }
}
