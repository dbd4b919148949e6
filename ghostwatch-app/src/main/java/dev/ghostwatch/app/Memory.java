package dev.ghostwatch.app;

import dev.ghostwatch.config.CsvConfig;
import dev.ghostwatch.config.HistoryConfig;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.HistoryStore;
import dev.ghostwatch.history.HistoryWriter;
import dev.ghostwatch.history.PastRun;
import dev.ghostwatch.history.Retention;
import dev.ghostwatch.history.RunFilter;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.history.StoreNotice;
import dev.ghostwatch.history.StoreOptions;
import dev.ghostwatch.history.StoreStats;
import dev.ghostwatch.history.csv.CsvSink;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.MigrationRow;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.metrics.StoreMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent remembers: the store, and the continuous CSV files where they are wanted. */
final class Memory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.history");

  /** A store this far behind is one the operator should look at. */
  private static final double WORRYING_LAG_SECONDS = 60;

  /** A run of this host is found in seconds, and its log read in less than this. */
  private static final Duration FOUND_WITHIN = Duration.ofSeconds(30);

  private static final int MOST_UNSEEN = 10_000;

  private final HistoryStore store;
  private final HistoryFeed feed;
  private volatile CsvConfig csv;
  private final Supplier<ServersAndHost> around;
  private final InstantSource clock;
  private Supplier<List<Snapshot>> running = List::of;
  private @Nullable Thread csvWriter;
  private final RecentCommands recent = new RecentCommands();
  private @Nullable Thread audit;
  private @Nullable Thread unseen;

  private Memory(
      HistoryStore store, CsvConfig csv, Supplier<ServersAndHost> around, InstantSource clock) {
    this.store = store;
    this.csv = csv;
    this.around = around;
    this.clock = clock;
    this.feed = new HistoryFeed(store, around, this::lastSample, clock);
  }

  static Memory open(
      Path file,
      HistoryConfig config,
      Supplier<ServersAndHost> around,
      Supplier<Texts> texts,
      InstantSource clock)
      throws StoreException {
    StoreOptions standard = StoreOptions.of(file).with(retention(config));
    StoreOptions options =
        new StoreOptions(
            file,
            standard.spool(),
            standard.retention(),
            config.recent(),
            standard.queue(),
            config.spoolMaxSize(),
            standard.spoolMemoryBytes(),
            standard.lockWait());
    HistoryStore store = HistoryStore.open(options, clock, notice -> tell(notice, texts.get()));
    return new Memory(store, config.csv(), around, clock);
  }

  /** Rollups and the runs themselves outlive the samples. */
  private static Retention retention(HistoryConfig config) {
    Duration samples = config.retention();
    Duration rollups = longer(samples, Retention.DEFAULT.rollups());
    return new Retention(
        samples, rollups, longer(rollups, Retention.DEFAULT.migrations()), config.maxSize());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void tell(StoreNotice notice, Texts texts) {
    String text = texts.get(notice.text().key(), notice.text().arguments().toArray(String[]::new));
    switch (notice.severity()) {
      case INFO -> LOG.info("event=store-notice text=\"{}\"", text);
      case WARNING -> LOG.warn("event=store-notice text=\"{}\"", text);
      case ERROR, CRITICAL -> LOG.error("event=store-notice text=\"{}\"", text);
    }
  }

  private @Nullable Instant lastSample(String migration) {
    try {
      PastRun run = store.reader().run(migration);
      return run == null || run.last() == null ? null : run.last().at();
    } catch (StoreException e) {
      // Then what was written before is written again: the same sample twice is one.
      LOG.warn("event=history-unread migration={} text=\"{}\"", migration, e.getMessage());
      return null;
    }
  }

  private @Nullable Instant newestCommand() {
    try {
      return store.reader().newestCommand();
    } catch (StoreException e) {
      // Then every entry of the audit is written again: the same command twice is one.
      LOG.warn("event=history-unread text=\"{}\"", e.getMessage());
      return null;
    }
  }

  /** The commands that were given lately. */
  RecentCommands commands() {
    return recent;
  }

  /** Where findings are written. */
  HistoryWriter writer() {
    return store;
  }

  RunListener listener() {
    return feed;
  }

  /** Reads what is remembered. */
  HistoryReader reader() {
    return store.reader();
  }

  void register(PrometheusRegistry metrics) {
    metrics.register(new StoreMetrics(store::stats));
  }

  /**
   * Begins to write.
   *
   * @param runs the migrations that run, for the CSV files
   */
  synchronized void start(Supplier<List<Snapshot>> runs) {
    running = runs;
    store.start();
    AuditIntake commands =
        new AuditIntake(AuditFile.of(System.getenv()).path(), store, newestCommand(), recent);
    audit = Thread.ofVirtual().name("audit").start(commands::run);
    Instant since = clock.instant();
    unseen = Thread.ofVirtual().name("unseen ends").start(() -> endUnseen(since));
    startCsv();
  }

  /** Once what runs has been found. */
  private void endUnseen(Instant since) {
    try {
      Thread.sleep(FOUND_WITHIN);
      Set<String> followed = new HashSet<>();
      running.get().forEach(run -> followed.add(String.valueOf(run.id())));
      int ended =
          UnseenEnds.write(
              store.reader().runs(new RunFilter(true, null, null, MOST_UNSEEN)),
              followed,
              since,
              this::loggedEnd,
              store);
      if (ended > 0) {
        LOG.info("event=ended-unseen runs={}", ended);
      }
    } catch (StoreException e) {
      LOG.warn("event=history-unread text=\"{}\"", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable LoggedEnd loggedEnd(MigrationRow run) {
    try {
      String log = store.reader().logFile(run.id());
      return log == null ? null : LoggedEnd.read(Path.of(log), run, ZoneId.systemDefault());
    } catch (StoreException e) {
      LOG.warn("event=history-unread migration={} text=\"{}\"", run.id(), e.getMessage());
    } catch (IOException | InvalidPathException e) {
      LOG.warn(
          "event=log-unread migration={} text=\"how it ended is not known: {}\"",
          run.id(),
          e.toString());
    }
    return null;
  }

  /** Puts into force what can change: how much is kept, and the CSV files. */
  synchronized void apply(HistoryConfig changed) {
    store.keep(changed.recent(), retention(changed));
    if (!changed.csv().equals(csv)) {
      stopCsv();
      csv = changed.csv();
      startCsv();
    }
  }

  private void startCsv() {
    Path folder = csv.directory();
    if (folder != null) {
      CsvSink sink =
          new CsvSink(folder, ZoneId.systemDefault(), (int) Math.max(1, csv.keep().toDays()));
      csvWriter = Thread.ofVirtual().name("csv").start(() -> writeAgainAndAgain(sink, running));
    }
  }

  private void stopCsv() {
    if (csvWriter != null) {
      csvWriter.interrupt();
      csvWriter = null;
    }
  }

  private void writeAgainAndAgain(CsvSink sink, Supplier<List<Snapshot>> runs) {
    boolean failing = false;
    try {
      while (true) {
        Thread.sleep(csv.interval());
        try {
          for (Snapshot snapshot : runs.get()) {
            if (snapshot.id() != null) {
              sink.write(snapshot.id(), HistoryFeed.row(snapshot, clock.instant(), around.get()));
            }
          }
          failing = false;
        } catch (IOException e) {
          if (!failing) {
            LOG.error(
                "event=csv-failing folder={} text=\"{}; rows are left out until it can be written\"",
                csv.directory(),
                e.toString());
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How far what is on disk is behind what is known. */
  double lagSeconds() {
    return store.stats().lagSeconds();
  }

  /** What keeps it from remembering, a sentence each. */
  List<String> obstacles() {
    StoreStats stats = store.stats();
    return stats.lagSeconds() > WORRYING_LAG_SECONDS
        ? List.of(
            "The history is "
                + Math.round(stats.lagSeconds())
                + " s behind; the agent's log says why.")
        : List.of();
  }

  @Override
  public synchronized void close() throws IOException {
    stopCsv();
    if (audit != null) {
      audit.interrupt();
    }
    if (unseen != null) {
      unseen.interrupt();
    }
    store.close();
  }
}
