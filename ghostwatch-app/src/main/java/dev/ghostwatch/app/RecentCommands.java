package dev.ghostwatch.app;

import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.CommandRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;

/** The newest commands that were sent to each migration, for the diagnosis. Thread-safe. */
final class RecentCommands {
  private static final int MOST = 20;
  private static final int MOST_RUNS = 500;

  private final LinkedHashMap<String, Deque<CommandRow>> rows = new LinkedHashMap<>();

  /**
   * Takes in a command.
   *
   * @param migration the migration's id, or its table while the start was not known
   */
  synchronized void take(String migration, CommandRow row) {
    Deque<CommandRow> known = rows.computeIfAbsent(migration, _ -> new ArrayDeque<>());
    known.addLast(row);
    if (known.size() > MOST) {
      known.removeFirst();
    }
    if (rows.size() > MOST_RUNS) {
      rows.pollFirstEntry();
    }
  }

  /** Those of a migration, oldest first. */
  synchronized List<CommandRow> of(Snapshot snapshot) {
    List<CommandRow> found = new ArrayList<>();
    if (snapshot.table() != null && snapshot.startedAt() != null) {
      for (CommandRow row : rows.getOrDefault(snapshot.table().toString(), new ArrayDeque<>())) {
        if (!row.at().isBefore(snapshot.startedAt())) {
          found.add(row);
        }
      }
    }
    if (snapshot.id() != null) {
      found.addAll(rows.getOrDefault(snapshot.id().text(), new ArrayDeque<>()));
    }
    return found;
  }
}
