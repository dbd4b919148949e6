package dev.ghostwatch.document;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.model.server.MetadataLock;
import dev.ghostwatch.model.server.MetadataLocks;
import dev.ghostwatch.model.server.OpenTransaction;
import dev.ghostwatch.model.server.RowLockWait;
import dev.ghostwatch.model.server.RunningQuery;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.text.Figures;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who waits on a server, for whom, and what has run for long: with the connection ids that KILL
 * takes. Each connection is told of once, where it matters most.
 */
final class WaitsText {
  /** More of a kind than anybody reads; how many more there are is said. */
  private static final int MOST = 3;

  private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n]+");

  private final Texts texts;
  private final ServerFigures server;
  private final List<String> lines = new ArrayList<>();
  private final Set<Long> told = new HashSet<>();

  WaitsText(Texts texts, ServerFigures server) {
    this.texts = texts;
    this.server = server;
  }

  /** Whether somebody waits for a metadata lock and nobody knows who has it. */
  boolean wantsLockHolders() {
    MetadataLocks locks = server.metadataLocks();
    return locks != null && locks.holders() == null && !locks.waiters().isEmpty();
  }

  List<String> lines() {
    MetadataLocks locks = server.metadataLocks();
    if (locks != null) {
      each(locks.waiters(), MetadataLock::connectionId, this::waiter);
      if (!locks.waiters().isEmpty() && locks.holders() != null) {
        Set<Long> waiting = new HashSet<>();
        locks.waiters().forEach(waiter -> waiting.add(waiter.connectionId()));
        // Who holds the table while it waits for a row is told with whom it waits for.
        rowLocks().forEach(wait -> waiting.add(wait.waitingId()));
        each(
            locks.holders().stream()
                .filter(holder -> !waiting.contains(holder.connectionId()))
                .filter(holder -> isWaitedFor(holder, locks.waiters()))
                .toList(),
            MetadataLock::connectionId,
            this::holder);
      }
    }
    each(rowLocks(), RowLockWait::waitingId, this::rowLock);
    if (server.longQueries() != null) {
      each(server.longQueries(), RunningQuery::id, this::query);
    }
    if (server.transactions() != null) {
      each(server.transactions(), OpenTransaction::connectionId, this::transaction);
    }
    return lines;
  }

  private List<RowLockWait> rowLocks() {
    return server.rowLocks() == null || server.rowLocks().pairs() == null
        ? List.of()
        : server.rowLocks().pairs();
  }

  private interface Id<T> {
    long of(T entry);
  }

  private interface Words<T> {
    String of(T entry);
  }

  private <T> void each(List<T> entries, Id<T> id, Words<T> words) {
    List<T> fresh = entries.stream().filter(entry -> !told.contains(id.of(entry))).toList();
    for (T entry : fresh.subList(0, Math.min(MOST, fresh.size()))) {
      // The same connection may hold two locks.
      String line = words.of(entry);
      told.add(id.of(entry));
      lines.add(line);
    }
    if (fresh.size() > MOST) {
      lines.add(texts.get("layers.waits.more", String.valueOf(fresh.size() - MOST)));
    }
    fresh.forEach(entry -> told.add(id.of(entry)));
  }

  private static boolean isWaitedFor(MetadataLock holder, List<MetadataLock> waiters) {
    // Where waiters do not tell their table, any holder may be the one.
    return waiters.stream()
        .anyMatch(
            waiter -> waiter.table() == null || Objects.equals(waiter.table(), holder.table()));
  }

  private String waiter(MetadataLock lock) {
    return lock.table() == null
        ? texts.get(
            "layers.waits.metadata",
            who(lock.connectionId(), lock.user(), lock.host()),
            span(lock.seconds()),
            words(lock.query()))
        : texts.get(
            "layers.waits.metadataOn",
            who(lock.connectionId(), lock.user(), lock.host()),
            span(lock.seconds()),
            words(lock.query()),
            Printable.text(lock.table().toString()));
  }

  private String holder(MetadataLock lock) {
    return texts.get(
        "layers.waits.holder",
        who(lock.connectionId(), lock.user(), lock.host()),
        words(lock.lock()),
        lock.table() == null ? "?" : Printable.text(lock.table().toString()),
        words(lock.query() == null ? lock.command() : lock.query()),
        span(lock.seconds()));
  }

  private String rowLock(RowLockWait wait) {
    return texts.get(
        "layers.waits.row",
        String.valueOf(wait.waitingId()),
        span(wait.waitingSeconds()),
        words(wait.table()),
        String.valueOf(wait.blockingId()),
        span(wait.blockingSeconds()),
        words(wait.waitingQuery()));
  }

  private String query(RunningQuery query) {
    return texts.get(
        "layers.waits.query",
        who(query.id(), query.user(), query.host()),
        span(query.seconds()),
        words(query.query() == null ? query.command() : query.query()),
        words(query.state()));
  }

  private String transaction(OpenTransaction transaction) {
    return texts.get(
        "layers.waits.transaction",
        who(transaction.connectionId(), transaction.user(), transaction.host()),
        span(transaction.seconds()),
        transaction.rowsLocked() == null ? "?" : Figures.grouped(transaction.rowsLocked()),
        words(transaction.query() == null ? transaction.command() : transaction.query()));
  }

  private static String who(long id, @Nullable String user, @Nullable String host) {
    return user == null
        ? String.valueOf(id)
        : id + " (" + Printable.text(user) + (host == null ? "" : "@" + Printable.text(host)) + ")";
  }

  private static String span(@Nullable Long seconds) {
    return seconds == null ? "?" : Figures.duration(Duration.ofSeconds(seconds));
  }

  private static String words(@Nullable String text) {
    // Queries are laid out over lines; here they stand on one.
    return text == null || text.isBlank()
        ? "-"
        : Printable.text(SPACES.matcher(text.strip()).replaceAll(" "));
  }
}
