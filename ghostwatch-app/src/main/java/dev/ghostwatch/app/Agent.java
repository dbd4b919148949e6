package dev.ghostwatch.app;

import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Snapshot;
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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent: everything wired together, started and stopped. */
final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /** A run that tells nothing for this long cannot be read. */
  private static final Duration SILENT = Duration.ofMinutes(1);

  private final AgentRequest request;
  private final AgentConfig config;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final MigrationRegistry registry;
  private final Watchers watchers;
  private final @Nullable Memory memory;
  private final @Nullable Alerting alerting;
  private final Supplier<Texts> texts;
  private final InstantSource clock;
  private final AgentServer server;
  private final Thread looker;
  private final Thread hooks;
  private final Path processes;

  /**
   * @param version of this program
   * @throws StoreException when the history cannot be used
   * @throws UnusableRulesException when an alert rule cannot be used
   * @throws SQLException when the state of the alerts cannot be opened
   */
  Agent(AgentRequest request, String version, InstantSource clock)
      throws StoreException, UnusableRulesException, SQLException {
    this.request = request;
    this.config = request.config().config();
    this.clock = clock;
    texts = new Lazy<>(() -> Texts.of(Languages.of(config.language())));
    PrometheusRegistry metrics = new PrometheusRegistry();
    SelfMetrics self = new SelfMetrics(metrics, version);
    processes = config.discovery().procRoot();
    watchers = new Watchers(this::running, texts, self, clock);
    List<RunListener> listeners = new ArrayList<>(List.of(new RunLogger()));
    memory =
        request.store() == null
            ? null
            : Memory.open(request.store(), config.history(), watchers::latest, texts, clock);
    if (memory != null) {
      listeners.add(memory.listener());
      memory.register(metrics);
    }
    Supplier<Texts> english = new Lazy<>(() -> Texts.of(Language.EN));
    MigrationDocument document = new MigrationDocument(english);
    Function<Endpoint, CommandChannel> channels =
        endpoint ->
            new MeteredChannel(new ControlSocket(endpoint, config.polling().limits()), self);
    alerting = request.alerts() == null ? null : alerting(request.alerts(), channels, document);
    if (alerting != null) {
      listeners.add(alerting.listener());
      alerting.register(metrics);
    }
    registry =
        new MigrationRegistry(
            new RunningMigrations(new Discovery(processes), channels, clock),
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
    server =
        new AgentServer(
            request.listen(),
            new AgentView(
                this::snapshots,
                watchers::latest,
                this::obstacles,
                alerting == null ? null : alerting.pipeline().service()),
            metrics,
            document,
            new LayersDocument(english));
    hooks =
        Thread.ofVirtual()
            .name("hooks")
            .unstarted(new HookIntake(spool(config), registry, self, clock)::run);
    looker = Thread.ofVirtual().name("discovery").unstarted(this::lookAgainAndAgain);
  }

  private Alerting alerting(
      Path store, Function<Endpoint, CommandChannel> channels, MigrationDocument document)
      throws UnusableRulesException, SQLException {
    return Alerting.open(
        store,
        config.alerts(),
        System.getenv(),
        SteeringControls.opener(channels, AuditFile.of(System.getenv()), clock),
        document,
        new Alerting.View(this::snapshots, watchers::latest, this::health),
        texts,
        clock);
  }

  private AgentHealth health(long failingRules, Notifications notifications) {
    List<Snapshot> running = running();
    Instant silent = clock.instant().minus(SILENT);
    return new AgentHealth(
        running.size(),
        running.stream()
            .filter(run -> run.observedAt() != null && run.observedAt().isBefore(silent))
            .count(),
        memory == null ? null : memory.lagSeconds(),
        notifications.undeliveredSeconds(),
        notifications.deadLetters(),
        failingRules);
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
    if (alerting != null) {
      alerting.start();
    }
    looker.start();
    hooks.start();
    LOG.info("event=started listen={} migrations={}", address, registry.runs().size());
    return address;
  }

  /** Puts into force what can change while the agent runs: the servers and the host. */
  void apply(AgentConfig changed) {
    watchers.restart(changed.mysql().servers(), changed.host(), processes);
    if (alerting != null) {
      alerting.apply(changed.alerts(), texts);
    }
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
    if (alerting != null) {
      // While gh-ost can still be asked: what actions changed is taken back.
      alerting.close();
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
