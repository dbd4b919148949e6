package dev.ghostwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides, for one run, what its gh-ost may be asked now: the only place that does. May be told
 * things by any thread. {@code sup} and {@code status} cost gh-ost a row and log lines, so neither
 * is asked while its log or StatsD tells the same, and else one in {@link PollPolicy#supInterval}.
 */
final class PollBudget {
  /** This part of an interval before its time a question is as good as due. */
  private static final int EARLY = 50;

  private final Supplier<PollPolicy> policies;
  private @Nullable Instant due;
  private @Nullable Instant settingsAt;
  private boolean settingsWanted;

  PollBudget(Supplier<PollPolicy> policies) {
    this.policies = policies;
  }

  /** What is to be asked. */
  enum Decision {
    /** {@code sup}. */
    SAMPLE(true, "sup"),
    /** The full {@code status}, settings included. */
    STATUS(true, "status"),
    /** {@code NAME=?} for each setting, which costs neither a row nor a line. */
    SETTINGS(true, "settings"),
    /** Nothing: a passive source tells it. */
    FRESH(false, "fresh"),
    /** Nothing: the last question was a moment ago. */
    NOT_DUE(false, "not-due");

    private final boolean granted;
    private final String reason;

    Decision(boolean granted, String reason) {
      this.granted = granted;
      this.reason = reason;
    }

    boolean isGranted() {
      return granted;
    }

    /** What is asked, or why nothing is, as metrics name it. */
    String reason() {
      return reason;
    }
  }

  /**
   * What to ask now; counts as asked when it says so. Questions fall due at a fixed rhythm, so that
   * one that came a little late does not put off the next.
   *
   * @param log when the log told something last; null when it never did
   * @param statsd when StatsD did; null likewise
   * @param logShowsSettings whether the settings that are known come from the log, which repeats
   *     them when one changes
   * @param refused whether the last question was refused, which cost gh-ost nothing: then the next
   *     is due at once, since an end should be noticed soon
   */
  synchronized Decision decide(
      Instant now,
      @Nullable Instant log,
      @Nullable Instant statsd,
      boolean logShowsSettings,
      boolean refused) {
    boolean logIsFresh = isFresh(log, now);
    boolean isWanted = settingsWanted;
    settingsWanted = false;
    if (isWanted && !(logIsFresh && logShowsSettings) && !refused) {
      return Decision.SETTINGS;
    }
    if (logIsFresh || isFresh(statsd, now)) {
      if ((logIsFresh && logShowsSettings) || !areSettingsDue(now)) {
        return Decision.FRESH;
      }
      return Decision.SETTINGS;
    }
    if (!refused && !isDue(now)) {
      return Decision.NOT_DUE;
    }
    return areSettingsDue(now) ? Decision.STATUS : Decision.SAMPLE;
  }

  /** A time to come was told before the clock was set back: it proves nothing of now. */
  private boolean isFresh(@Nullable Instant told, Instant now) {
    return told != null
        && now.isBefore(told.plus(policies.get().passiveFreshness()))
        && told.isBefore(now.plus(policies.get().passiveFreshness()));
  }

  /** Whether the settings that are known have grown old. */
  synchronized boolean areSettingsDue(Instant now) {
    return settingsAt == null
        || now.isBefore(settingsAt)
        || !now.isBefore(settingsAt.plus(policies.get().settingsInterval()));
  }

  private boolean isDue(Instant now) {
    Duration interval = policies.get().supInterval();
    // Looks come at a steady pace too, and one a hair too early would leave out a whole interval.
    // The rhythm stays, so that there are no more questions for it. By nanoseconds: to divide a
    // Duration takes big numbers.
    Instant soon = now.plusNanos(interval.toNanos() / EARLY);
    // A clock that was set back must not silence the agent.
    if (due != null && soon.isBefore(due) && !due.isAfter(now.plus(interval))) {
      return false;
    }
    boolean inRhythm = due != null && !soon.isBefore(due) && now.isBefore(due.plus(interval));
    due = inRhythm && due != null ? due.plus(interval) : now.plus(interval);
    return true;
  }

  /** Tells that a question was asked outside this budget, as on attaching. */
  synchronized void asked(Instant now) {
    if (due == null) {
      due = now.plus(policies.get().supInterval());
    }
  }

  /** Tells that the state has changed, and the settings may have with it. */
  synchronized void stateChanged() {
    settingsWanted = true;
  }

  /** Tells that the settings were read, by whatever means. */
  synchronized void settingsSeen(Instant now) {
    settingsAt = now;
  }
}
