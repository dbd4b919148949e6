package dev.ghostwatch.web.api;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.PastRun;
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

/** Remembers nothing. */
public class NoPast implements Past {
  @Override
  public boolean isStored() {
    return false;
  }

  @Override
  public List<PastRun> page(@Nullable String text, HistoryReader.@Nullable Place after, int limit) {
    return List.of();
  }

  @Override
  public @Nullable PastRun run(String id) {
    return null;
  }

  @Override
  public Block points(
      String id,
      @Nullable Instant from,
      @Nullable Instant to,
      int points,
      Collection<Column> columns) {
    return Block.EMPTY;
  }

  @Override
  public List<EventRow> events(String id) {
    return List.of();
  }

  @Override
  public List<SettingRow> settings(String id) {
    return List.of();
  }

  @Override
  public List<CommandRow> commands(String id) {
    return List.of();
  }

  @Override
  public List<FindingRow> findings(String id) {
    return List.of();
  }

  @Override
  public List<AlertRow> alerts(String id) {
    return List.of();
  }
}
