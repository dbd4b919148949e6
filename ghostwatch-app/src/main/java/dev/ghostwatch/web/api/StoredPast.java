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
 * What the store remembers.
 *
 * @param reader of the store
 */
public record StoredPast(HistoryReader reader) implements Past {
  @Override
  public boolean isStored() {
    return true;
  }

  @Override
  public List<PastRun> page(@Nullable String text, HistoryReader.@Nullable Place after, int limit)
      throws StoreException {
    return reader.page(text, after, limit);
  }

  @Override
  public @Nullable PastRun run(String id) throws StoreException {
    return reader.run(id);
  }

  @Override
  public Block points(
      String id,
      @Nullable Instant from,
      @Nullable Instant to,
      int points,
      Collection<Column> columns)
      throws StoreException {
    return reader.points(id, from, to, points, columns);
  }

  @Override
  public List<EventRow> events(String id) throws StoreException {
    return reader.events(id);
  }

  @Override
  public List<SettingRow> settings(String id) throws StoreException {
    return reader.settings(id);
  }

  @Override
  public List<CommandRow> commands(String id) throws StoreException {
    return reader.commands(id);
  }

  @Override
  public List<FindingRow> findings(String id) throws StoreException {
    return reader.findings(id);
  }

  @Override
  public List<AlertRow> alerts(String id) throws StoreException {
    return reader.alerts(id);
  }
}
