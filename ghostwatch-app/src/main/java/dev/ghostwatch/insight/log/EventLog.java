package dev.ghostwatch.insight.log;

import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of a run in the order of their lines. */
final class EventLog {
  /** Of each type, first and last: chatty ones must not push out the others. */
  private static final int KEPT = 250;

  private record Pending(Moment at, RunEvent.Type type, String text, long line) {}

  private final Map<RunEvent.Type, Capped<Pending>> events = new EnumMap<>(RunEvent.Type.class);

  void add(Moment at, RunEvent.Type type, String text, long line) {
    events.computeIfAbsent(type, _ -> new Capped<>(KEPT)).add(new Pending(at, type, text, line));
  }

  /** Their times never go back: status lines know theirs to two seconds only. */
  RunAnalysis.Noted<RunEvent> finished(RunClock clock, List<RunEvent> more) {
    List<RunEvent> out = new ArrayList<>();
    Instant latest = null;
    List<Pending> kept = new ArrayList<>();
    long count = more.size();
    for (Capped<Pending> ofType : events.values()) {
      kept.addAll(ofType.kept());
      count += ofType.count();
    }
    // The sort is stable and the map in the order of the types, so ties are told the same way
    // always.
    kept.sort(Comparator.comparingLong(Pending::line));
    for (Pending event : kept) {
      Instant at = later(event.at.instant(clock), latest);
      latest = at == null ? latest : at;
      out.add(new RunEvent(at, event.type, event.text, event.line));
    }
    for (RunEvent event : more) {
      out.add(new RunEvent(later(event.at(), latest), event.type(), event.text(), event.line()));
    }
    return new RunAnalysis.Noted<>(out, count);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other == null || one.isAfter(other) ? one : other;
  }
}
