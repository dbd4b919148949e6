package dev.ghostwatch.app;

import dev.ghostwatch.alert.AlertSink;
import dev.ghostwatch.alert.rule.RuleEngine;
import dev.ghostwatch.alert.rule.RulePlayer;
import dev.ghostwatch.alert.rule.RuleState;
import dev.ghostwatch.alert.rule.RuleStore;
import dev.ghostwatch.alert.rule.Step;
import dev.ghostwatch.alert.subject.AgentHealth;
import dev.ghostwatch.alert.subject.Subject;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.insight.ByteRate;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.monitor.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the rules about all that the agent follows: on a thread of its own, a migration at most
 * twice a second, the newest picture of it. Sources are never held up.
 */
final class RuleWatch implements RunListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert");
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Shorter than a second, so that a sample a second is never left for the look after next. */
  private static final Duration SHORTEST = Duration.ofMillis(500);

  /**
   * Without news rules are asked all the same: their times pass. Not five seconds: a run that is
   * asked each five would be looked at just before its news and again after it.
   */
  private static final Duration LONGEST = Duration.ofSeconds(7);

  /** How old the figures of the agent itself may be: they take a look at each run. */
  private static final Duration HEALTH = Duration.ofSeconds(1);

  /** How often those without news are looked through for one that is due, and all else is. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private static final Duration RETOLD = Duration.ofMinutes(1);
  private static final Duration SWEPT = Duration.ofSeconds(10);

  private static final long NEVER = Long.MIN_VALUE;

  /** More lines than this within a look tell nothing that these do not. */
  private static final int MOST_EVENTS = 1000;

  /**
   * Tells runs apart. Looked up for each run at each look, so without writing an id as text.
   *
   * @param startedAt null until it is known; then the endpoint tells
   */
  private record Run(
      @Nullable TableName table, @Nullable Instant startedAt, @Nullable String endpoint) {
    static Run of(Snapshot snapshot) {
      return snapshot.startedAt() == null
          ? new Run(snapshot.table(), null, snapshot.endpoint())
          : new Run(snapshot.table(), snapshot.startedAt(), null);
    }
  }

  /** What came of one run since it was looked at. */
  private static final class Mail {
    final ConcurrentLinkedQueue<MigrationEvent> events = new ConcurrentLinkedQueue<>();
    final AtomicInteger size = new AtomicInteger();

    /** Whether it has told something since; it waits in the tray then. */
    final AtomicBoolean isNew = new AtomicBoolean();

    /** The newest picture of it. */
    volatile Snapshot snapshot;

    /** Used by the watch's thread alone, as are those below. */
    @Nullable RulePlayer player;

    /** In milliseconds of the epoch: each second all of ten thousand are looked through. */
    long askedAt = NEVER;

    Mail(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    boolean isDue(Duration pause, long now) {
      return RuleWatch.isDue(askedAt, pause, now);
    }

    /** Whether all that it told was looked at. */
    boolean isOver() {
      return !isNew.get() && askedAt != NEVER;
    }
  }

  private final RuleEngine engine;
  private final @Nullable RuleStore store;
  private final AlertSink sink;
  private final ActionDesk actions;
  private final Supplier<List<Snapshot>> migrations;
  private final Supplier<ServersAndHost> around;
  private final Supplier<AgentHealth> health;
  private final InstantSource clock;
  private final Map<Run, Mail> mail = new ConcurrentHashMap<>();

  /** Those with news, each once. */
  private final Queue<Mail> tray = new ConcurrentLinkedQueue<>();

  private final Thread thread;

  /** Whether the thread waits for news. */
  private volatile boolean idle;

  private final Map<String, RuleState> unkept = new HashMap<>();
  private long retoldAt = NEVER;
  private long sweptAt = NEVER;
  private long othersAt = NEVER;
  private long roundAt = NEVER;
  private long healthAt = NEVER;
  private @Nullable AgentHealth agent;
  private boolean failing;

  /**
   * @param store null when nothing outlives the process
   * @param migrations all that run or have ended lately
   */
  RuleWatch(
      RuleEngine engine,
      @Nullable RuleStore store,
      AlertSink sink,
      ActionDesk actions,
      Supplier<List<Snapshot>> migrations,
      Supplier<ServersAndHost> around,
      Supplier<AgentHealth> health,
      InstantSource clock) {
    this.engine = engine;
    this.store = store;
    this.sink = sink;
    this.actions = actions;
    this.migrations = migrations;
    this.around = around;
    this.health = health;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("rules").unstarted(this::askAgainAndAgain);
  }

  void start() {
    thread.start();
  }

  @Override
  public void began(Snapshot snapshot) {
    news(of(snapshot));
  }

  @Override
  public void sampled(Snapshot snapshot, Sample sample) {
    news(of(snapshot));
  }

  @Override
  public void happened(Snapshot snapshot, MigrationEvent event) {
    Mail its = of(snapshot);
    if (its.size.incrementAndGet() <= MOST_EVENTS) {
      its.events.add(event);
    }
    news(its);
  }

  @Override
  public void settingsChanged(Snapshot snapshot, @Nullable Settings before, Settings after) {
    news(of(snapshot));
  }

  @Override
  public void ended(Snapshot snapshot, Outcome outcome) {
    news(of(snapshot));
  }

  private Mail of(Snapshot snapshot) {
    Mail its = mail.computeIfAbsent(Run.of(snapshot), _ -> new Mail(snapshot));
    its.snapshot = snapshot;
    return its;
  }

  private void news(Mail its) {
    if (its.isNew.compareAndSet(false, true)) {
      tray.add(its);
      if (idle) {
        LockSupport.unpark(thread);
      }
    }
  }

  private void askAgainAndAgain() {
    try {
      while (true) {
        try {
          look(clock.instant());
        } catch (RuntimeException e) {
          // Whatever it was, the next look must come.
          LOG.error("event=bug text=\"rules could not be asked; they are asked again\"", e);
        }
        Thread.sleep(LOOK);
        awaitNews();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until something is in the tray, or until the next round. */
  private void awaitNews() throws InterruptedException {
    idle = true;
    // Looked at after that: whoever puts something there sees that this waits.
    if (tray.isEmpty()) {
      LockSupport.parkNanos(this, ROUND.minus(LOOK).toNanos());
    }
    idle = false;
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Looks once. */
  void look(Instant now) {
    long millis = now.toEpochMilli();
    ServersAndHost surroundings = around.get();
    AgentHealth healthy = agent;
    if (healthy == null || isDue(healthAt, HEALTH, millis)) {
      healthAt = millis;
      healthy = health.get();
      agent = healthy;
    }
    boolean isSweep = isDue(sweptAt, SWEPT, millis);
    if (isSweep) {
      sweptAt = millis;
      sweep();
    }
    if (isDue(roundAt, ROUND, millis)) {
      roundAt = millis;
      for (Mail its : mail.values()) {
        if (its.isDue(LONGEST, millis)) {
          news(its);
        }
      }
    }
    // What comes in meanwhile, and what is not due yet, waits for the next look.
    for (int left = tray.size(); left > 0; left--) {
      Mail its = tray.remove();
      if (its.isDue(SHORTEST, millis)) {
        look(its, surroundings, healthy, now);
      } else {
        tray.add(its);
      }
    }
    if (isDue(othersAt, LONGEST, millis)) {
      othersAt = millis;
      take(engine.evaluate(new Subject.OfAgent(surroundings, healthy, now), now));
      for (ServerFigures server : surroundings.servers()) {
        take(engine.evaluate(new Subject.OfServer(server, surroundings, healthy, now), now));
      }
    }
    if (isSweep) {
      take(engine.sweep(now));
    }
    if (isDue(retoldAt, RETOLD, millis)) {
      retoldAt = millis;
      keep(engine.kept());
      sink.take(engine.alerts(now));
    }
  }

  /** Forgets runs that nobody knows any more, and begins with those that have told nothing yet. */
  private void sweep() {
    Set<Run> present = new HashSet<>();
    for (Snapshot snapshot : migrations.get()) {
      Run run = Run.of(snapshot);
      present.add(run);
      mail.computeIfAbsent(run, _ -> new Mail(snapshot));
    }
    // What has news, or was never looked at, has just begun.
    mail.entrySet().removeIf(run -> run.getValue().isOver() && !present.contains(run.getKey()));
  }

  private void look(Mail its, ServersAndHost surroundings, AgentHealth healthy, Instant now) {
    // Before the picture is taken: what comes after it is news again.
    its.isNew.set(false);
    its.askedAt = now.toEpochMilli();
    Snapshot snapshot = ByteRate.with(its.snapshot, surroundings);
    if (snapshot.id() == null) {
      return;
    }
    RulePlayer player = its.player;
    if (player == null) {
      player = new RulePlayer(engine);
      its.player = player;
    }
    MigrationEvent event;
    while ((event = its.events.poll()) != null) {
      its.size.decrementAndGet();
      player.happened(event);
    }
    its.size.set(its.events.size());
    Step step = player.play(snapshot, surroundings, healthy, now);
    take(step);
    actions.give(snapshot, step.acting());
  }

  /** A clock that was set back makes it due. */
  private static boolean isDue(long last, Duration pause, long now) {
    return last == NEVER || now < last || now >= last + pause.toMillis();
  }

  private void take(Step step) {
    // Kept first: a state that is told and then forgotten would be told again.
    keep(step.changed());
    if (!step.alerts().isEmpty()) {
      sink.take(step.alerts());
    }
  }

  private void keep(Collection<RuleState> states) {
    if (store == null || (states.isEmpty() && unkept.isEmpty())) {
      return;
    }
    states.forEach(state -> unkept.put(state.rule() + state.labels(), state));
    try {
      store.keep(new ArrayList<>(unkept.values()));
      unkept.clear();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.error(
            "event=states-unkept text=\"states of alerts cannot be written; people are told all the"
                + " same, perhaps again after a restart: {}\"",
            e.toString());
      }
      failing = true;
    }
  }

  /** Ends; the states are kept. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      // An agent whose address was taken has not begun to look.
      if (thread.getState() != Thread.State.NEW && thread.join(Duration.ofSeconds(2))) {
        keep(engine.kept());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
