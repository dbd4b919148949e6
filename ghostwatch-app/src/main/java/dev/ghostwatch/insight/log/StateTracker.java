package dev.ghostwatch.insight.log;

import dev.ghostwatch.client.log.SampleState;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.log.ThrottleInterval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Follows what gh-ost does from sample to sample: throttled, and for what, and postponing. */
final class StateTracker {
  private static final int KEPT = 500;

  private record Interval(long from, long to, ThrottleReason.Kind kind, String text) {}

  private final EventLog events;
  private final Capped<Interval> intervals = new Capped<>(KEPT);
  private final Map<ThrottleReason.Kind, Long> secondsByKind =
      new EnumMap<>(ThrottleReason.Kind.class);
  private int state = SampleState.NOT_SAID;
  private long since;
  private long last;
  private String text = "";
  private long throttledSamples;
  private long postponedSeconds;
  private long postponedFrom = RunClock.NONE;
  private long postponedTo = RunClock.NONE;

  StateTracker(EventLog events) {
    this.events = events;
  }

  /**
   * @param reason gives the throttle text; only asked when a reason of another kind begins
   */
  void add(int newState, long total, long line, Supplier<String> reason) {
    last = Math.max(last, total);
    if (SampleState.isThrottled(newState)) {
      throttledSamples++;
    }
    if (newState == state) {
      return;
    }
    int before = state;
    leave(total);
    state = newState;
    since = total;
    Moment at = Moment.sinceStart(total);
    if (SampleState.isThrottled(newState)) {
      text = reason.get();
      events.add(at, RunEvent.Type.THROTTLE, text, line);
    } else if (SampleState.isThrottled(before)) {
      events.add(at, RunEvent.Type.RESUME, SampleState.kind(before).jsonName(), line);
    }
    if (newState == SampleState.POSTPONING_CUT_OVER) {
      postponedFrom = postponedFrom == RunClock.NONE ? total : postponedFrom;
      events.add(at, RunEvent.Type.POSTPONED, "postponing cut-over", line);
    } else if (before == SampleState.POSTPONING_CUT_OVER) {
      events.add(at, RunEvent.Type.UNPOSTPONED, "cut-over no longer postponed", line);
    }
  }

  /** What is open ends here. */
  private void leave(long total) {
    if (SampleState.isThrottled(state)) {
      ThrottleReason.Kind kind = SampleState.kind(state);
      intervals.add(new Interval(since, total, kind, text));
      secondsByKind.merge(kind, Math.max(0, total - since), Long::sum);
    } else if (state == SampleState.POSTPONING_CUT_OVER) {
      postponedSeconds += Math.max(0, total - since);
      postponedTo = total;
    }
  }

  RunAnalysis.Throttling throttling(RunClock clock) {
    Map<ThrottleReason.Kind, Long> seconds = new EnumMap<>(ThrottleReason.Kind.class);
    seconds.putAll(secondsByKind);
    List<Interval> all = new ArrayList<>(intervals.kept());
    long count = intervals.count();
    if (SampleState.isThrottled(state)) {
      ThrottleReason.Kind kind = SampleState.kind(state);
      all.add(new Interval(since, last, kind, text));
      seconds.merge(kind, last - since, Long::sum);
      count++;
    }
    List<Map.Entry<ThrottleReason.Kind, Long>> costs = new ArrayList<>(seconds.entrySet());
    long sum = seconds.values().stream().mapToLong(Long::longValue).sum();
    costs.sort(Map.Entry.<ThrottleReason.Kind, Long>comparingByValue().reversed());
    LinkedHashMap<ThrottleReason.Kind, Long> byKind = new LinkedHashMap<>();
    costs.forEach(cost -> byKind.put(cost.getKey(), cost.getValue()));
    List<ThrottleInterval> kept =
        all.stream()
            .map(interval ->
                new ThrottleInterval(
                    clock.instant(clock.sample(interval.from)),
                    clock.instant(clock.sample(interval.to)),
                    Math.max(0, interval.to - interval.from),
                    interval.kind,
                    interval.text))
            .toList();
    return new RunAnalysis.Throttling(
        throttledSamples, sum, byKind, new RunAnalysis.Noted<>(kept, count));
  }

  long postponedSeconds() {
    return state == SampleState.POSTPONING_CUT_OVER
        ? postponedSeconds + (last - since)
        : postponedSeconds;
  }

  /** Seconds since the start of the run; {@link RunClock#NONE} when it was never postponed. */
  long postponedFrom() {
    return postponedFrom;
  }

  long postponedTo() {
    return state == SampleState.POSTPONING_CUT_OVER ? last : postponedTo;
  }
}
