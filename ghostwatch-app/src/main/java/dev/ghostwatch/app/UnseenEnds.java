package dev.ghostwatch.app;

import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.monitor.EndOfRun;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends runs in the history that ended while no agent looked: they are there as running, nobody
 * follows them, and nothing else would ever end them.
 */
final class UnseenEnds {
  private static final String WORDS = "it ended while no agent was running; its log tells how";

  private UnseenEnds() {}

  /** What the log of a run tells of its end. */
  @FunctionalInterface
  interface Logs {
    /** Null when there is no log to read, or when it tells no end. */
    @Nullable LoggedEnd end(MigrationRow run);
  }

  /**
   * Writes their end: as their log tells it, else as not known and at their last sample. One that
   * is found running after all becomes a running one again.
   *
   * @param open the runs that the history has as running
   * @param followed the ids of those that are followed
   * @param since when this agent began: what was seen later is its own
   * @return how many
   */
  static int write(
      List<PastRun> open, Set<String> followed, Instant since, Logs logs, HistoryWriter writer) {
    int ended = 0;
    for (PastRun run : open) {
      String id = run.row().id();
      Instant seen = run.last() == null ? run.row().startedAt() : run.last().at();
      if (!followed.contains(id) && seen.isBefore(since)) {
        end(run.row(), seen, logs.end(run.row()), writer);
        ended++;
      }
    }
    return ended;
  }

  private static void end(
      MigrationRow run, Instant seen, @Nullable LoggedEnd told, HistoryWriter writer) {
    if (told == null) {
      writer.migration(run.ended(seen, Lifecycle.VANISHED, MigrationRow.UNSEEN));
      writer.event(
          run.id(), new EventRow(seen, MigrationEvent.VANISHED, MigrationRow.UNSEEN, null));
      return;
    }
    Instant at = told.at() == null || told.at().isBefore(seen) ? seen : told.at();
    writer.migration(run.ended(at, told.lifecycle(), told.words()));
    writer.event(
        run.id(),
        new EventRow(
            at,
            EndOfRun.eventType(told.lifecycle()),
            Objects.requireNonNullElse(told.words(), WORDS),
            null));
  }
}
