package dev.ghostwatch.monitor;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.insight.eta.EtaEstimator;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When one run is expected to end. An estimate takes longer than all else that is done with a
 * sample, and a moment later it says the same: so whoever follows many runs lets the last one count
 * down for a hundredth of the time left, and at most {@link #LONGEST}. One owner at a time.
 */
final class Expectation {
  static final Duration LONGEST = Duration.ofSeconds(30);
  private static final double PART_OF_TIME_LEFT = 0.01;

  /** How often the end is estimated anew. */
  enum Pace {
    /** At each sample, as recordings are judged. */
    EACH_SAMPLE,
    /** When time has passed or something has changed that alters it. */
    AS_NEEDED
  }

  private final Pace pace;
  private EtaEstimator estimator = new EtaEstimator();
  private @Nullable EtaPrior earlier;
  private @Nullable Settings settings;
  private boolean changed;
  private @Nullable Sample estimatedAt;
  private @Nullable Eta estimate;

  Expectation(Pace pace) {
    this.pace = pace;
  }

  void settings(Settings shown, Instant now) {
    estimator.settings(shown, now);
    changed |= !shown.equals(settings);
    settings = shown;
  }

  void sample(Sample sample) {
    estimator.sample(sample);
  }

  /**
   * @param ratio 0–1
   */
  void keyRange(double ratio) {
    estimator.keyRange(ratio);
    changed = true;
  }

  /** Takes in what earlier runs of the table tell. */
  void earlierRuns(EtaPrior prior) {
    earlier = prior;
    estimator.earlier(prior);
    changed = true;
  }

  /** Forgets all samples: what was dated before the clock was set back tells nothing now. */
  void restart(@Nullable Settings shown, Instant now) {
    estimator = new EtaEstimator(earlier);
    changed = true;
    if (shown != null) {
      settings(shown, now);
    }
  }

  /** What is expected at the newest sample. */
  Eta at(Sample newest) {
    Eta last = estimate;
    Sample then = estimatedAt;
    if (last != null && then != null && !isDue(last, then, newest)) {
      return last.after(Duration.between(then.observedAt(), newest.observedAt()));
    }
    Eta now = estimator.estimate(newest.observedAt());
    estimate = now;
    estimatedAt = newest;
    changed = false;
    return now;
  }

  private boolean isDue(Eta last, Sample then, Sample newest) {
    Double left = last.seconds() == null ? last.copySeconds() : last.seconds();
    if (pace == Pace.EACH_SAMPLE
        || changed
        || left == null
        || isOther(then.line(), newest.line())) {
      return true;
    }
    Duration passed = Duration.between(then.observedAt(), newest.observedAt());
    return passed.isNegative()
        || passed.compareTo(LONGEST) >= 0
        || passed.toNanos() / 1e9 >= left * PART_OF_TIME_LEFT;
  }

  /** Throttled or no longer so, postponed, or counted by now. */
  private static boolean isOther(StatusLine then, StatusLine now) {
    return then.state() != now.state() || !Objects.equals(then.rowsEstimate(), now.rowsEstimate());
  }
}
