package dev.ghostwatch.app;

import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.history.EventRow;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Ends runs in the history that ended while no agent looked: they are there as running, nobody
 * follows them, and nothing else would ever end them.
 */
final class UnseenEnds {
  private static final String WORDS =
      "it ended while no agent was running, so how it ended is not known; its log tells";

  private UnseenEnds() {}

  /**
   * Writes their end, at their last sample. One that is found running after all becomes a running
   * one again.
   *
   * @param open the runs that the history has as running
   * @param followed the ids of those that are followed
   * @param since when this agent began: what was seen later is its own
   * @return how many
   */
  static int write(List<PastRun> open, Set<String> followed, Instant since, HistoryWriter writer) {
    int ended = 0;
    for (PastRun run : open) {
      String id = run.row().id();
      Instant seen = run.last() == null ? run.row().startedAt() : run.last().at();
      if (!followed.contains(id) && seen.isBefore(since)) {
        writer.migration(run.row().ended(seen, Lifecycle.VANISHED, WORDS));
        writer.event(id, new EventRow(seen, MigrationEvent.VANISHED, WORDS, null));
        ended++;
      }
    }
    return ended;
  }
}
