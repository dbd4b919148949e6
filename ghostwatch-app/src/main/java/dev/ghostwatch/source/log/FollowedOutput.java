package dev.ghostwatch.source.log;

import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the lines of one run from those of others that print to the same place, as {@code >>} in a
 * cron job makes them: earlier runs, the next one, and one of another table at the same time.
 *
 * <p>A run shows itself by when it started, which its blocks of hints say. It cannot have started
 * before its process. That is judged by the clock, and a clock may have been set since: a run that
 * goes on to print while its process is followed is that process's after all.
 */
public final class FollowedOutput {
  private final @Nullable Instant earliest;
  private final @Nullable TableName table;
  private @Nullable Instant startedAt;
  private @Nullable Instant refusedStart;
  private boolean followed = true;

  /**
   * @param processStartedAt when the process of the run started, not later than it truly did; null
   *     when that is not known
   * @param table that it migrates; null when that is not known
   */
  public FollowedOutput(@Nullable Instant processStartedAt, @Nullable TableName table) {
    // gh-ost tells the start of its run in whole seconds.
    this.earliest =
        processStartedAt == null ? null : processStartedAt.truncatedTo(ChronoUnit.SECONDS);
    this.table = table;
  }

  /** Whether what is being printed is the run's own, as far as is known. */
  boolean isFollowed() {
    return followed;
  }

  /** Whether the run has shown itself. */
  boolean isKnown() {
    return startedAt != null;
  }

  /** Whether something happened before the run can have begun; false where nothing tells. */
  boolean isBefore(@Nullable Instant at) {
    return at != null && earliest != null && at.isBefore(earliest);
  }

  /**
   * Some run begins.
   *
   * @param live whether that was printed just now, while the run's process was seen
   */
  void begins(boolean live) {
    refusedStart = null;
    followed = !live || startedAt == null;
    if (followed) {
      // Of the runs of a backlog that may be this one, it is the last.
      startedAt = null;
    }
  }

  /** A block of hints. */
  void shows(Hints hints, boolean live) {
    Instant start = hints.startedAt() == null ? null : hints.startedAt().toInstant();
    TableName its = hints.table();
    boolean isOtherTable = table != null && its != null && !its.equals(table);
    if (start == null && !isOtherTable) {
      // Half of a block says nothing of whose it is.
      return;
    }
    boolean isNextRun = live && startedAt != null && !startedAt.equals(start);
    boolean isEarly = isBefore(start);
    followed = !isOtherTable && !isNextRun && (!isEarly || Objects.equals(start, startedAt));
    refusedStart = followed || isOtherTable || isNextRun ? null : start;
    startedAt = followed ? start : startedAt;
  }

  /**
   * A status line.
   *
   * @return whether this shows that the run whose block of hints was refused for its date is the
   *     right one
   */
  boolean goesOn(boolean live) {
    if (refusedStart == null || !live) {
      return false;
    }
    startedAt = refusedStart;
    refusedStart = null;
    followed = true;
    return true;
  }
}
