package dev.ghostwatch.insight.log;

import dev.ghostwatch.model.log.RunOutcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges how a run ended by its own words. */
final class EndTracker {
  private static final String PANIC = "user commanded 'panic'.";
  private static final String ABORTED = "migration aborted: ";

  private boolean done;
  private boolean noop;
  private @Nullable String fatal;
  private @Nullable String announced;
  private @Nullable String broken;
  private Moment at = Moment.UNKNOWN;
  private long line;

  void info(Moment when, String text, long number) {
    if (text.startsWith("Done migrating")
        || text.startsWith("Done reverting")
        || text.startsWith("Success! table")
        || text.equals("Done")) {
      done(when, number);
    } else if (text.startsWith("New table structure follows")) {
      noop = true;
    }
  }

  void done(Moment when, long number) {
    if (!done) {
      at = when;
      line = number;
    }
    done = true;
  }

  void error(Moment when, String text, long number) {
    if (text.startsWith(ABORTED) || isPanicCommand(text)) {
      announced = text.startsWith(ABORTED) ? text.substring(ABORTED.length()) : text;
      at = when;
      line = number;
    }
  }

  void fatal(Moment when, String text, long number) {
    fatal = text;
    at = when;
    line = number;
  }

  /** The program broke off, or never began: Go panics and wrong flags. */
  void broke(Moment when, String text, long number) {
    if (broken == null) {
      broken = text;
      at = when;
      line = number;
    }
  }

  boolean isNoop() {
    return noop;
  }

  RunOutcome outcome(boolean anythingSeen) {
    String reason = reason();
    if (reason != null) {
      return isAbort(reason) ? RunOutcome.ABORTED : RunOutcome.FAILED;
    }
    if (done) {
      return RunOutcome.SUCCEEDED;
    }
    return anythingSeen ? RunOutcome.RUNNING : RunOutcome.UNKNOWN;
  }

  /** gh-ost's words for a bad end; null when there is none. */
  @Nullable String reason() {
    if (fatal != null) {
      return fatal;
    }
    if (broken != null) {
      return broken;
    }
    return done ? null : announced;
  }

  Moment at() {
    return at;
  }

  long line() {
    return line;
  }

  /** By the reason in the text, not by the word "aborted", which failures use too. */
  private static boolean isAbort(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    return isPanicCommand(text)
        || text.startsWith("found panic-file ")
        || text.startsWith("critical-load met");
  }

  /** {@code 'panic' on othertable, but …} and {@code 'panic' without …} are refusals. */
  private static boolean isPanicCommand(String text) {
    return text.regionMatches(true, 0, PANIC, 0, PANIC.length());
  }
}
