package dev.ghostwatch.insight.eta;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.MigrationState;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Sample;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Foretells when a migration ends, from its samples: the same samples give the same answer, and
 * nothing later than them is known. Takes about 10 KiB, however long the run. Not safe for use by
 * several threads at a time.
 */
public final class EtaEstimator {
  /**
   * What was before a change of settings counts this little, and at most as so many seconds of
   * work.
   */
  private static final double AFTER_A_CHANGE = 0.1;

  private static final double WORK_AFTER_A_CHANGE = 30;

  /** Earlier runs count as much as this much work of this one, and not for its trend. */
  private static final double EARLIER_WORK = 60;

  private static final double EARLIER_TRUST = 0.4;

  private final CopyHistory history = new CopyHistory();
  private final RateForecast rates = new RateForecast(history);
  private final Throttling throttling = new Throttling();
  private final EventFlow events = new EventFlow();
  private @Nullable EtaPrior prior;

  private @Nullable Sample newest;
  private @Nullable Instant origin;
  private boolean copied;
  private boolean counted;
  private boolean several;

  private double niceRatio;
  private @Nullable Long chunkSize;
  private boolean settingsKnown;
  private @Nullable Instant changedAt;
  private @Nullable Double keyRange;
  private @Nullable Double rowsByKeyRange;

  /** An estimator for a run of a table of which no earlier run is known. */
  public EtaEstimator() {
    this(null);
  }

  /**
   * @param prior what earlier runs of the table tell; null without any
   */
  public EtaEstimator(@Nullable EtaPrior prior) {
    if (prior != null) {
      earlier(prior);
    }
  }

  /**
   * Takes in what earlier runs of the table tell, once, whenever that becomes known. It counts as a
   * minute of work at less than half its weight: the samples of this run soon outweigh it.
   */
  public void earlier(EtaPrior earlier) {
    if (prior == null) {
      prior = earlier;
      history.addEarlier(EARLIER_WORK, EARLIER_WORK * earlier.rowsPerSecond(), EARLIER_TRUST);
    }
  }

  /** Takes in the settings as they are now. */
  public void settings(Settings settings, Instant now) {
    double nice = settings.niceRatio() == null ? niceRatio : settings.niceRatio();
    Long chunk = settings.chunkSize();
    if (!settingsKnown) {
      if (nice > 0) {
        history.divideWork(1 + nice);
        rates.forget();
      }
    } else if (chunk != null && chunkSize != null && !chunk.equals(chunkSize)) {
      history.discount(AFTER_A_CHANGE, WORK_AFTER_A_CHANGE);
      rates.forget();
      changedAt = now;
    } else if (nice != niceRatio) {
      rates.forget();
      changedAt = now;
    }
    settingsKnown = true;
    niceRatio = nice;
    chunkSize = chunk == null ? chunkSize : chunk;
  }

  /**
   * Takes in how much of the key's range is copied.
   *
   * @param ratio 0–1
   */
  public void keyRange(double ratio) {
    StatusLine line = newest == null ? null : newest.line();
    if (line != null && line.rowsCopied() != null && line.rowsCopied() > 0 && ratio > 0) {
      keyRange = ratio;
      rowsByKeyRange = line.rowsCopied() / ratio;
    }
  }

  /** Takes in a sample; one that is older than the one before is left out. */
  public void sample(Sample sample) {
    StatusLine line = sample.line();
    Long rows = line.rowsCopied();
    if (rows == null || (newest != null && sample.observedAt().isBefore(newest.observedAt()))) {
      return;
    }
    origin = origin == null ? sample.observedAt() : origin;
    boolean throttled = line.state() == MigrationState.THROTTLED;
    Sample before = newest;
    if (before == null) {
      events.add(0, line);
      Duration copying = line.copyTime();
      if (rows > 0 && copying != null && copying.toMillis() > 0) {
        double seconds = copying.toMillis() / 1000.0;
        history.add(seconds, seconds / (1 + niceRatio), rows, 0, 1);
      }
    } else {
      double seconds = Math.max(1e-3, secondsBetween(before.observedAt(), sample.observedAt()));
      events.add(seconds, line);
      passed(seconds, (double) (rows - rowsOf(before)), before, throttled);
      several = true;
    }
    throttling.at(secondsBetween(origin, sample.observedAt()), throttled);
    estimateSeen(line, rows, before);
    newest = sample;
  }

  private void passed(double seconds, double rows, Sample before, boolean throttled) {
    if (rows < 0) {
      return;
    }
    boolean wasThrottled = before.line().state() == MigrationState.THROTTLED;
    double active = seconds;
    if (throttled || wasThrottled) {
      double usual = history.recent(EARLIER_WORK).rowsPerWork() / (1 + niceRatio);
      active = usual > 0 ? Math.min(seconds, rows / usual) : 0;
      if (usual <= 0 && throttled != wasThrottled) {
        active = seconds / 2;
      }
    }
    history.add(seconds, active / (1 + niceRatio), rows, seconds - active, 1);
    rates.add(active, rows, 1 + niceRatio);
  }

  /** gh-ost sets the estimate to the rows copied when it has copied all. */
  private void estimateSeen(StatusLine line, long rows, @Nullable Sample before) {
    Long estimate = line.rowsEstimate();
    Long estimateBefore = before == null ? null : before.line().rowsEstimate();
    boolean equal = estimate != null && rows > 0 && estimate == rows;
    boolean moved = estimateBefore != null && !estimateBefore.equals(estimate);
    counted |= moved && rows > 0 && !equal;
    copied =
        line.state() == MigrationState.POSTPONING_CUT_OVER
            || (equal && (before == null || moved || copied || rowsOf(before) == rows));
  }

  private static long rowsOf(Sample sample) {
    Long rows = sample.line().rowsCopied();
    return rows == null ? 0 : rows;
  }

  static double secondsBetween(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  /**
   * What is expected now.
   *
   * @param now not before the newest sample
   */
  public Eta estimate(Instant now) {
    Sample sample = newest;
    Instant begin = origin;
    if (sample == null || begin == null) {
      return EtaAnswer.tooEarly();
    }
    EtaAnswer answer = new EtaAnswer(now, throttling, secondsBetween(begin, now), events);
    if (copied) {
      return answer.copied(sample.line().state() == MigrationState.POSTPONING_CUT_OVER);
    }
    double rows = rowsOf(sample);
    Long estimate = sample.line().rowsEstimate();
    RowsLeft.Kind kind = RowsLeft.Kind.ESTIMATED;
    double total = estimate == null ? 0 : estimate;
    if (rowsByKeyRange != null) {
      kind = RowsLeft.Kind.KEY_RANGE;
      total = rowsByKeyRange;
    } else if (counted) {
      kind = RowsLeft.Kind.COUNTED;
    } else if (total <= 0 && prior != null) {
      total = prior.rows();
    }
    if (history.whole().rowsPerWork() <= 0) {
      return EtaAnswer.tooEarly();
    }
    if (total <= 0) {
      return EtaAnswer.noEstimate();
    }
    RowsLeft left = new RowsLeft(kind, total, rows);
    answer.basis(history, several, prior != null, 1 + niceRatio);
    answer.rows(kind, keyRange, estimate != null && rows > estimate && rowsByKeyRange == null);
    answer.settings(changedAt);
    return answer.copying(left, rates.expect(rows, left.about(), 1 + niceRatio), history);
  }
}
