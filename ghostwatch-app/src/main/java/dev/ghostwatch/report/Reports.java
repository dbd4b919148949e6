package dev.ghostwatch.report;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.RunFilter;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.insight.compare.Comparer;
import dev.ghostwatch.insight.compare.Percentile;
import dev.ghostwatch.insight.compare.Trend;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.history.EventRow;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.report.Comparison;
import dev.ghostwatch.model.report.RunFacts;
import dev.ghostwatch.model.report.RunReport;
import dev.ghostwatch.model.report.TrendRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports, comparisons and trends of the runs in a history. Reads only; each is bounded. */
public final class Reports {
  /** Earlier runs that one is compared with, the latest. */
  private static final int OF_TABLE = 50;

  private static final int OF_SERVER = 100;

  /** How far it looks for runs of the same server. */
  private static final int LOOKED_THROUGH = 1_000;

  private static final int MOST_OF_TREND = 5_000;

  /** Earlier runs that an ETA starts from. */
  private static final int OF_PRIOR = 3;

  private final HistoryReader reader;
  private final RunReader runs;
  private final Instant now;

  /**
   * Reads a history.
   *
   * @param now the end of what still runs
   */
  public Reports(HistoryReader reader, Instant now) {
    this.reader = reader;
    this.now = now;
    runs = new RunReader(reader, now);
  }

  /** The report of a run. */
  public RunReport report(MigrationRow row) throws StoreException {
    List<EventRow> events = reader.events(row.id());
    Course course = new Course(row.startedAt());
    RunFacts facts = runs.exactly(row, events, course::add);
    return new RunReport(
        now,
        row,
        new StoredRun(row, facts, course, events, runs.end(row)).analysis(),
        facts,
        reader.settings(row.id()),
        reader.commands(row.id()),
        reader.findings(row.id()),
        reader.alerts(row.id()),
        comparison(row, facts));
  }

  /** A run beside others. */
  public Comparison compare(MigrationRow row) throws StoreException {
    return comparison(row, runs.exactly(row, reader.events(row.id()), _ -> {}));
  }

  private Comparison comparison(MigrationRow row, RunFacts facts) throws StoreException {
    return Comparer.compare(facts, ofTable(row), ofServer(row));
  }

  private List<RunFacts> ofTable(MigrationRow row) throws StoreException {
    List<MigrationRow> earlier = new ArrayList<>();
    for (PastRun run : reader.runs(new RunFilter(false, tableName(row), null, OF_TABLE))) {
      // The same name on another server is another table.
      if (isEarlier(run.row(), row)
          && run.row().database().equals(row.database())
          && run.row().table().equals(row.table())
          && isSameServer(run.row(), row)) {
        earlier.add(run.row());
      }
    }
    return measured(earlier, OF_TABLE);
  }

  private List<RunFacts> ofServer(MigrationRow row) throws StoreException {
    if (row.migratedHost() == null) {
      return List.of();
    }
    List<MigrationRow> earlier = new ArrayList<>();
    for (PastRun run : reader.runs(new RunFilter(false, null, null, LOOKED_THROUGH))) {
      if (isEarlier(run.row(), row) && row.migratedHost().equals(run.row().migratedHost())) {
        earlier.add(run.row());
      }
    }
    return measured(earlier, OF_SERVER);
  }

  private static String tableName(MigrationRow row) {
    return row.database() + "." + row.table();
  }

  private static boolean isEarlier(MigrationRow one, MigrationRow than) {
    return one.lifecycle() == Lifecycle.SUCCEEDED
        && !one.id().equals(than.id())
        && one.startedAt().isBefore(than.startedAt());
  }

  private static boolean isSameServer(MigrationRow one, MigrationRow other) {
    return one.migratedHost() == null
        || other.migratedHost() == null
        || one.migratedHost().equals(other.migratedHost());
  }

  private List<RunFacts> measured(List<MigrationRow> rows, int most) throws StoreException {
    List<RunFacts> facts = new ArrayList<>();
    for (MigrationRow row : rows.subList(0, Math.min(most, rows.size()))) {
      facts.add(runs.roughly(row));
    }
    return facts;
  }

  /**
   * Runs over weeks, by server and by table.
   *
   * @param since only runs that began at this time or later
   * @param table only runs of this table; null for all
   */
  public List<TrendRow> trend(Instant since, @Nullable String table) throws StoreException {
    List<RunFacts> facts = new ArrayList<>();
    for (PastRun run : reader.runs(new RunFilter(null, table, since, MOST_OF_TREND))) {
      if (!run.row().startedAt().isBefore(since)) {
        facts.add(runs.roughly(run.row()));
      }
    }
    return Trend.of(facts);
  }

  /**
   * What earlier runs of a table tell of the next one; null when there are none that ended well.
   *
   * @param server the server whose table is migrated; null when not known
   * @param before only runs that started before
   */
  public @Nullable EtaPrior prior(TableName table, @Nullable String server, Instant before)
      throws StoreException {
    List<RunFacts> earlier = new ArrayList<>();
    for (MigrationRow row : reader.of(table, OF_PRIOR * 4)) {
      boolean isOther =
          server != null && row.migratedHost() != null && !server.equals(row.migratedHost());
      if (earlier.size() < OF_PRIOR
          && !isOther
          && row.lifecycle() == Lifecycle.SUCCEEDED
          && row.startedAt().isBefore(before)) {
        RunFacts facts = runs.roughly(row);
        if (facts.rowsPerSecondOfCopying() != null && facts.rows() != null) {
          earlier.add(facts);
        }
      }
    }
    Long rows = earlier.isEmpty() ? null : earlier.getFirst().rows();
    if (rows == null) {
      return null;
    }
    return new EtaPrior(
        Percentile.median(
            earlier.stream()
                .map(RunFacts::rowsPerSecondOfCopying)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray()),
        rows);
  }
}
