package dev.ghostwatch.source.mysql;

import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerFigures.Reach;
import dev.ghostwatch.model.server.ServerFiguresBuilder;
import dev.ghostwatch.model.server.ServerIdentity;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.ServerProblem.Kind;
import dev.ghostwatch.model.server.Watch;
import dev.ghostwatch.source.mysql.Views.MetadataLockView;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server for its figures, over one connection, one question at a time. A poll blocks for
 * at most the time limits; call it from a thread of its own, at {@link ServerSource#interval}. A
 * server that is away or busy is asked ever less often, and each answer says so; nothing is thrown.
 */
public final class ServerPoller implements AutoCloseable {
  /** How often grants and switches of the server are looked at again. */
  private static final Duration RECHECK = Duration.ofMinutes(10);

  /** The same while a grant is missing: somebody may be about to give it. */
  private static final Duration RECHECK_MISSING = Duration.ofMinutes(1);

  private final ServerSource source;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();
  private final BackOff backOff = new BackOff();
  private final List<Part> parts;

  private volatile @Nullable Session session;
  private volatile boolean closed;
  private volatile Watch watch = Watch.NOTHING;

  private @Nullable Instant checkedAt;
  private Watch checkedWatch = Watch.NOTHING;
  private @Nullable GrantCheck grants;
  private Map<Need, List<ServerProblem>> missing = Map.of();
  private List<ServerProblem> unchecked = List.of();

  /** What only a refusal has shown: rights that roles might have given. */
  private final Map<Need, List<ServerProblem>> refused = new EnumMap<>(Need.class);

  private Reach reach = Reach.ANSWERS;
  private List<ServerProblem> standing = List.of();
  private @Nullable ServerIdentity identity;

  /**
   * A poller that has not connected yet.
   *
   * @param clock the host's clock; lags are measured by it
   */
  public ServerPoller(ServerSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    List<Collector> collectors =
        new ArrayList<>(
            List.of(
                new IdentityCollector(),
                new LoadCollector(),
                new HistoryListCollector(),
                new ReplicationCollector(),
                new BinlogPositionCollector(),
                // Before the process list, which does not refuse but shows less.
                new TransactionCollector(),
                new ProcessListCollector(),
                new RowLockCollector(),
                new MetadataLockCollector(),
                new TableCollector(),
                new KeyRangeCollector(),
                new BinlogCollector(),
                new DiskCollector()));
    HeartbeatTable heartbeat = source.heartbeat();
    if (heartbeat != null) {
      // First, since its lag is measured in tenths of a second.
      collectors.addFirst(new HeartbeatCollector(heartbeat));
    }
    this.parts = collectors.stream().map(Part::new).toList();
  }

  public ServerSource source() {
    return source;
  }

  /** Says what is of interest from now on, at any time and from any thread. */
  public void watch(Watch other) {
    watch = other;
  }

  /**
   * Asks the server.
   *
   * @param now when this poll takes place; decides what is due
   */
  public ServerFigures poll(Instant now) {
    turn.lock();
    try {
      if (!backOff.isDue(now)) {
        return empty(now);
      }
      return ask(now);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Asks one question of the caller's own over the same connection, within the same limits: a
   * SELECT or SHOW, {@code ?} standing for the parameters. Columns come in lower case.
   *
   * @throws SQLException when the server refuses, or is not connected just now
   */
  public List<Map<String, @Nullable String>> rows(String sql, String... parameters)
      throws SQLException {
    turn.lock();
    try {
      Session open = session;
      if (open == null) {
        throw new SQLException(source + " is not connected", "08003");
      }
      try {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        for (Row row : open.rows(sql, parameters)) {
          rows.add(row.columns());
        }
        return rows;
      } catch (SQLException e) {
        if (Failure.isConnectionLost(e)) {
          leave(Failure.lost(source, sql, e), clock.instant());
        }
        throw e;
      }
    } finally {
      turn.unlock();
    }
  }

  private ServerFigures ask(Instant now) {
    boolean fresh = session == null;
    try {
      return collect(open(), now);
    } catch (LostException lost) {
      if (!fresh && !lost.silent()) {
        // Most often the server was restarted, or had closed an idle connection: worth one try.
        disconnect();
        try {
          return collect(open(), now);
        } catch (LostException again) {
          return leave(again.problem(), now);
        }
      }
      return leave(lost.problem(), now);
    }
  }

  private Session open() throws LostException {
    Session open = session;
    if (open != null) {
      return open;
    }
    try {
      open = Session.open(source, clock);
    } catch (SQLException e) {
      throw new LostException(Failure.connecting(source, e), e);
    }
    session = open;
    checkedAt = null;
    refused.clear();
    parts.forEach(Part::forget);
    if (closed) {
      disconnect();
    }
    return open;
  }

  private ServerFigures collect(Session open, Instant now) throws LostException {
    boolean newInterest = !watch.equals(open.watch());
    open.watch(watch);
    if (check(open, now)) {
      // A server gives a session the rights its account had when it began.
      disconnect();
      return collect(open(), now);
    }
    Set<ServerProblem> problems = new LinkedHashSet<>();
    missing.values().forEach(problems::addAll);
    problems.addAll(unchecked);
    switchedOff(open, problems);
    ServerFiguresBuilder figures = figures(now);
    boolean tooSlow = false;
    for (Part part : parts) {
      GrantCheck check = grants;
      if (check != null
          && (check.isHopeless(part.needs(open), missing)
              || check.isHopeless(part.needs(open), refused))) {
        continue;
      }
      if (newInterest) {
        part.interestChanged();
      }
      if (part.isDue(now)) {
        tooSlow |= read(part, open, now);
      }
      part.apply(figures);
      problems.addAll(part.problems());
    }
    refused.values().forEach(problems::addAll);
    identity = figures.identity() == null ? identity : figures.identity();
    standing = List.copyOf(problems);
    if (tooSlow) {
      backOff.failed(now);
      reach = Reach.BUSY;
    } else {
      backOff.succeeded();
      reach = Reach.ANSWERS;
    }
    return figures.reach(reach).nextTryAt(backOff.nextAt()).problems(standing).build();
  }

  /** Whether the server gave the question up at the time limit. */
  private boolean read(Part part, Session open, Instant now) throws LostException {
    String name = part.name(open);
    try {
      part.read(open, now);
      return false;
    } catch (SQLException e) {
      if (Failure.isConnectionLost(e)) {
        throw new LostException(Failure.lost(source, name, e), e);
      }
      if (Failure.isTooSlow(e)) {
        part.failed(List.of(Failure.tooSlow(source, name)), now);
        return true;
      }
      GrantCheck check = grants;
      Map<Need, List<ServerProblem>> lacking =
          check != null && Failure.isDenied(e)
              ? check.refused(part.needs(open), Failure.isGlobalDenied(e))
              : Map.of();
      refused.putAll(lacking);
      part.failed(lacking.isEmpty() ? List.of(Failure.refused(source, name, e)) : List.of(), now);
      return false;
    }
  }

  /** Looks at the grants when that is due; whether some have come since this session began. */
  private boolean check(Session open, Instant now) throws LostException {
    Instant last = checkedAt;
    Duration age = missing.isEmpty() && refused.isEmpty() ? RECHECK : RECHECK_MISSING;
    if (last != null && checkedWatch.equals(open.watch()) && now.isBefore(last.plus(age))) {
      return false;
    }
    Set<Need> before = last == null ? Set.of() : missing.keySet();
    try {
      Privileges privileges = Privileges.read(open);
      if (last != null) {
        open.refreshViews();
      }
      GrantCheck check = new GrantCheck(source, open.dialect(), privileges, open.watch());
      grants = check;
      missing = check.missing();
      unchecked = List.of();
    } catch (SQLException e) {
      if (Failure.isConnectionLost(e)) {
        throw new LostException(Failure.lost(source, "SHOW GRANTS", e), e);
      }
      // Unknown grants are no reason to read nothing: each refusal will tell.
      missing = Map.of();
      unchecked = List.of(Failure.refused(source, "SHOW GRANTS", e));
    }
    checkedAt = now;
    checkedWatch = open.watch();
    return !missing.keySet().containsAll(before) || !refused.isEmpty();
  }

  private void switchedOff(Session open, Set<ServerProblem> problems) {
    if (open.views().metadataLocks() == MetadataLockView.INSTRUMENT_OFF) {
      String statement =
          "UPDATE performance_schema.setup_instruments SET enabled = 'YES'"
              + " WHERE name = 'wait/lock/metadata/sql/mdl';";
      problems.add(
          new ServerProblem(
              Kind.SWITCHED_OFF,
              "performance_schema.metadata_locks",
              Phrase.of("server.lockInstrument", source.name(), statement),
              statement));
    } else if (open.views().metadataLocks() == MetadataLockView.PLUGIN_MISSING) {
      String statement = "INSTALL SONAME 'metadata_lock_info';";
      problems.add(
          new ServerProblem(
              Kind.SWITCHED_OFF,
              "information_schema.metadata_lock_info",
              Phrase.of("server.lockPlugin", source.name(), statement),
              statement));
    }
  }

  private ServerFigures leave(ServerProblem problem, Instant now) {
    disconnect();
    backOff.failed(now);
    reach = Reach.AWAY;
    standing = List.of(problem);
    return empty(now);
  }

  /** Nothing but who it is, when it is asked again and what is wrong. */
  private ServerFiguresBuilder figures(Instant now) {
    return ServerFigures.of(source.name(), source.address(), now);
  }

  private ServerFigures empty(Instant now) {
    ServerFiguresBuilder figures = figures(now).identity(identity);
    return figures.reach(reach).nextTryAt(backOff.nextAt()).problems(standing).build();
  }

  private void disconnect() {
    Session open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }

  /** Ends the connection, also under a question that hangs. The poller is of no use after. */
  @Override
  public void close() {
    closed = true;
    disconnect();
  }

  /** The connection could not be made or is gone. */
  private static final class LostException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ServerProblem problem;

    LostException(ServerProblem problem, SQLException cause) {
      super(cause);
      this.problem = problem;
    }

    ServerProblem problem() {
      return problem;
    }

    /** Whether nothing came back in time: then a second try would only wait as long again. */
    boolean silent() {
      return problem.text().key().equals("server.silent");
    }
  }
}
