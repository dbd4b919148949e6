package dev.ghostwatch.app;

import dev.ghostwatch.model.statsd.StatsdSeries;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.source.statsd.StatsdAssignment;
import dev.ghostwatch.source.statsd.StatsdCandidate;
import dev.ghostwatch.source.statsd.StatsdOwners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Remembers whose metrics are whose for as long as the same runs are there. */
final class StatsdRuns {
  /** Senders that belong to nobody are told so often; anybody may send. */
  private static final int MOST_TOLD = 1000;

  private final StatsdOwners owners;
  private final Consumer<String> unknown;
  private final Map<StatsdSeries, TrackedRun> known = new HashMap<>();
  private final Set<StatsdSeries> nobodys = new HashSet<>();
  private final Set<StatsdSeries> told = new HashSet<>();
  private List<StatsdCandidate> candidates = List.of();
  private List<TrackedRun> running = List.of();

  /** By identity: two runs may look alike. */
  private final IdentityHashMap<StatsdCandidate, TrackedRun> byCandidate = new IdentityHashMap<>();

  /**
   * @param listener where is listened, as gh-ost's {@code --statsd-addr} names it
   * @param unknown told, once for each sender, of metrics that belong to no run
   */
  StatsdRuns(String listener, Consumer<String> unknown) {
    this.owners = StatsdOwners.of(listener);
    this.unknown = unknown;
  }

  /** Looks which runs there are now. */
  void look(List<TrackedRun> runs) {
    List<StatsdCandidate> now = new ArrayList<>();
    List<TrackedRun> alive = new ArrayList<>();
    for (TrackedRun run : runs) {
      if (run.endedAt() == null) {
        now.add(run.statsd());
        alive.add(run);
      }
    }
    if (!now.equals(candidates) || !alive.equals(running)) {
      candidates = now;
      running = alive;
      byCandidate.clear();
      for (int i = 0; i < now.size(); i++) {
        byCandidate.put(now.get(i), alive.get(i));
      }
      known.clear();
      nobodys.clear();
    }
  }

  /** The run that sends these; null when it cannot be told. */
  @Nullable TrackedRun of(StatsdSeries series) {
    TrackedRun run = known.get(series);
    if (run != null || nobodys.contains(series)) {
      return run;
    }
    switch (owners.owner(series, candidates)) {
      case StatsdAssignment.To(StatsdCandidate candidate) -> {
        run = byCandidate.get(candidate);
        if (run != null) {
          known.put(series, run);
        }
      }
      case StatsdAssignment.Unknown(String text) -> {
        nobodys.add(series);
        if (told.size() < MOST_TOLD && told.add(series)) {
          unknown.accept(text);
        }
      }
    }
    return run;
  }
}
