package dev.ghostwatch.insight.eta;

import dev.ghostwatch.insight.forecast.BacklogForecast;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.Eta.Basis;
import dev.ghostwatch.model.EtaReason;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts one answer together: the figures, and what they rest on in words. */
final class EtaAnswer {
  /** How long throttling lasts, a little below the middle: {@link CopyTime#leastError}. */
  private static final double MIDDLE = 0.41;

  /**
   * Of the deviation of the rate, for the figure told: an error of the rate evens out over the time
   * ahead, and taken in full it would make every answer early while a run is short.
   */
  private static final double OF_DEVIATION_TOLD = 0.3;

  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /** Of the deviation that the views' own errors show, which overlap, and the least there is. */
  private static final double OF_DEVIATION = 0.65;

  private static final double LEAST_DEVIATION = 0.08;

  /** Hardly anything was seen of the rate: this much, the less the longer it was watched. */
  private static final double UNWATCHED_DEVIATION = 0.5;

  private static final double WATCHED_SECONDS = 3;

  /** The share of throttling is that of so many times the time ahead, and at least of 5 min. */
  private static final double SHARE_LOOKS_BACK = 4;

  private static final double SHARE_LEAST_SECONDS = 300;
  private static final double SHARE_UNSEEN_SECONDS = 2;
  private static final double MOST_SHARE = 0.97;

  /** Locking, renaming and looking again; more when the lock is not had at once. */
  private static final double CUT_OVER_SECONDS = 2;

  private static final Duration CHANGE_IS_RECENT = Duration.ofMinutes(10);

  private final Instant now;
  private final Throttling throttling;
  private final double clock;
  private final EventFlow events;
  private final List<Basis> basis = new ArrayList<>();
  private double average;
  private boolean oneSample;

  /**
   * @param clock {@code now} in the seconds of {@code throttling}
   */
  EtaAnswer(Instant now, Throttling throttling, double clock, EventFlow events) {
    this.now = now;
    this.throttling = throttling;
    this.clock = clock;
    this.events = events;
  }

  static Eta tooEarly() {
    return unknown(EtaReason.TOO_EARLY);
  }

  static Eta noEstimate() {
    return unknown(EtaReason.NO_ESTIMATE);
  }

  private static Eta unknown(EtaReason reason) {
    return new Eta(null, null, null, null, null, null, null, List.of(Basis.of(reason)));
  }

  /** Says what the rate rests on. */
  void basis(CopyHistory history, boolean several, boolean earlierRuns, double slowdown) {
    oneSample = !several && !earlierRuns;
    average = history.whole().rowsPerWork() / slowdown;
    if (earlierRuns) {
      basis.add(Basis.of(EtaReason.EARLIER_RUNS));
    }
  }

  /** Says what the number of rows rests on. */
  void rows(RowsLeft.Kind kind, @Nullable Double keyRange, boolean passed) {
    if (kind == RowsLeft.Kind.KEY_RANGE && keyRange != null) {
      basis.add(Basis.of(EtaReason.KEY_RANGE, Figures.decimal(keyRange * 100, 0)));
    } else if (passed) {
      basis.add(Basis.of(EtaReason.PASSED));
    } else if (kind == RowsLeft.Kind.COUNTED) {
      basis.add(Basis.of(EtaReason.COUNTED));
    }
  }

  void settings(@Nullable Instant changedAt) {
    if (changedAt != null) {
      Duration ago = Duration.between(changedAt, now);
      if (ago.compareTo(CHANGE_IS_RECENT) < 0) {
        basis.add(Basis.of(EtaReason.SETTINGS, Figures.duration(ago)));
      }
    }
  }

  /** The answer while rows are copied. */
  Eta copying(RowsLeft left, RateForecast.Expected rate, CopyHistory history) {
    double deviation =
        Math.clamp(
            OF_DEVIATION * rate.deviation(),
            Math.max(LEAST_DEVIATION, UNWATCHED_DEVIATION / Math.sqrt(1 + clock / WATCHED_SECONDS)),
            1.5);
    CopyTime time = new CopyTime(left, rate.rowsPerSecond(), deviation);
    double active =
        new CopyTime(left, rate.rowsPerSecond(), OF_DEVIATION_TOLD * deviation)
            .leastError(left.least() / rate.rowsPerSecond());
    double look =
        Math.max(SHARE_LEAST_SECONDS, SHARE_LOOKS_BACK * left.about() / rate.rowsPerSecond());
    double share = Math.min(MOST_SHARE, history.heldShare(look, SHARE_UNSEEN_SECONDS));
    double middle = active / (1 - share);
    double held = throttling.left(clock, MIDDLE);
    double copy = middle + held;
    // How much it will be throttled is itself uncertain, the more the more it is.
    double wider = 1 + share / 2;
    double early =
        Math.hypot(
            middle - time.quantile(LOW) * Math.max(1, 1 / (1 - share) / wider),
            held - throttling.left(clock, LOW));
    double late =
        Math.hypot(
            time.quantile(HIGH) / (1 - share) * wider - middle,
            throttling.left(clock, HIGH) - held);
    words(rate, share);
    return end(copy, Math.max(0, copy - early), copy + late);
  }

  private void words(RateForecast.Expected rate, double share) {
    basis.addFirst(
        oneSample
            ? Basis.of(EtaReason.ONE_SAMPLE, Figures.rate(average))
            : Basis.of(EtaReason.RATE, Figures.rate(rate.rowsPerSecond()), Figures.rate(average)));
    if (!oneSample && rate.cost() > 1.25) {
      basis.add(Basis.of(EtaReason.SLOWING));
    } else if (!oneSample && rate.cost() < 0.9) {
      basis.add(Basis.of(EtaReason.QUICKENING));
    }
    if (share >= 0.01) {
      basis.add(Basis.of(EtaReason.HELD_SHARE, Figures.decimal(share * 100, 0)));
    }
    if (throttling.isThrottled()) {
      basis.add(Basis.of(EtaReason.HELD_NOW, Figures.span(Math.round(throttling.lasted(clock)))));
    }
  }

  /** The answer when every row is copied. */
  Eta copied(boolean postponed) {
    basis.add(Basis.of(EtaReason.COPIED));
    if (postponed) {
      basis.add(Basis.of(EtaReason.POSTPONED));
      BacklogForecast backlog = events.forecast();
      return new Eta(0.0, null, 0.0, 0.0, null, backlog.drains(), backlog.seconds(), basis);
    }
    return end(throttling.left(clock, MIDDLE), 0.0, 0.0, 0.0);
  }

  private Eta end(double copy, double low, double high) {
    return end(copy, copy, low, high);
  }

  private Eta end(double before, double copy, double low, double high) {
    BacklogForecast backlog = events.forecast();
    if (events.waiting() > 0) {
      basis.add(Basis.of(EtaReason.BACKLOG, Figures.grouped(events.waiting())));
    }
    boolean stands = Boolean.FALSE.equals(backlog.drains()) && events.isFull();
    if (stands) {
      basis.add(Basis.of(EtaReason.BACKLOG_STANDS));
      return new Eta(copy, null, low, high, null, false, null, basis);
    }
    double drain = backlog.seconds() == null ? 0 : backlog.seconds();
    double seconds = before + drain + CUT_OVER_SECONDS;
    return new Eta(
        copy,
        seconds,
        low,
        high,
        now.plusMillis(Math.round(seconds * 1000)),
        backlog.drains(),
        backlog.seconds(),
        basis);
  }
}
