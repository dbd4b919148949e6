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

  /**
   * Preparing, copying, postponed and cutting over, each as far as the log tells. None begins
   * before the one ahead of it has ended: status lines, which tell of postponing, know their times
   * to two seconds only, so the dated lines around them count.
   */
  List<RunAnalysis.Phase> finished(
      long start, long end, StateTracker states, CutOverTracker cutOver, RunClock clock) {
    long copyStart = copyFrom.time(clock);
    long exchange = cutOver.from().time(clock);
    boolean postponed = states.postponedFrom() != RunClock.NONE;
    long postponedFrom = postponed ? clock.sample(states.postponedFrom()) : RunClock.NONE;
    long copyEnd = known(copyTo.time(clock), known(postponedFrom, known(exchange, end)));
    List<RunAnalysis.Phase> phases = new ArrayList<>();
    long latest = add(phases, "prepare", start, copyStart, RunClock.NONE, clock);
    latest = add(phases, "copy", copyStart, copyEnd, latest, clock);
    if (postponed) {
      long to = clock.sample(states.postponedTo());
      boolean cut = exchange > postponedFrom && exchange < to;
      latest = add(phases, "postponed", postponedFrom, cut ? exchange : to, latest, clock);
    }
    add(phases, "cut-over", exchange, known(cutOver.to().time(clock), end), latest, clock);
    return phases;
  }

  private static long known(long time, long otherwise) {
    return time == RunClock.NONE ? otherwise : time;
  }

  /**
   * @param latest when the phase before ended
   * @return when the last phase so far ended
   */
  private static long add(
      List<RunAnalysis.Phase> phases,
      String name,
      long from,
      long to,
      long latest,
      RunClock clock) {
    if (from == RunClock.NONE || to == RunClock.NONE) {
      return latest;
    }
    long begin = Math.max(from, latest);
    long end = Math.max(begin, to);
    phases.add(new RunAnalysis.Phase(name, clock.instant(begin), clock.instant(end), end - begin));
    return end;
  }
}
