package dev.ghostwatch.app;

import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.config.StatsdConfig;
import dev.ghostwatch.config.schema.Address;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.statsd.StatsdFigures;
import dev.ghostwatch.monitor.MigrationRegistry;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.source.statsd.StatsdAggregator;
import dev.ghostwatch.source.statsd.StatsdCounters;
import dev.ghostwatch.source.statsd.StatsdListener;
import dev.ghostwatch.source.statsd.UdpListener;
import dev.ghostwatch.source.statsd.UnixListener;
import dev.ghostwatch.web.metrics.SelfMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for gh-ost's StatsD metrics and hands each flush to the run that sent it. */
final class StatsdIntake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatsdIntake.class);
  private static final int LONGEST_NOTICE = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration CLOSING = Duration.ofMillis(500);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(10);

  private final StatsdConfig config;
  private final MigrationRegistry registry;
  private final SelfMetrics metrics;
  private final InstantSource clock;
  private final List<Thread> threads = new ArrayList<>();

  /** Opens a listener. */
  @FunctionalInterface
  private interface Opening {
    StatsdListener open() throws IOException;
  }

  StatsdIntake(
      StatsdConfig config, MigrationRegistry registry, SelfMetrics metrics, InstantSource clock) {
    this.config = config;
    this.registry = registry;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start() {
    Address udp = config.udp();
    Path unix = config.unix();
    if (udp != null) {
      threads.add(
          Thread.ofVirtual()
              .name("statsd udp")
              .start(() ->
                  listen(
                      () -> UdpListener.open(new InetSocketAddress(udp.host(), udp.port())),
                      "udp")));
    }
    if (unix != null) {
      // Waits in a system call, which would hold a virtual thread's carrier.
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("statsd unix")
              .start(() -> listen(() -> UnixListener.open(unix), "unix")));
    }
  }

  private void listen(Opening opening, String kind) {
    String trouble = "";
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try (StatsdListener listener = opening.open()) {
          LOG.info("event=statsd-listening address={}", listener.address());
          trouble = "";
          receive(listener, kind);
        } catch (IOException e) {
          if (!trouble.equals(e.getMessage())) {
            metrics.noticed("statsd");
            LOG.error(
                "event=statsd-failing text=\"{}; trying again every {} s\"",
                e.getMessage(),
                BEFORE_NEXT_TRY.toSeconds());
          }
          trouble = String.valueOf(e.getMessage());
          Thread.sleep(BEFORE_NEXT_TRY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(StatsdListener listener, String kind) throws IOException {
    StatsdAggregator aggregator = new StatsdAggregator();
    StatsdRuns runs = new StatsdRuns(listener.address(), this::unknown);
    byte[] buffer = new byte[StatsdListener.LARGEST];
    StatsdCounters before = aggregator.counters();
    Instant looked = clock.instant();
    while (!Thread.currentThread().isInterrupted()) {
      StatsdListener.Datagram datagram = listener.receive(buffer, BETWEEN_LOOKS);
      Instant now = clock.instant();
      if (datagram != null) {
        aggregator.accept(buffer, datagram.length(), datagram.sender(), now);
      }
      // Set back, the clock must not stop the looking.
      if (now.isBefore(looked) || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
        looked = now;
        tell(aggregator.flush(now), runs);
        StatsdCounters counters = aggregator.counters();
        count(kind, before, counters);
        before = counters;
      }
    }
  }

  private void count(String kind, StatsdCounters before, StatsdCounters now) {
    metrics.statsd(kind, "taken", now.lines() - before.lines());
    metrics.statsd(kind, "foreign", now.foreignLines() - before.foreignLines());
    metrics.statsd(kind, "malformed", now.malformedLines() - before.malformedLines());
    metrics.statsd(kind, "dropped", now.droppedLines() - before.droppedLines());
  }

  private void tell(List<StatsdFigures> flushes, StatsdRuns runs) {
    if (flushes.isEmpty()) {
      return;
    }
    runs.look(registry.runs());
    for (StatsdFigures figures : flushes) {
      TrackedRun run = runs.of(figures.series());
      if (run != null) {
        run.observe(new Observation.StatsdSeen(figures));
      }
    }
  }

  private void unknown(String text) {
    metrics.noticed("statsd");
    // Anybody may send tags of any length.
    String told = text.length() <= LONGEST_NOTICE ? text : text.substring(0, LONGEST_NOTICE) + " …";
    LOG.warn("event=statsd-notice text=\"{}\"", Printable.text(told));
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        // Closes its socket and removes the file.
        thread.join(CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
