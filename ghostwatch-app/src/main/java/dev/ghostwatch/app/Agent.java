package dev.ghostwatch.app;

import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.TimeLimits;
import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.LoggingConfig;
import dev.ghostwatch.config.WebConfig;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.insight.ByteRate;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.insight.forecast.Forecasts;
import dev.ghostwatch.insight.lag.LagLimits;
import dev.ghostwatch.insight.lag.LagMethods;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.monitor.Following;
import dev.ghostwatch.monitor.MigrationRegistry;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.monitor.RepeatedErrors;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.RunListeners;
import dev.ghostwatch.monitor.RunningMigrations;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.source.hook.HookInstaller;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Lazy;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.AgentServer;
import dev.ghostwatch.web.AgentView;
import dev.ghostwatch.web.api.Past;
import dev.ghostwatch.web.api.StoredPast;
import dev.ghostwatch.web.metrics.AlertMetrics;
import dev.ghostwatch.web.metrics.Exposition;
import dev.ghostwatch.web.metrics.LayerMetrics;
import dev.ghostwatch.web.metrics.MigrationMetrics;
import dev.ghostwatch.web.metrics.SelfMetrics;
import dev.ghostwatch.web.security.Rules;
import dev.ghostwatch.web.security.TlsFiles;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
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
  private final InstantSource clock;
  private final Supplier<Texts> texts;
  private final SelfMetrics self;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final MigrationRegistry registry;
  private final Watchers watchers;
  private final @Nullable Memory memory;
  private final @Nullable EarlierRuns earlier;
  private final RepeatedErrors errors;
  private final @Nullable Alerting alerting;
  private final Diagnoses diagnoses;
  private final AgentServer server;
  private final Thread looker;
  private final StatsdIntake statsd;
  private final Path processes;
  private volatile AgentConfig config;
  private volatile LoadedConfig loaded;
  private volatile @Nullable Secret localKey;
  private volatile PollPolicy policy;
  private volatile boolean started;
  private Thread hooks;

  /**
   * @param version of this program
   * @param tls what it serves with; null for plain text
   * @throws StoreException when the history cannot be used
   * @throws SQLException when the state of the alerts cannot be opened
   */
  Agent(AgentRequest request, String version, @Nullable TlsFiles tls, InstantSource clock)
      throws StoreException, SQLException {
    this.request = request;
    this.clock = clock;
    this.loaded = request.config();
    this.config = loaded.config();
    Alerting.Reading rules =
        request.alerts() == null ? null : new Alerting.Reading(config.alerts(), System.getenv());
    texts = () -> Texts.of(Languages.of(config.language()));
    PrometheusRegistry metrics = new PrometheusRegistry();
    self = new SelfMetrics(metrics, version);
    policy = request.policy().apply(config);
    self.budget(policy.supInterval());
    TimeLimits limits = config.polling().limits();
    processes = config.discovery().procRoot();
    watchers = new Watchers(this::running, this::keyRange, texts, self, clock);
    List<RunListener> kept = new ArrayList<>(List.of(new RunLogger()));
    memory =
        request.store() == null
            ? null
            : Memory.open(request.store(), config.history(), watchers::latest, texts, clock);
    if (memory != null) {
      kept.add(memory.listener());
      earlier = new EarlierRuns(memory.reader(), this::earlierRuns, clock);
      kept.add(earlier);
      memory.register(metrics);
    } else {
      earlier = null;
    }
    Past past = past(kept);
    StreamListener listening = new StreamListener(clock);
    kept.add(listening);
    // Rules count every error; what is written for people tells a thousand of the same as two.
    errors = new RepeatedErrors(new RunListeners(kept));
    List<RunListener> listeners = new ArrayList<>(List.of(errors));
    Semaphore places = new Semaphore(config.polling().concurrency(), true);
    Supplier<Texts> english = new Lazy<>(() -> Texts.of(Language.EN));
    MigrationDocument document = new MigrationDocument(english);
    Function<Endpoint, CommandChannel> channels =
        endpoint -> new MeteredChannel(new ControlSocket(endpoint, limits), self, places);
    alerting =
        request.alerts() == null || rules == null
            ? null
            : alerting(request.alerts(), rules, channels, document);
    if (alerting != null) {
      listeners.add(alerting.listener());
      alerting.register(metrics);
    }
    registry =
        new MigrationRegistry(
            new RunningMigrations(new Discovery(processes), channels, clock),
            request.discovery().apply(config.discovery()),
            new Following(
                () -> policy,
                new RunListeners(listeners),
                new FollowReport(self),
                clock,
                new RealTime(),
                processes,
                new KernelLog(clock)::find,
                Following.Outputs.OF_THIS_HOST));
    registry.remember(config.metrics().linger());
    diagnoses =
        new Diagnoses(
            registry::runs,
            watchers::latest,
            memory == null ? new RecentCommands() : memory.commands(),
            memory == null ? null : memory.writer(),
            clock);
    if (alerting != null) {
      metrics.register(new AlertMetrics(alerting.pipeline().service(), alerting.pipeline()::stats));
    }
    Exposition exposition =
        new Exposition(
            metrics,
            List.of(
                new MigrationMetrics(this::measured, this::layers, clock),
                new LayerMetrics(this::measured, watchers::latest, this::profiles)));
    server =
        new AgentServer(
            request.listen(),
            new AgentView(
                this::snapshots,
                this::layers,
                this::obstacles,
                alerting == null ? null : alerting.pipeline().service(),
                diagnoses::diagnosis,
                past,
                new AgentFacts(
                    version,
                    clock.instant(),
                    this::lookedAt,
                    memory,
                    this::obstacles,
                    () -> loaded),
                new HttpSteering(
                    channels, AuditFile.of(System.getenv()), this::tracked, Thread::sleep, clock),
                new AgentView.Access(
                    new AccessFile(config.web().usersFile()),
                    bytes -> new SecureRandom().nextBytes(bytes),
                    this::rules,
                    tls),
                clock),
            () -> config.metrics().enabled() ? exposition : null,
            document,
            new LayersDocument(english),
            Thread::sleep);
    listening.tell(server.stream());
    hooks = intake(config);
    statsd = new StatsdIntake(config.statsd(), registry, self, clock);
    looker = Thread.ofVirtual().name("discovery").unstarted(this::lookAgainAndAgain);
  }

  /** The store's, or a short one of the agent's own. */
  private Past past(List<RunListener> listeners) {
    if (memory != null) {
      return new StoredPast(memory.reader());
    }
    ShortMemory own = new ShortMemory(watchers::latest, clock);
    listeners.add(own);
    return own;
  }

  private Rules rules() {
    WebConfig web = config.web();
    return new Rules(
        web.steering() == WebConfig.Steering.OPEN,
        web.allowWithoutLogin(),
        web.hostNames(),
        localKey);
  }

  private Alerting alerting(
      Path store,
      Alerting.Reading rules,
      Function<Endpoint, CommandChannel> channels,
      MigrationDocument document)
      throws SQLException {
    return Alerting.open(
        store,
        config.alerts(),
        rules,
        System.getenv(),
        SteeringControls.opener(channels, AuditFile.of(System.getenv()), clock),
        document,
        new Alerting.View(this::snapshots, watchers::latest, this::health),
        memory == null ? _ -> {} : new RememberedAlerts(memory.writer()),
        texts,
        clock);
  }

  private AgentHealth health(long failingRules, Notifications notifications) {
    List<Snapshot> running =
        registry.runs().stream()
            .filter(run -> run.endedAt() == null)
            .map(TrackedRun::snapshot)
            .toList();
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

  private Thread intake(AgentConfig wanted) {
    Path named = wanted.hooks().spool();
    Path spool = named == null ? HookInstaller.usualSpool(System.getenv()) : named;
    return Thread.ofVirtual()
        .name("hooks")
        .unstarted(new HookIntake(spool, registry, self, clock)::run);
  }

  /**
   * Begins to work and returns where it listens.
   *
   * @throws UnusableRulesException when an alert rule cannot be used
   */
  ListenAddress start() throws UnusableRulesException {
    // First what takes time: the alert rules are read meanwhile. It is not ready before the host
    // was looked at.
    ListenAddress address = server.start();
    if (alerting != null) {
      alerting.awaitRules();
    }
    if (memory != null) {
      memory.start(this::running);
    }
    registry.look();
    watchers.startServers(config.mysql().servers());
    watchers.startHost(config.host(), processes);
    if (alerting != null) {
      alerting.start();
    }
    looker.start();
    diagnoses.start();
    hooks.start();
    statsd.start();
    started = true;
    LOG.info("event=started listen={} migrations={}", address, registry.runs().size());
    return address;
  }

  /** What is shown of the configuration from now on. */
  void show(LoadedConfig read) {
    loaded = read;
  }

  /** What the commands of this user show, so that they need not log in. */
  void trust(Secret key) {
    localKey = key;
  }

  /** Puts into force what can change while the agent runs: every key that is not marked so. */
  synchronized void apply(AgentConfig changed) {
    AgentConfig before = config;
    config = changed;
    if (!changed.logging().equals(before.logging())) {
      log(changed.logging());
    }
    policy = request.policy().apply(changed);
    self.budget(policy.supInterval());
    registry.remember(changed.metrics().linger());
    registry.lookFor(request.discovery().apply(changed.discovery()));
    if (!changed.mysql().equals(before.mysql()) || !changed.host().equals(before.host())) {
      watchers.restart(changed.mysql().servers(), changed.host(), processes);
    }
    if (!changed.hooks().equals(before.hooks())) {
      hooks.interrupt();
      hooks = intake(changed);
      hooks.start();
    }
    if (memory != null) {
      memory.apply(changed.history());
    }
    if (alerting != null) {
      alerting.apply(changed.alerts(), texts);
    }
  }

  private static void log(LoggingConfig wanted) {
    try {
      AgentLog.configure(wanted);
    } catch (IOException e) {
      LOG.error(
          "event=log-unchanged file={} text=\"{}; the log goes on where it was\"",
          wanted.file(),
          e.toString());
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
    HeapKeeper heap = HeapKeeper.ofThisProcess();
    boolean any = false;
    try {
      Duration pause = config.discovery().interval();
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        long begun = System.nanoTime();
        registry.look();
        Duration interval = config.discovery().interval();
        pause = Rest.after(System.nanoTime() - begun, interval, interval.multipliedBy(2));
        heap.look(clock.instant());
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

  /** Of several servers that say how far a copy is, the one that says most is right. */
  private void keyRange(KeyRangeProgress progress) {
    for (TrackedRun run : registry.runs()) {
      Snapshot snapshot = run.snapshot();
      if (progress.table().equals(snapshot.table())) {
        KeyRangeProgress furthest = watchers.latest().of(snapshot).keyRange(snapshot);
        if (furthest != null) {
          run.keyRange(furthest);
        }
      }
    }
  }

  private void earlierRuns(MigrationId run, EtaPrior prior) {
    for (TrackedRun each : registry.runs()) {
      if (run.equals(each.snapshot().id())) {
        each.earlierRuns(prior);
      }
    }
  }

  private List<Snapshot> snapshots() {
    return snapshots(_ -> true);
  }

  private List<Snapshot> running() {
    return snapshots(run -> run.endedAt() == null);
  }

  /** Those whose figures are exported: ended ones for a while yet. */
  private List<Snapshot> measured() {
    Instant oldest = clock.instant().minus(config.metrics().linger());
    return snapshots(run -> {
      Instant end = run.endedAt();
      return end == null || end.isAfter(oldest);
    });
  }

  private List<Snapshot> snapshots(Predicate<TrackedRun> wanted) {
    ServersAndHost around = watchers.latest();
    return registry.runs().stream()
        .filter(wanted)
        .map(run -> ByteRate.with(run.snapshot(), around).withFindings(diagnoses.findings(run)))
        .toList();
  }

  private MigrationLayers layers(Snapshot snapshot) {
    ServersAndHost around = watchers.latest().of(snapshot);
    return new MigrationLayers(
        around,
        LagMethods.of(snapshot, around),
        LagLimits.of(config.profiles(), now(), snapshot, around.servers()),
        Forecasts.of(snapshot, around));
  }

  private LayerMetrics.LagProfiles profiles() {
    return new LayerMetrics.LagProfiles(
        LagLimits.all(config.profiles()), config.profiles().at(now()));
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(ZoneId.systemDefault());
  }

  private @Nullable TrackedRun tracked(Snapshot snapshot) {
    for (TrackedRun run : registry.runs()) {
      if (snapshot.id() != null && snapshot.id().equals(run.snapshot().id())) {
        return run;
      }
    }
    return null;
  }

  private @Nullable Instant lookedAt() {
    return registry.lookedAt();
  }

  private List<String> obstacles() {
    List<String> obstacles = new ArrayList<>();
    if (registry.lookedAt() == null) {
      obstacles.add("The host was not looked at yet.");
    } else if (!started) {
      obstacles.add("It has not begun to work yet.");
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
    statsd.close();
    try {
      // It is not when the address was taken.
      if (looker.isAlive()) {
        looker.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (alerting != null) {
      // While gh-ost can still be asked: what actions changed is taken back.
      alerting.close();
    }
    diagnoses.close();
    registry.close();
    errors.close();
    watchers.close();
    if (earlier != null) {
      earlier.close();
    }
    if (memory != null) {
      memory.close();
    }
    server.close();
    LOG.info("event=stopped");
  }
}
