package dev.ghostwatch.alert.pipeline;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertSink;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.NotificationQueue;
import dev.ghostwatch.alert.silence.SilenceTable;
import dev.ghostwatch.alert.silence.Silences;
import dev.ghostwatch.alert.silence.Windows;
import dev.ghostwatch.alert.store.AlertDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline with its thread: takes alerts from the rules, gives notifications to the queue.
 * Nothing is sent before {@link #start}.
 */
public final class AlertPipeline implements AlertSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert");

  /** A step of the clock is seen after this time. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PipelineCore core;
  private final AlertArchive archive;
  private final Silences silences;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** The last of each alert: memory is bounded by how many different ones there are. */
  private final Map<Labels, Alert> waiting = new LinkedHashMap<>();

  private @Nullable PipelineSetup changed;
  private boolean isClosed;
  private final Thread thread;

  private AlertPipeline(
      PipelineCore core, AlertArchive archive, Silences silences, InstantSource clock) {
    this.core = core;
    this.archive = archive;
    this.silences = silences;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("alert-pipeline").unstarted(this::work);
  }

  /**
   * A pipeline with the state that is kept in a file. What cannot be read of it is logged, with
   * what that means, and keeps nobody from being told.
   *
   * @param random what the ids of silences are made of
   */
  public static AlertPipeline open(
      AlertDatabase database,
      PipelineSetup setup,
      NotificationQueue queue,
      InstantSource clock,
      RandomGenerator random) {
    Silences silences = new Silences(new SilenceTable(database), Windows.NONE, clock, random);
    AlertArchive archive = new AlertTable(database);
    return new AlertPipeline(
        new PipelineCore(
            setup, silences, new NotificationTable(database), queue, archive, clock.instant()),
        archive,
        silences,
        clock);
  }

  /** Begins to tell people. */
  public void start() {
    thread.start();
  }

  @Override
  public void take(List<Alert> alerts) {
    lock.lock();
    try {
      alerts.forEach(alert -> waiting.put(alert.labels(), alert));
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Puts another configuration into force. */
  public void use(PipelineSetup setup) {
    lock.lock();
    try {
      changed = setup;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What people may ask of it, and silence. */
  public AlertService service() {
    return new AlertService(core, archive, silences, clock);
  }

  public PipelineStats stats() {
    return core.stats();
  }

  private void work() {
    try {
      while (true) {
        List<Alert> alerts = await();
        if (alerts == null) {
          return;
        }
        try {
          step(alerts);
        } catch (RuntimeException e) {
          LOG.error(
              "event=pipeline-failed text=\"BUG: alerts may not have been told; it goes on\"", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step(List<Alert> alerts) {
    PipelineSetup setup = takeChanged();
    Instant now = clock.instant();
    if (setup != null) {
      core.use(setup, now);
    }
    if (!alerts.isEmpty()) {
      core.take(alerts, now);
    }
    core.tick(clock.instant());
  }

  private @Nullable PipelineSetup takeChanged() {
    lock.lock();
    try {
      PipelineSetup setup = changed;
      changed = null;
      return setup;
    } finally {
      lock.unlock();
    }
  }

  /** What came until something is to be done; null when it is to end. */
  private @Nullable List<Alert> await() throws InterruptedException {
    lock.lock();
    try {
      Duration pause = Duration.between(clock.instant(), core.next());
      long left = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.toNanos() : LONGEST_PAUSE.toNanos();
      while (waiting.isEmpty() && changed == null && !isClosed && left > 0) {
        left = news.awaitNanos(left);
      }
      if (isClosed && waiting.isEmpty()) {
        return null;
      }
      List<Alert> alerts = List.copyOf(waiting.values());
      waiting.clear();
      return alerts;
    } finally {
      lock.unlock();
    }
  }

  /** Ends when what was taken in is written down, or after two seconds. */
  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (thread.isAlive() && !thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
