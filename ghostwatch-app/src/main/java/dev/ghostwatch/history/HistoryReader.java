package dev.ghostwatch.history;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.StoreException.Reason;
import dev.ghostwatch.history.pack.Block;
import dev.ghostwatch.history.sql.Database;
import dev.ghostwatch.history.sql.JudgementSql;
import dev.ghostwatch.history.sql.MigrationSql;
import dev.ghostwatch.history.sql.Schema;
import dev.ghostwatch.history.sql.SqliteFile;
import dev.ghostwatch.history.sql.Trouble;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.history.AlertRow;
import dev.ghostwatch.model.history.Column;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.FindingRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.history.SampleRow;
import dev.ghostwatch.model.history.SettingRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the store, from this process or another, while it is written. Thread-safe: each question
 * has a connection of its own, which takes a millisecond and outlives nothing.
 */
public final class HistoryReader {
  private static final Duration UNUSED = Duration.ofSeconds(1);

  private final Database database;

  /** One for all questions: it remembers how each statement is read, which takes a millisecond. */
  private final Jdbi jdbi;

  HistoryReader(Database database) {
    this.database = database;
    this.jdbi = Jdbi.create(database.reading());
  }

  /**
   * Reads the store in a file, which stays as it is.
   *
   * @throws StoreException when there is none, or it cannot be read by this program
   */
  public static HistoryReader open(Path file) throws StoreException {
    if (!Files.exists(file)) {
      throw new StoreException(Reason.MISSING, Phrase.of("history.missing", file.toString()), null);
    }
    HistoryReader reader = new HistoryReader(new SqliteFile(file, UNUSED));
    int version = reader.ask(handle -> Schema.version(handle.getConnection()));
    if (version == 0) {
      throw new StoreException(
          Reason.UNUSABLE, Phrase.of("history.notAStore", file.toString()), null);
    }
    if (version > Schema.HISTORY.version()) {
      throw StoreFile.newer(reader.database, version);
    }
    return reader;
  }

  private interface Question<T extends @Nullable Object> {
    T answer(Handle handle) throws SQLException;
  }

  private <T extends @Nullable Object> T ask(Question<T> question) throws StoreException {
    try (Handle handle = jdbi.open()) {
      return question.answer(handle);
    } catch (SQLException | JdbiException e) {
      boolean corrupt = StoreFile.trouble(database, e) == Trouble.CORRUPT;
      throw new StoreException(
          corrupt ? Reason.CORRUPT : Reason.UNUSABLE,
          Phrase.of(
              corrupt ? "history.unreadable" : "history.unusable",
              database.place(),
              StoreFile.message(e)),
          e);
    }
  }

  private static PastRun past(Handle handle, MigrationSql.Numbered run) throws SQLException {
    return new PastRun(run.row(), Points.last(handle, run.no()));
  }

  /** Where a page of runs ended: the start and the id of its last run. */
  public record Place(Instant startedAt, String id) {}

  /** The runs that are wanted, the latest first. */
  public List<PastRun> runs(RunFilter filter) throws StoreException {
    return ask(handle -> {
      List<PastRun> runs = new ArrayList<>();
      for (MigrationSql.Numbered run :
          MigrationSql.list(
              handle, filter.running(), filter.table(), filter.since(), filter.limit())) {
        runs.add(past(handle, run));
      }
      return runs;
    });
  }

  /**
   * Runs in the order in which pages of them are read: the latest first, and of those that began at
   * the same time the one with the greatest id.
   *
   * @param text only those whose id or a host's name contains it, whatever the case; null for all
   * @param after the place of the last run of the page before; null for the first page
   * @param limit at most so many
   */
  public List<PastRun> page(@Nullable String text, @Nullable Place after, int limit)
      throws StoreException {
    return ask(handle -> {
      List<PastRun> runs = new ArrayList<>();
      for (MigrationSql.Numbered run :
          MigrationSql.page(
              handle,
              text,
              after == null ? Long.MAX_VALUE : after.startedAt().toEpochMilli(),
              after == null ? "" : after.id(),
              limit)) {
        runs.add(past(handle, run));
      }
      return runs;
    });
  }

  /**
   * The runs that a name can mean, the latest first: the one with this id; else those of this
   * table, {@code db.table} or control socket; else those whose id begins so.
   *
   * @param limit at most so many
   */
  public List<MigrationRow> named(String name, int limit) throws StoreException {
    return ask(handle -> {
      List<MigrationSql.Numbered> found = MigrationSql.list(handle, null, name, null, limit);
      if (found.isEmpty()) {
        found = MigrationSql.beginning(handle, name, limit);
      }
      return found.stream().map(MigrationSql.Numbered::row).toList();
    });
  }

  /** The run with this id; null when there is none. */
  public @Nullable PastRun run(String id) throws StoreException {
    return ask(handle -> {
      MigrationSql.Numbered found = MigrationSql.find(handle, id).orElse(null);
      return found == null ? null : past(handle, found);
    });
  }

  /**
   * The runs of a table, the latest first. Found by the index of their ids, of which there is one
   * question for each run that begins: {@link #runs} would look through all for each.
   *
   * @param limit at most so many
   */
  public List<MigrationRow> of(TableName table, int limit) throws StoreException {
    return ask(handle ->
        MigrationSql.beginning(handle, MigrationId.beginning(table), limit).stream()
            .map(MigrationSql.Numbered::row)
            .toList());
  }

  /**
   * Gives every sample of a run in its order, as fine as it is kept.
   *
   * @param from from this time; null for the beginning
   * @param to to before this time; null for the end
   * @param columns the figures wanted; the others are unknown in the rows
   */
  public void samples(
      String id,
      @Nullable Instant from,
      @Nullable Instant to,
      Collection<Column> columns,
      Consumer<SampleRow> taker)
      throws StoreException {
    ask(handle -> {
      Long no = MigrationSql.number(handle, id).orElse(null);
      if (no != null) {
        new Points(handle, no, columns)
            .samples(
                from == null ? Long.MIN_VALUE / 2 : from.toEpochMilli(),
                to == null ? Long.MAX_VALUE / 2 : to.toEpochMilli(),
                taker);
      }
      return null;
    });
  }

  /**
   * The figures of a run thinned to so many points, in which peaks survive: each point has the
   * {@linkplain dev.ghostwatch.model.history.Thinning#statistics() statistics} of its columns. A
   * whole run of a month takes as long as an hour of it.
   *
   * @param from from this time; null for the beginning of the run
   * @param to to before this time; null for its end
   * @param points at most so many; fewer where nothing was sampled
   */
  public Block points(
      String id,
      @Nullable Instant from,
      @Nullable Instant to,
      int points,
      Collection<Column> columns)
      throws StoreException {
    return ask(handle -> {
      Long no = MigrationSql.number(handle, id).orElse(null);
      return no == null
          ? Block.EMPTY
          : new Points(handle, no, columns)
              .thinned(
                  from == null ? null : from.toEpochMilli(),
                  to == null ? null : to.toEpochMilli(),
                  points);
    });
  }

  /** What happened to a run, in its order. */
  public List<EventRow> events(String id) throws StoreException {
    return ask(handle ->
        MigrationSql.number(handle, id)
            .map(no -> MigrationSql.events(handle, no))
            .orElseGet(List::of));
  }

  /** What rules found about a run, in its order; nothing in a store of an older GhostWatch. */
  public List<FindingRow> findings(String id) throws StoreException {
    return judged(id, JudgementSql::findings);
  }

  /** The commands that were given for a run, in their order. */
  public List<CommandRow> commands(String id) throws StoreException {
    return ask(handle -> {
      MigrationSql.Numbered run =
          judges(handle) ? MigrationSql.find(handle, id).orElse(null) : null;
      return run == null ? List.<CommandRow>of() : JudgementSql.commands(handle, run.row());
    });
  }

  /** When the newest command was given that is remembered; null when there is none. */
  public @Nullable Instant newestCommand() throws StoreException {
    return ask(handle -> judges(handle) ? JudgementSql.newestCommand(handle) : null);
  }

  /** The alerts of a run, in the order in which they began. */
  public List<AlertRow> alerts(String id) throws StoreException {
    return judged(id, JudgementSql::alerts);
  }

  /** The latest alerts of all runs and of the agent itself, the latest first. */
  public List<AlertRow> latestAlerts(int limit) throws StoreException {
    return ask(handle -> judges(handle) ? JudgementSql.alerts(handle, limit) : List.<AlertRow>of());
  }

  private interface Judgements<T> {
    List<T> of(Handle handle, long migration);
  }

  private <T> List<T> judged(String id, Judgements<T> judgements) throws StoreException {
    return ask(handle -> {
      Long no = judges(handle) ? MigrationSql.number(handle, id).orElse(null) : null;
      return no == null ? List.<T>of() : judgements.of(handle, no);
    });
  }

  /** The file that a run prints to; null when it is not known. */
  public @Nullable String logFile(String id) throws StoreException {
    return ask(handle ->
        Schema.version(handle.getConnection()) > 2
            ? MigrationSql.logFile(handle, id).orElse(null)
            : null);
  }

  /** Version 1 had the tables, and nothing in them. */
  private static boolean judges(Handle handle) throws SQLException {
    return Schema.version(handle.getConnection()) > 1;
  }

  /** The settings of a run that changed, in their order. */
  public List<SettingRow> settings(String id) throws StoreException {
    return ask(handle ->
        MigrationSql.number(handle, id)
            .map(no -> MigrationSql.settings(handle, no))
            .orElseGet(List::of));
  }
}
