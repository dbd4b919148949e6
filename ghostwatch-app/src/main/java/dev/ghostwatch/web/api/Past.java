package dev.ghostwatch.web.api;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.SettingRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of runs: by the store or, where there is none, for a while by the agent. What
 * is not remembered is empty. Thread-safe.
 */
public interface Past {
  /** Whether a store remembers; else only the latest of what runs now is known. */
  boolean isStored();

  /** Runs as {@link HistoryReader#page} gives them. */
  List<PastRun> page(@Nullable String text, HistoryReader.@Nullable Place after, int limit)
      throws StoreException;

  /** The run with this id; null when it is not remembered. */
  @Nullable PastRun run(String id) throws StoreException;

  /** Figures thinned to so many points, as {@link HistoryReader#points} gives them. */
  Block points(
      String id,
      @Nullable Instant from,
      @Nullable Instant to,
      int points,
      Collection<Column> columns)
      throws StoreException;

  /** What happened, in its order. */
  List<EventRow> events(String id) throws StoreException;

  /** The changes of settings, in their order. */
  List<SettingRow> settings(String id) throws StoreException;

  /** The commands that were given, in their order. */
  List<CommandRow> commands(String id) throws StoreException;

  /** What was found, in its order. */
  List<FindingRow> findings(String id) throws StoreException;

  /** The alerts, in the order in which they began. */
  List<AlertRow> alerts(String id) throws StoreException;
}
