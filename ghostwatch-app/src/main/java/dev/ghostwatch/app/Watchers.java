package dev.ghostwatch.app;

import dev.ghostwatch.config.HostConfig;
import dev.ghostwatch.config.MysqlServerConfig;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerProblem;
import dev.ghostwatch.model.server.Watch;
import dev.ghostwatch.source.host.HostReader;
import dev.ghostwatch.source.host.LocalData;
import dev.ghostwatch.source.host.ProcessReader;
import dev.ghostwatch.source.mysql.ServerPoller;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.metrics.SelfMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the configured servers and at this host, each on a thread of its own. */
final class Watchers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

  private final Supplier<List<Snapshot>> migrations;
  private final Consumer<KeyRangeProgress> keyRanges;
  private final Supplier<Texts> texts;
  private final SelfMetrics metrics;
  private final InstantSource clock;
  private final List<ServerPoller> pollers = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, ServerFigures> servers = new ConcurrentHashMap<>();
  private final Map<String, GhostTableWatch> tables = new ConcurrentHashMap<>();

  /** Servers whose replication stands still. */
  private final Set<String> standing = ConcurrentHashMap.newKeySet();

  /** Free space of servers on this host. */
  private final LocalData localData;

  private volatile @Nullable HostFigures host;
  private volatile Map<Long, ProcessFigures> processes = Map.of();

  /**
   * @param migrations those that run, so that their tables are looked at too
   * @param keyRanges told how far copies are by their key
   * @param texts in the agent's language, for its log
   */
  Watchers(
      Supplier<List<Snapshot>> migrations,
      Consumer<KeyRangeProgress> keyRanges,
      Supplier<Texts> texts,
      SelfMetrics metrics,
      InstantSource clock) {
    this.migrations = migrations;
    this.keyRanges = keyRanges;
    this.texts = texts;
    this.metrics = metrics;
    this.clock = clock;
    localData = new LocalData(Path.of("/proc"));
  }

  /** What was seen last. */
  ServersAndHost latest() {
    List<ServerFigures> seen = new ArrayList<>();
    List<ChangelogFigures> changelogs = new ArrayList<>();
    List<CheckpointFigures> checkpoints = new ArrayList<>();
    for (ServerPoller poller : pollers) {
      ServerFigures figures = servers.get(poller.source().name());
      if (figures != null) {
        seen.add(figures);
      }
      GhostTableWatch ghostTables = tables.get(poller.source().name());
      if (ghostTables != null) {
        changelogs.addAll(ghostTables.changelogs());
        checkpoints.addAll(ghostTables.checkpoints());
      }
    }
    return new ServersAndHost(seen, host, processes, changelogs, checkpoints);
  }

  /** Looks at these from now on; connections to the others are closed. */
  synchronized void restart(List<MysqlServerConfig> configs, HostConfig hostConfig, Path proc) {
    close();
    threads.clear();
    pollers.clear();
    servers.clear();
    tables.clear();
    standing.clear();
    host = null;
    processes = Map.of();
    startServers(configs);
    startHost(hostConfig, proc);
  }

  void startServers(List<MysqlServerConfig> configs) {
    for (MysqlServerConfig config : configs) {
      ServerPoller poller = new ServerPoller(ServerSources.of(config), clock);
      pollers.add(poller);
      tables.put(config.name(), new GhostTableWatch(config.name(), poller::rows, clock));
      every(config.interval(), "server " + config.name(), () -> ask(poller));
    }
  }

  void startHost(HostConfig config, Path proc) {
    if (!config.enabled()) {
      return;
    }
    HostReader hostReader = new HostReader(clock);
    ProcessReader processReader = new ProcessReader(proc, clock);
    every(
        config.interval(),
        "host",
        () -> {
          host = hostReader.read(List.of(Path.of("/")));
          Map<Long, ProcessFigures> seen = new HashMap<>();
          processReader.read(pids()).forEach(figures -> seen.put(figures.pid(), figures));
          processes = Map.copyOf(seen);
        });
  }

  private void ask(ServerPoller poller) {
    String name = poller.source().name();
    Watch interest = interest(name);
    poller.watch(interest);
    Instant begin = clock.instant();
    ServerFigures figures = poller.poll(begin);
    metrics.polled(
        "mysql",
        figures.reach() == ServerFigures.Reach.ANSWERS
            ? "ok"
            : figures.reach().name().toLowerCase(Locale.ROOT),
        Duration.between(begin, clock.instant()));
    GhostTableWatch ghostTables = tables.get(name);
    if (ghostTables != null && figures.reach() == ServerFigures.Reach.ANSWERS) {
      ghostTables.look(interest.tables());
    } else if (ghostTables != null) {
      ghostTables.away();
    }
    figures = localData.with(figures);
    ServerFigures before = servers.put(name, figures);
    tellKeyRanges(before, figures);
    Set<ServerProblem> old = before == null ? Set.of() : new HashSet<>(before.problems());
    for (ServerProblem problem : figures.problems()) {
      if (!old.contains(problem)) {
        LOG.warn(
            "event=server-problem server={} kind={} text=\"{}\"",
            name,
            problem.kind().name().toLowerCase(Locale.ROOT),
            texts
                .get()
                .get(problem.text().key(), problem.text().arguments().toArray(String[]::new)));
      }
    }
    if (before != null && !old.isEmpty() && figures.problems().isEmpty()) {
      LOG.info("event=server-well server={}", name);
    }
    replication(name, figures);
  }

  /** Those of a collector stand between two readings; only a new one is told. */
  private void tellKeyRanges(@Nullable ServerFigures before, ServerFigures figures) {
    List<KeyRangeProgress> ranges = figures.keyRanges();
    if (ranges != null && (before == null || !ranges.equals(before.keyRanges()))) {
      ranges.forEach(keyRanges);
    }
  }

  /** Says once when a replica stands still, and once when it goes on. */
  private void replication(String name, ServerFigures figures) {
    if (figures.channels() == null) {
      return;
    }
    ReplicationChannel channel = figures.standing();
    if (channel != null && standing.add(name)) {
      LOG.warn(
          "event=replication-stopped server={} io={} sql={} error=\"{}\"",
          name,
          channel.ioRunning(),
          channel.sqlRunning() ? "Yes" : "No",
          // The server's words hold quotation marks themselves.
          (channel.sqlErrno() == 0 ? channel.ioError() : channel.sqlError()).replace('"', '\''));
    } else if (channel == null && standing.remove(name)) {
      LOG.info(
          "event=replication-running server={} lag-seconds={}",
          name,
          figures.replicaStatusLagSeconds());
    }
  }

  /** The tables of those migrations that may be on the server. */
  private Watch interest(String server) {
    ServersAndHost seen = latest();
    Set<dev.ghostwatch.client.value.TableName> tables = new HashSet<>();
    Set<String> variables = new HashSet<>();
    for (Snapshot snapshot : migrations.get()) {
      if (!mayBeOn(server, snapshot, seen)) {
        continue;
      }
      if (snapshot.table() != null) {
        tables.add(snapshot.table());
      }
      if (snapshot.settings() != null && snapshot.settings().maxLoad() != null) {
        variables.addAll(snapshot.settings().maxLoad().thresholds().keySet());
      }
      if (snapshot.settings() != null && snapshot.settings().criticalLoad() != null) {
        variables.addAll(snapshot.settings().criticalLoad().thresholds().keySet());
      }
    }
    return new Watch(tables, variables);
  }

  /**
   * Not before it was looked at once: whose server it is shows then, and rights on another's tables
   * would be missed for nothing.
   */
  private static boolean mayBeOn(String server, Snapshot snapshot, ServersAndHost seen) {
    return seen.of(snapshot).servers().stream().anyMatch(near -> near.name().equals(server));
  }

  private List<Long> pids() {
    return migrations.get().stream()
        .filter(snapshot -> snapshot.process() != null)
        .map(snapshot -> snapshot.process().pid())
        .distinct()
        .toList();
  }

  private void every(Duration interval, String name, Runnable look) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              String known = "";
              try {
                while (true) {
                  try {
                    look.run();
                  } catch (RuntimeException e) {
                    // One look that fails must not end the looking, nor fill the log.
                    if (!known.equals(e.toString())) {
                      LOG.error("event=bug looking-at=\"{}\"", name, e);
                    }
                    known = e.toString();
                  }
                  Thread.sleep(interval);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    pollers.forEach(ServerPoller::close);
  }
}
