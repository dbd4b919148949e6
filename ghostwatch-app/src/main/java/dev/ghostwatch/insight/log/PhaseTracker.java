package dev.ghostwatch.insight.log;

import dev.ghostwatch.model.log.RunAnalysis;
import java.util.ArrayList;
import java.util.List;

/** Notes when the parts of a run began and ended. */
final class PhaseTracker {
  private Moment copyFrom = Moment.UNKNOWN;
  private Moment copyTo = Moment.UNKNOWN;

  void copyStarted(Moment at) {
    copyFrom = at;
  }

  void copyComplete(Moment at) {
    if (copyTo.equals(Moment.UNKNOWN)) {
      copyTo = at;
    }
  }

  /** Preparing, copying, postponed and cutting over, each as far as the log tells. */
  List<RunAnalysis.Phase> finished(
      long start, long end, StateTracker states, CutOverTracker cutOver, RunClock clock) {
    List<RunAnalysis.Phase> phases = new ArrayList<>();
    long copyStart = copyFrom.time(clock);
    add(phases, "prepare", start, copyStart, clock);
    add(phases, "copy", copyStart, known(copyTo.time(clock), end), clock);
    if (states.postponedFrom() != RunClock.NONE) {
      add(
          phases,
          "postponed",
          clock.sample(states.postponedFrom()),
          clock.sample(states.postponedTo()),
          clock);
    }
    add(
        phases,
        "cut-over",
        cutOver.from().time(clock),
        known(cutOver.to().time(clock), end),
        clock);
    return phases;
  }

  private static long known(long time, long otherwise) {
    return time == RunClock.NONE ? otherwise : time;
  }

  private static void add(
      List<RunAnalysis.Phase> phases, String name, long from, long to, RunClock clock) {
    if (from != RunClock.NONE && to != RunClock.NONE) {
      phases.add(
          new RunAnalysis.Phase(
              name,
              clock.instant(from),
              clock.instant(Math.max(from, to)),
              Math.max(0, to - from)));
    }
  }
}
