package dev.ghostwatch.app;

import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.MigrationRegistry;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.RunningMigrations;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.AgentServer;
import dev.ghostwatch.web.metrics.MigrationMetrics;
import dev.ghostwatch.web.metrics.SelfMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent: everything wired together, started and stopped. */
final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final AgentRequest request;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final MigrationRegistry registry;
  private final AgentServer server;
  private final Thread looker;

  /**
   * @param version of this program
   */
  Agent(AgentRequest request, String version, InstantSource clock) {
    this.request = request;
    PrometheusRegistry metrics = new PrometheusRegistry();
    SelfMetrics self = new SelfMetrics(metrics, version);
    Path processes = Path.of("/proc");
    RunningMigrations finder =
        new RunningMigrations(
            new Discovery(processes),
            endpoint -> new MeteredChannel(new ControlSocket(endpoint), self),
            clock);
    RunListener listener = new RunLogger();
    this.registry =
        new MigrationRegistry(
            finder,
            request.discovery(),
            request.policy(),
            listener,
            clock,
            Thread::sleep,
            processes,
            notice -> {
              self.noticed("log");
              LOG.warn("log={}", notice.text());
            },
            self::ticked);
    metrics.register(new MigrationMetrics(this::snapshots, clock));
    this.server =
        new AgentServer(
            request.listen(),
            this::snapshots,
            this::obstacles,
            metrics,
            new MigrationDocument(() -> Texts.of(Language.EN)));
    this.looker = Thread.ofVirtual().name("discovery").unstarted(this::lookAgainAndAgain);
  }

  /** Begins to work and returns where it listens. */
  ListenAddress start() {
    registry.look();
    ListenAddress address = server.start();
    looker.start();
    LOG.info("event=started listen={} migrations={}", address, registry.runs().size());
    return address;
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
    boolean any = false;
    try {
      while (!stopped.await(request.lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
        registry.look();
        boolean running = registry.runs().stream().anyMatch(run -> run.endedAt() == null);
        any |= running || !registry.runs().isEmpty();
        if (request.untilDone() && any && !running) {
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

  private List<String> obstacles() {
    return registry.lookedAt() == null ? List.of("The host was not looked at yet.") : List.of();
  }

  /** Ends within five seconds. */
  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    looker.join(Duration.ofSeconds(1));
    registry.close();
    server.close();
    LOG.info("event=stopped");
  }
}
