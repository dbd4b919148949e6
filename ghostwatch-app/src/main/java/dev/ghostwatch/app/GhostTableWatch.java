package dev.ghostwatch.app;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.source.changelog.ChangelogReader;
import dev.ghostwatch.source.changelog.TableQueries;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the tables that gh-ost itself writes, on one server, at that server's pace. */
final class GhostTableWatch {
  private static final Logger LOG = LoggerFactory.getLogger(GhostTableWatch.class);

  /** gh-ost writes a checkpoint every five minutes, and a table that is not here seldom comes. */
  private static final Duration SELDOM = Duration.ofSeconds(30);

  private static final int TABLE_DENIED = 1142;
  private static final int DATABASE_DENIED = 1044;

  private final String server;
  private final ChangelogReader reader;
  private final InstantSource clock;
  private final Map<TableName, ChangelogFigures> changelogs = new ConcurrentHashMap<>();
  private final Map<TableName, CheckpointFigures> checkpoints = new ConcurrentHashMap<>();
  private final Map<TableName, Instant> changelogLooks = new HashMap<>();
  private final Map<TableName, Instant> checkpointLooks = new HashMap<>();
  private String trouble = "";

  GhostTableWatch(String server, TableQueries queries, InstantSource clock) {
    this.server = server;
    this.reader = new ChangelogReader(server, queries, clock);
    this.clock = clock;
  }

  Collection<ChangelogFigures> changelogs() {
    return Collections.unmodifiableCollection(changelogs.values());
  }

  Collection<CheckpointFigures> checkpoints() {
    return Collections.unmodifiableCollection(checkpoints.values());
  }

  /** Forgets everything: the server does not answer, and what it said before is not so now. */
  void away() {
    changelogs.clear();
    checkpoints.clear();
  }

  /** Looks at the tables of these migrations, and forgets those of others. */
  void look(Set<TableName> tables) {
    for (Map<TableName, ?> known :
        List.of(changelogs, checkpoints, changelogLooks, checkpointLooks)) {
      known.keySet().retainAll(tables);
    }
    String failed = "";
    for (TableName table : tables) {
      try {
        if (changelogs.containsKey(table) || isDue(changelogLooks, table)) {
          put(changelogs, table, reader.changelog(table));
        }
        if (isDue(checkpointLooks, table)) {
          put(checkpoints, table, reader.checkpoint(table));
        }
      } catch (SQLException e) {
        changelogs.remove(table);
        checkpoints.remove(table);
        // A missing right is told, with the GRANT that gives it, by the server's own check.
        if (e.getErrorCode() != TABLE_DENIED && e.getErrorCode() != DATABASE_DENIED) {
          failed = table + ": " + e.getMessage();
        }
      }
    }
    if (!failed.isEmpty() && !failed.equals(trouble)) {
      LOG.warn(
          "event=changelog-unreadable server={} text=\"{}; trying again\"",
          server,
          Printable.text(failed));
    }
    trouble = failed;
  }

  private boolean isDue(Map<TableName, Instant> looks, TableName table) {
    Instant now = clock.instant();
    Instant last = looks.get(table);
    if (last != null && !now.isBefore(last) && now.isBefore(last.plus(SELDOM))) {
      return false;
    }
    looks.put(table, now);
    return true;
  }

  private static <T> void put(Map<TableName, T> all, TableName table, Optional<T> figures) {
    figures.ifPresentOrElse(present -> all.put(table, present), () -> all.remove(table));
  }
}
