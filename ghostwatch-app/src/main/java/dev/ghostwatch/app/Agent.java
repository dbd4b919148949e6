package dev.ghostwatch.app;

import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.monitor.MigrationRegistry;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.RunListeners;
import dev.ghostwatch.monitor.RunningMigrations;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.source.hook.HookInstaller;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Lazy;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.AgentServer;
import dev.ghostwatch.web.AgentView;
import dev.ghostwatch.web.metrics.LayerMetrics;
import dev.ghostwatch.web.metrics.MigrationMetrics;
import dev.ghostwatch.web.metrics.SelfMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent: everything wired together, started and stopped. */
final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final AgentRequest request;
  private final AgentConfig config;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final MigrationRegistry registry;
  private final Watchers watchers;
  private final @Nullable Memory memory;
  private final AgentServer server;
  private final Thread looker;
  private final Thread hooks;
  private final Path processes;

  /**
   * @param version of this program
   * @throws StoreException when the history cannot be used
   */
  Agent(AgentRequest request, String version, InstantSource clock) throws StoreException {
    this.request = request;
    this.config = request.config().config();
    Supplier<Texts> texts = new Lazy<>(() -> Texts.of(Languages.of(config.language())));
    PrometheusRegistry metrics = new PrometheusRegistry();
    SelfMetrics self = new SelfMetrics(metrics, version);
    processes = config.discovery().procRoot();
    watchers = new Watchers(this::running, this::keyRange, texts, self, clock);
    List<RunListener> listeners = new ArrayList<>(List.of(new RunLogger()));
    memory =
        request.store() == null
            ? null
            : Memory.open(request.store(), config.history(), watchers::latest, texts, clock);
    if (memory != null) {
      listeners.add(memory.listener());
      memory.register(metrics);
    }
    registry =
        new MigrationRegistry(
            new RunningMigrations(
                new Discovery(processes),
                endpoint ->
                    new MeteredChannel(
                        new ControlSocket(endpoint, config.polling().limits()), self),
                clock),
            request.discovery(),
            request.policy(),
            new RunListeners(listeners),
            clock,
            Thread::sleep,
            processes,
            notice -> {
              self.noticed("log");
              LOG.warn("event=log-notice text=\"{}\"", notice.text());
            },
            self::ticked);
    metrics.register(new MigrationMetrics(this::snapshots, clock));
    metrics.register(new LayerMetrics(this::snapshots, watchers::latest));
    Supplier<Texts> english = new Lazy<>(() -> Texts.of(Language.EN));
    server =
        new AgentServer(
            request.listen(),
            new AgentView(this::snapshots, watchers::latest, this::obstacles),
            metrics,
            new MigrationDocument(english),
            new LayersDocument(english));
    hooks =
        Thread.ofVirtual()
            .name("hooks")
            .unstarted(new HookIntake(spool(config), registry, self, clock)::run);
    looker = Thread.ofVirtual().name("discovery").unstarted(this::lookAgainAndAgain);
  }

  private static Path spool(AgentConfig config) {
    Path named = config.hooks().spool();
    return named == null ? HookInstaller.usualSpool(System.getenv()) : named;
  }

  /** Begins to work and returns where it listens. */
  ListenAddress start() {
    if (memory != null) {
      memory.start(this::running);
    }
    registry.look();
    watchers.startServers(config.mysql().servers());
    watchers.startHost(config.host(), processes);
    ListenAddress address = server.start();
    looker.start();
    hooks.start();
    LOG.info("event=started listen={} migrations={}", address, registry.runs().size());
    return address;
  }

  /** Puts into force what can change while the agent runs: the servers and the host. */
  void apply(AgentConfig changed) {
    watchers.restart(changed.mysql().servers(), changed.host(), processes);
  }

  /** Makes {@link #await} return. */
  void stop() {
    stopped.countDown();
  }

  /** Returns when it was told to stop, or, if so asked, when no run is left. */
  void await() throws InterruptedException {
    stopped.await();
  }

  private void lookAgainAndAgain() {
    long pause = config.discovery().interval().toMillis();
    boolean any = false;
    try {
      while (!stopped.await(pause, TimeUnit.MILLISECONDS)) {
        registry.look();
        any |= !registry.runs().isEmpty();
        if (request.untilDone() && any && running().isEmpty()) {
          LOG.info("event=done reason=\"no run is left\"");
          stopped.countDown();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keyRange(KeyRangeProgress progress) {
    for (TrackedRun run : registry.runs()) {
      if (progress.table().equals(run.snapshot().table())) {
        run.keyRange(progress);
      }
    }
  }

  private List<Snapshot> snapshots() {
    return registry.runs().stream().map(TrackedRun::snapshot).toList();
  }

  private List<Snapshot> running() {
    return registry.runs().stream()
        .filter(run -> run.endedAt() == null)
        .map(TrackedRun::snapshot)
        .toList();
  }

  private List<String> obstacles() {
    List<String> obstacles = new ArrayList<>();
    if (registry.lookedAt() == null) {
      obstacles.add("The host was not looked at yet.");
    }
    if (memory != null) {
      obstacles.addAll(memory.obstacles());
    }
    return obstacles;
  }

  /** Ends within five seconds; what is not written yet is written first. */
  @Override
  public void close() throws IOException {
    stopped.countDown();
    hooks.interrupt();
    try {
      looker.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    registry.close();
    watchers.close();
    if (memory != null) {
      memory.close();
    }
    server.close();
    LOG.info("event=stopped");
  }
}
