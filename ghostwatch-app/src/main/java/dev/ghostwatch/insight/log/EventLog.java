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

  /** An event whose time may be told later than the event itself. */
  static final class Entry {
    private final RunEvent.Type type;
    private final String text;
    private final long line;
    private Moment at;

    private Entry(Moment at, RunEvent.Type type, String text, long line) {
      this.at = at;
      this.type = type;
      this.text = text;
      this.line = line;
    }

    void happened(Moment when) {
      at = when;
    }

    private long line() {
      return line;
    }
  }

  private final Map<RunEvent.Type, Capped<Entry>> events = new EnumMap<>(RunEvent.Type.class);

  Entry add(Moment at, RunEvent.Type type, String text, long line) {
    Entry entry = new Entry(at, type, text, line);
    events.computeIfAbsent(type, _ -> new Capped<>(KEPT)).add(entry);
    return entry;
  }

  /** Their times never go back: status lines know theirs to two seconds only. */
  RunAnalysis.Noted<RunEvent> finished(RunClock clock, List<RunEvent> more) {
    List<RunEvent> out = new ArrayList<>();
    Instant latest = null;
    List<Entry> kept = new ArrayList<>();
    long count = more.size();
    for (Capped<Entry> ofType : events.values()) {
      kept.addAll(ofType.kept());
      count += ofType.count();
    }
    // The sort is stable and the map in the order of the types, so ties are told the same way
    // always.
    kept.sort(Comparator.comparingLong(Entry::line));
    for (Entry event : kept) {
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
