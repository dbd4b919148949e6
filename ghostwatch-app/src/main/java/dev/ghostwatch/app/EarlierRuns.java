package dev.ghostwatch.app;

import dev.ghostwatch.history.HistoryReader;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.report.Reports;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the history once, when a run begins, what earlier runs of its table tell, and hands that to
 * the run. The question is bounded and has a thread of its own: no source waits for it.
 */
final class EarlierRuns implements RunListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierRuns.class);

  private final HistoryReader reader;
  private final BiConsumer<MigrationId, EtaPrior> taker;
  private final InstantSource clock;
  private final ExecutorService questions;

  EarlierRuns(HistoryReader reader, BiConsumer<MigrationId, EtaPrior> taker, InstantSource clock) {
    this(
        reader,
        taker,
        clock,
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("earlier-runs").factory()));
  }

  EarlierRuns(
      HistoryReader reader,
      BiConsumer<MigrationId, EtaPrior> taker,
      InstantSource clock,
      ExecutorService questions) {
    this.reader = reader;
    this.taker = taker;
    this.clock = clock;
    this.questions = questions;
  }

  @Override
  public void began(Snapshot snapshot) {
    MigrationId id = snapshot.id();
    if (id != null) {
      questions.execute(() -> ask(id, snapshot));
    }
  }

  private void ask(MigrationId id, Snapshot snapshot) {
    try {
      EtaPrior prior =
          new Reports(reader, clock.instant())
              .prior(id.table(), snapshot.migratedHost(), id.startedAt());
      if (prior != null) {
        LOG.info(
            "event=earlier-runs migration={} rows_per_second={} rows={}",
            id,
            Math.round(prior.rowsPerSecond()),
            prior.rows());
        taker.accept(id, prior);
      }
    } catch (StoreException e) {
      // Then the time left rests on this run's samples alone.
      LOG.warn("event=history-unread migration={} text=\"{}\"", id, e.getMessage());
    }
  }

  /**
   * Drops what was not asked yet and waits for the question that is: the history is closed next.
   */
  @Override
  public void close() {
    questions.shutdownNow();
    questions.close();
  }
}
