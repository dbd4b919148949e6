package dev.ghostwatch.monitor;

import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.source.journal.JournalException;
import dev.ghostwatch.source.journal.JournalFollower;
import dev.ghostwatch.source.journal.JournalLine;
import dev.ghostwatch.source.journal.JournalQuery;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.source.log.LiveLog;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run prints to the journal of systemd. */
final class JournalOutput implements RunOutput {
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(10);

  /** The journal and the kernel date things by clocks of their own. */
  private static final Duration START_KNOWN_TO = Duration.ofSeconds(5);

  private final TrackedRun run;
  private final ProcessFacts process;
  private final Following with;
  private final LiveLog log;
  private final Thread thread;
  private volatile @Nullable Instant received;
  private volatile @Nullable JournalFollower follower;
  private volatile boolean closed;
  private @Nullable String cursor;
  private @Nullable String known;

  JournalOutput(TrackedRun run, ProcessFacts process, Following with) {
    this.run = run;
    this.process = process;
    this.with = with;
    this.log = RunOutputs.log(run, process, this::receivedAt, with.policy());
    this.thread = Thread.ofVirtual().name("journal of " + run.name()).start(this::follow);
  }

  private Instant receivedAt() {
    Instant at = received;
    return at == null ? with.clock().instant() : at;
  }

  private void follow() {
    try {
      while (!closed) {
        try {
          read();
        } catch (JournalException e) {
          held(e.getMessage());
          if (e.kind() == JournalException.Kind.NO_PROGRAM) {
            return;
          }
          with.waiter().waitFor(BEFORE_NEXT_TRY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws JournalException, InterruptedException {
    JournalQuery query = JournalQuery.ofProcess(process.pid());
    try (JournalFollower open =
        with.outputs().journal().follow(cursor == null ? query : query.after(cursor))) {
      follower = open;
      if (closed) {
        // Whoever closed this found no follower to close.
        return;
      }
      for (JournalLine line = open.next(); line != null && !closed; line = open.next()) {
        cursor = line.cursor();
        if (isOfThisProcess(line)) {
          received = line.at();
          log.take(line.text());
          held(null);
        }
      }
    }
  }

  /** A process id is used again. */
  private boolean isOfThisProcess(JournalLine line) {
    Instant started = process.startedAt();
    return started == null || !line.at().isBefore(started.minus(START_KNOWN_TO));
  }

  private void held(@Nullable String obstacle) {
    if (obstacle == null ? known == null : obstacle.equals(known)) {
      return;
    }
    known = obstacle;
    run.observe(new Observation.Held(with.clock().instant(), FigureSource.LOG, obstacle));
    if (obstacle != null) {
      with.observer().noticed("log", run.name() + ": " + obstacle);
    }
  }

  /** The journal does not tell when it has told all there was. */
  @Override
  public void awaitBacklog(Duration atMost) throws InterruptedException {
    with.waiter().waitFor(atMost);
    JournalFollower open = follower;
    String warning = open == null ? null : open.warning();
    if (warning != null && received == null) {
      held(warning);
    }
  }

  @Override
  public @Nullable LastWords lastWords() {
    return log.lastWords();
  }

  @Override
  public void close() {
    closed = true;
    JournalFollower open = follower;
    if (open != null) {
      open.close();
    }
    thread.interrupt();
  }
}
