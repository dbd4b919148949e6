package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.server.GhostTables;
import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.RowLockWait;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in a migration's way on a server: sessions as evidence, and the command that ends the
 * first of them. gh-ost's own sessions are left out: they mark their queries.
 *
 * @param seen a phrase for each
 * @param kill ends the worst of them; null when there is none
 */
record Blockers(List<Phrase> seen, @Nullable String kill) {
  private static final Blockers NONE = new Blockers(List.of(), null);
  private static final String OURS = "gh-ost";
  private static final int MOST = 5;

  /** Sessions that hold row locks for which this gh-ost waits; others have runs of their own. */
  static Blockers ofRows(CaseFile file) {
    ServerFigures server = file.migrated();
    TableName table = file.snapshot().table();
    if (server == null
        || table == null
        || server.rowLocks() == null
        || server.rowLocks().pairs() == null) {
      return NONE;
    }
    List<Phrase> seen = new ArrayList<>();
    String kill = null;
    Set<Long> waiting = waitingForRows(server);
    // Who waits in turn holds nobody up for longer than whoever it waits for.
    List<RowLockWait> pairs = new ArrayList<>(server.rowLocks().pairs());
    pairs.sort(Comparator.comparing(wait -> waiting.contains(wait.blockingId())));
    for (RowLockWait wait : pairs) {
      boolean ours = isOurs(wait.waitingQuery()) && names(wait.waitingQuery(), table);
      if (ours && seen.size() < MOST) {
        seen.add(
            Phrase.of(
                "evidence.blocks.row",
                String.valueOf(wait.blockingId()),
                span(wait.blockingSeconds()),
                wait.blockingQuery() == null ? "-" : wait.blockingQuery(),
                span(wait.waitingSeconds())));
        kill = kill == null ? "KILL " + wait.blockingId() + ";" : kill;
      }
    }
    return new Blockers(seen, kill);
  }

  /** Sessions that hold, or may hold, the table itself: who reads it must wait for none of them. */
  static Blockers ofTable(CaseFile file, long leastSeconds) {
    ServerFigures server = file.migrated();
    TableName table = file.snapshot().table();
    if (server == null || table == null) {
      return NONE;
    }
    List<Phrase> seen = new ArrayList<>();
    Set<Long> told = new HashSet<>();
    List<Long> ids = new ArrayList<>();
    Set<Long> holders = holders(server, table);
    Set<Long> waiting = waitingForRows(server);
    Set<Long> blocking = blockingRows(server, table);
    for (OpenTransaction open :
        server.transactions() == null ? List.<OpenTransaction>of() : server.transactions()) {
      boolean touches =
          blocking.contains(open.connectionId())
              || (holders == null
                  ? names(open.query(), table)
                  : holders.contains(open.connectionId()));
      if (touches
          && !waiting.contains(open.connectionId())
          && !isOurs(open.query())
          && open.seconds() >= leastSeconds
          && told.add(open.connectionId())) {
        seen.add(
            Phrase.of(
                "evidence.transaction",
                String.valueOf(open.connectionId()),
                open.user() + "@" + open.host(),
                span(open.seconds()),
                open.query() == null ? "-" : open.query()));
        ids.add(open.connectionId());
      }
    }
    for (RunningQuery query :
        server.longQueries() == null ? List.<RunningQuery>of() : server.longQueries()) {
      if (names(query.query(), table)
          && !waiting.contains(query.id())
          && !isOurs(query.query())
          && query.seconds() >= leastSeconds
          && told.add(query.id())) {
        seen.add(
            Phrase.of(
                "evidence.query",
                String.valueOf(query.id()),
                query.user() + "@" + query.host(),
                span(query.seconds()),
                String.valueOf(query.query())));
        ids.add(query.id());
      }
    }
    return new Blockers(
        seen.subList(0, Math.min(MOST, seen.size())),
        ids.isEmpty() ? null : "KILL " + ids.getFirst() + ";");
  }

  /** Sessions that wait for a row lock: they go on, or end, by themselves once it is let go. */
  private static Set<Long> waitingForRows(ServerFigures server) {
    Set<Long> ids = new HashSet<>();
    pairs(server).forEach(wait -> ids.add(wait.waitingId()));
    return ids;
  }

  /** Sessions that others wait for on the table, whatever they run now. */
  private static Set<Long> blockingRows(ServerFigures server, TableName table) {
    Set<Long> ids = new HashSet<>();
    for (RowLockWait wait : pairs(server)) {
      if (names(wait.table() == null ? wait.waitingQuery() : wait.table(), table)
          && !isOurs(wait.blockingQuery())) {
        ids.add(wait.blockingId());
      }
    }
    return ids;
  }

  private static List<RowLockWait> pairs(ServerFigures server) {
    return server.rowLocks() == null || server.rowLocks().pairs() == null
        ? List.of()
        : server.rowLocks().pairs();
  }

  /** Who holds a metadata lock on the table; null when the server does not show that. */
  private static @Nullable Set<Long> holders(ServerFigures server, TableName table) {
    if (server.metadataLocks() == null || server.metadataLocks().holders() == null) {
      return null;
    }
    Set<Long> ids = new HashSet<>();
    for (MetadataLock lock : server.metadataLocks().holders()) {
      if (isOf(lock.table(), table)) {
        ids.add(lock.connectionId());
      }
    }
    return ids;
  }

  /** Who waits for the table, gh-ost left out. */
  static List<MetadataLock> waiters(CaseFile file) {
    ServerFigures server = file.migrated();
    TableName table = file.snapshot().table();
    if (server == null || table == null || server.metadataLocks() == null) {
      return List.of();
    }
    return server.metadataLocks().waiters().stream()
        .filter(
            lock -> lock.table() == null ? names(lock.query(), table) : isOf(lock.table(), table))
        .filter(lock -> !isOurs(lock.query()))
        .toList();
  }

  private static boolean isOf(@Nullable TableName one, TableName table) {
    return table.equals(one) || GhostTables.ghost(table).equals(one);
  }

  private static boolean isOurs(@Nullable String query) {
    return query != null && query.contains(OURS);
  }

  /** Whether it names the table, not only one whose name begins or ends so. */
  private static boolean names(@Nullable String query, TableName table) {
    String name = table.table();
    int at = query == null ? -1 : query.indexOf(name);
    while (query != null && at >= 0) {
      int end = at + name.length();
      boolean begins = at == 0 || !isOfName(query.charAt(at - 1));
      if (begins && (end == query.length() || !isOfName(query.charAt(end)))) {
        return true;
      }
      at = query.indexOf(name, at + 1);
    }
    return false;
  }

  private static boolean isOfName(char one) {
    return Character.isLetterOrDigit(one) || one == '_' || one == '$';
  }

  private static String span(@Nullable Long seconds) {
    return seconds == null ? "?" : Found.span(seconds);
  }

  boolean isEmpty() {
    return seen.isEmpty();
  }
}
