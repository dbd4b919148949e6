package dev.ghostwatch.insight.timelost;

import dev.ghostwatch.model.log.ChartSeries;
import dev.ghostwatch.model.log.RunAnalysis;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.timelost.TimeCause.Stage;
import dev.ghostwatch.model.timelost.TimeCause.Throttled;
import dev.ghostwatch.model.timelost.TimeSpent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the time of a run was spent as its log tells: the parts of the run by their dated lines,
 * throttling by the sums of its samples.
 */
public final class LogTime {
  private static final String NICE_RATIO = "nice-ratio";

  private LogTime() {}

  /** The time of a run; null when the log does not tell how long it took. */
  public static @Nullable TimeSpent of(RunAnalysis run) {
    Long duration = run.durationSeconds();
    if (duration == null) {
      return null;
    }
    double left = duration * 1000.0;
    Sums sums = new Sums();
    // Each takes at most what is left, so that the parts add up when a log contradicts itself.
    double prepared = Math.min(left, phase(run, "prepare"));
    sums.add(Stage.PREPARING, prepared);
    left -= prepared;
    double cutOver = Math.min(left, phase(run, "cut-over"));
    sums.add(Stage.CUT_OVER, cutOver);
    left -= cutOver;
    double postponed = Math.min(left, phase(run, "postponed"));
    sums.add(Stage.POSTPONED, postponed);
    left -= postponed;
    for (Map.Entry<dev.ghostwatch.client.value.ThrottleReason.Kind, Long> it :
        run.throttling().byKind().entrySet()) {
      double held = Math.min(left, it.getValue() * 1000.0);
      sums.add(new Throttled(it.getKey()), held);
      left -= held;
    }
    double copying = Math.clamp(phase(run, "copy") - throttled(run), 0, left);
    left -= copying;
    double writes = copying * fullShare(run);
    sums.add(Stage.WRITES, writes);
    sums.copying(copying - writes, Math.max(0, average(run)));
    sums.add(Stage.UNKNOWN, left);
    return sums.spent(duration * 1000.0, number(run.settings().get(NICE_RATIO)));
  }

  private static double phase(RunAnalysis run, String name) {
    return run.phases().stream()
            .filter(phase -> phase.name().equals(name))
            .mapToLong(RunAnalysis.Phase::seconds)
            .sum()
        * 1000.0;
  }

  private static double throttled(RunAnalysis run) {
    return run.throttling().seconds() * 1000.0;
  }

  /** The part of the copy with a full backlog. */
  private static double fullShare(RunAnalysis run) {
    Long capacity = run.backlog().capacity();
    ChartSeries course = run.charts();
    if (capacity == null || capacity <= 0) {
      return 0;
    }
    if (course == null) {
      long samples = run.progress().samples() - run.throttling().samples();
      return samples <= 0 ? 0 : Math.min(1, run.backlog().samplesFull() / (double) samples);
    }
    long full = 0;
    long seen = 0;
    for (int i = 0; i < course.size(); i++) {
      if (course.backlog(i) != ChartSeries.NONE) {
        seen++;
        full += course.backlog(i) >= capacity ? 1 : 0;
      }
    }
    return seen == 0 ? 0 : full / (double) seen;
  }

  /** The nice ratio over the time of the run, by when it was changed. */
  private static double average(RunAnalysis run) {
    Double last = number(run.settings().get(NICE_RATIO));
    Instant from = run.startedAt();
    Instant to = run.endedAt();
    if (last == null) {
      return 0;
    }
    if (from == null || to == null || !to.isAfter(from)) {
      return last;
    }
    double sum = 0;
    Instant since = from;
    for (RunEvent event : run.events().kept()) {
      Instant at = event.at();
      Double before = before(event);
      if (before != null && at != null && at.isAfter(since)) {
        sum += before * Duration.between(since, at).toMillis();
        since = at;
      }
    }
    sum += last * Math.max(0, Duration.between(since, to).toMillis());
    return sum / Duration.between(from, to).toMillis();
  }

  /** {@code 0.5} of {@code nice-ratio: 0.5 -> 1}; null for other events. */
  private static @Nullable Double before(RunEvent event) {
    String start = NICE_RATIO + ": ";
    int arrow = event.text().indexOf(" -> ");
    return event.type() == RunEvent.Type.SETTING_CHANGED
            && event.text().startsWith(start)
            && arrow > start.length()
        ? number(event.text().substring(start.length(), arrow))
        : null;
  }

  private static @Nullable Double number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      // A hint line that is cut off or of a dialect: then the ratio is not known.
      return null;
    }
  }
}
