package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.value.GoDuration;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.log.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the diagnosis remembers of a run's log: its last problems, its cut-over, its last line. */
final class Log {
  private static final int MOST = 60;
  private static final String LOCKED = "Lock & rename duration: ";

  /** The only word of a chunk that is tried again, where there is such a hook. */
  private static final String RETRIED = "executing gh-ost-on-batch-copy-retry hook";

  private final Deque<LogLine> problems = new ArrayDeque<>();
  private final Deque<Instant> failures = new ArrayDeque<>();
  private long cutOverFailures;
  private @Nullable Instant attemptAt;
  private @Nullable LogLine lastFailure;
  private @Nullable LogLine first;
  private @Nullable LogLine last;
  private @Nullable LogLine locked;
  private long retries;
  private boolean done;
  private boolean fatal;
  private boolean counted;

  void take(MigrationEvent event) {
    String type = event.type();
    LogLine line = new LogLine(event.at(), type.toUpperCase(Locale.ROOT), event.text());
    if (type.equals(MigrationEvent.FATAL)
        || type.equals(MigrationEvent.ERROR)
        || type.equals(MigrationEvent.WARNING)) {
      fatal |= type.equals(MigrationEvent.FATAL);
      problems.addLast(line);
      if (problems.size() > MOST) {
        problems.removeFirst();
      }
    } else if (type.equals(RunEvent.Type.CUT_OVER_FAILED.jsonName())) {
      cutOverFailures++;
      failures.addLast(event.at());
      if (failures.size() > MOST) {
        failures.removeFirst();
      }
      lastFailure = new LogLine(event.at(), "ERROR", event.text());
      attemptAt = null;
    } else if (type.equals(RunEvent.Type.CUT_OVER_ATTEMPT.jsonName())) {
      attemptAt = event.at();
    } else if (type.equals(RunEvent.Type.SUCCEEDED.jsonName())) {
      done = true;
    }
  }

  void take(LogLine line) {
    first = first == null ? line : first;
    last = line;
    String text = line.text();
    if (text.startsWith(RETRIED)) {
      retries++;
    }
    if (text.startsWith(LOCKED)) {
      locked = line;
    }
    done |= text.startsWith("Done migrating ") || text.equals("Done");
    counted |= text.startsWith("Exact number of rows via COUNT");
  }

  /** Errors, the newest first, at most so many. */
  List<LogLine> newest(int most, Predicate<LogLine> wanted) {
    return problems.reversed().stream().filter(wanted).limit(most).toList();
  }

  /** How often a chunk was tried again, by the hook that gh-ost runs then. */
  long retries() {
    return retries;
  }

  long cutOverFailures() {
    return cutOverFailures;
  }

  /** When a failed attempt failed, the last ones. */
  List<Instant> failures() {
    return List.copyOf(failures);
  }

  @Nullable LogLine lastFailure() {
    return lastFailure;
  }

  /** When the attempt began that is under way; null when none is known to be. */
  @Nullable Instant attemptAt() {
    return attemptAt;
  }

  /** The oldest line; null when no log was read. */
  @Nullable LogLine first() {
    return first;
  }

  /** The newest line; null when no log was read. */
  @Nullable LogLine last() {
    return last;
  }

  /** The line that says how long queries were blocked at the exchange of the tables. */
  @Nullable LogLine locked() {
    return locked;
  }

  /** What {@link #locked()} says, seconds; null when it is not understood. */
  @Nullable Double lockSeconds() {
    LogLine line = locked;
    int end = line == null ? -1 : line.text().indexOf(". ", LOCKED.length());
    Duration duration =
        line == null || end < 0
            ? null
            : GoDuration.parse(line.text().substring(LOCKED.length(), end));
    return duration == null ? null : duration.toNanos() / 1e9;
  }

  /** Whether gh-ost said that it is done. */
  boolean isDone() {
    return done;
  }

  /** Whether gh-ost said why it gives up. */
  boolean isFatal() {
    return fatal;
  }

  /** Whether gh-ost counted the rows rather than estimated them. */
  boolean isCounted() {
    return counted;
  }
}
