package dev.ghostwatch.app;

import dev.ghostwatch.alert.AlertSink;
import dev.ghostwatch.alert.NotificationQueue;
import dev.ghostwatch.alert.action.ActionEngine;
import dev.ghostwatch.alert.action.Controls;
import dev.ghostwatch.alert.action.HoldStore;
import dev.ghostwatch.alert.pipeline.AlertPipeline;
import dev.ghostwatch.alert.pipeline.PipelineSetup;
import dev.ghostwatch.alert.rule.LifeCycle;
import dev.ghostwatch.alert.rule.LoadedRules;
import dev.ghostwatch.alert.rule.RuleEngine;
import dev.ghostwatch.alert.rule.RuleSet;
import dev.ghostwatch.alert.rule.RuleStore;
import dev.ghostwatch.alert.rule.Vocabularies;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.config.AlertsConfig;
import dev.ghostwatch.config.rule.RulesConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.metrics.DeliveryMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts: the rules, what they do, and the way to people, wired together. */
final class Alerting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert");

  private final Vocabularies vocabularies;
  private final Map<String, String> environment;
  private final RuleEngine engine;
  private final ActionDesk actions;
  private final RuleWatch watch;
  private final AlertPipeline pipeline;
  private final Notifications notifications;
  private final Reading reading;
  private AlertsConfig config;

  private Alerting(
      AlertsConfig config,
      Map<String, String> environment,
      Reading reading,
      AlertDatabase database,
      Controls.Opener controls,
      MigrationDocument document,
      View view,
      AlertSink remembered,
      Supplier<Texts> texts,
      InstantSource clock) {
    this.config = config;
    this.environment = environment;
    this.reading = reading;
    this.vocabularies = reading.vocabularies;
    RuleStore store = new RuleStore(database);
    engine = new RuleEngine(RuleSet.NONE, LifeCycle.LIVE, store.kept());
    notifications = new Notifications(database, config, document, texts, clock);
    NotificationQueue queue = new WithoutUntold(notifications.queue());
    pipeline =
        AlertPipeline.open(database, PipelineSetup.of(config), queue, clock, new SecureRandom());
    actions =
        new ActionDesk(
            new ActionEngine(
                new HoldStore(database),
                controls,
                new ActionPrograms(document),
                config.rules().mode() == RulesConfig.Mode.DRY_RUN,
                clock.instant()),
            clock);
    watch =
        new RuleWatch(
            engine,
            store,
            alerts -> {
              pipeline.take(alerts);
              remembered.take(alerts);
            },
            actions,
            view.migrations(),
            view.around(),
            () -> view.health().of(engine.failing(), notifications),
            clock);
  }

  /**
   * What the rules look at.
   *
   * @param migrations all that run or have ended lately
   * @param around servers and host
   * @param health how the agent is, as far as others know it
   */
  record View(
      Supplier<List<Snapshot>> migrations, Supplier<ServersAndHost> around, HealthSource health) {}

  /** Completes what is known of the agent's health. */
  @FunctionalInterface
  interface HealthSource {
    AgentHealth of(long failingRules, Notifications notifications);
  }

  private static void tellDamaged(Path file, Path aside, SQLException damage) {
    LOG.error(
        "event=alert-store-damaged file={} kept-as={} text=\"{}. A new one was started: alerts that"
            + " fire are told once more, silences and what waited to be delivered are missing\"",
        file,
        aside,
        damage.getMessage());
  }

  /**
   * Rules being read, on a thread of their own: it takes as long as all else that an agent does
   * before it is ready.
   */
  static final class Reading {
    private final Vocabularies vocabularies = new Vocabularies();
    private final FutureTask<LoadedRules> rules;

    Reading(AlertsConfig config, Map<String, String> environment) {
      rules = new FutureTask<>(() -> LoadedRules.of(config.rules(), environment, vocabularies));
      Thread.ofPlatform().daemon().name("rules reader").start(rules);
    }

    LoadedRules await() {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return rules.get();
          } catch (InterruptedException _) {
            interrupted = true;
          } catch (ExecutionException e) {
            throw new IllegalStateException("BUG: the rules could not be read", e.getCause());
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /**
   * Opens it; nothing is asked or sent before {@link #start}, and no rule is known before {@link
   * #awaitRules}.
   *
   * @param file what must not be forgotten
   * @param remembered told of all alerts besides those who are to be told
   * @throws SQLException when the state cannot be opened
   */
  static Alerting open(
      Path file,
      AlertsConfig config,
      Reading reading,
      Map<String, String> environment,
      Controls.Opener controls,
      MigrationDocument document,
      View view,
      AlertSink remembered,
      Supplier<Texts> texts,
      InstantSource clock)
      throws SQLException {
    return new Alerting(
        config,
        environment,
        reading,
        AlertDatabase.openOrAnew(
            file, clock.instant(), (aside, damage) -> tellDamaged(file, aside, damage)),
        controls,
        document,
        view,
        remembered,
        texts,
        clock);
  }

  /**
   * Puts the rules into force once they are read.
   *
   * @throws UnusableRulesException when one cannot be used
   */
  void awaitRules() throws UnusableRulesException {
    LoadedRules rules = reading.await();
    if (!rules.isUsable()) {
      throw new UnusableRulesException(rules.problems());
    }
    engine.replace(rules.rules());
  }

  void register(PrometheusRegistry metrics) {
    metrics.register(new DeliveryMetrics(notifications::stats));
  }

  RunListener listener() {
    return watch;
  }

  RuleEngine rules() {
    return engine;
  }

  AlertPipeline pipeline() {
    return pipeline;
  }

  void start() {
    notifications.start();
    pipeline.start();
    watch.start();
  }

  /**
   * Puts a changed configuration into force; rules that cannot be used leave the old ones there.
   */
  synchronized void apply(AlertsConfig changed, Supplier<Texts> texts) {
    if (changed.equals(config)) {
      return;
    }
    LoadedRules loaded = LoadedRules.of(changed.rules(), environment, vocabularies);
    if (loaded.isUsable()) {
      engine.replace(loaded.rules());
    } else {
      for (Problem problem : loaded.problems()) {
        LOG.error(
            "event=rules-refused text=\"{}; the old rules stay\"", problem.text(texts.get()::get));
      }
    }
    notifications.apply(changed);
    pipeline.use(PipelineSetup.of(changed));
    config = changed;
  }

  @Override
  public void close() {
    watch.close();
    actions.close();
    pipeline.close();
    notifications.close();
  }
}
