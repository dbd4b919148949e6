package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Capabilities;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.source.log.LogMessage;
import dev.ghostwatch.source.socket.StatusPoller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A run that the agent follows until it ends. Its sources may speak from threads of their own; the
 * state has one owner at a time, and listeners hear of the run in order.
 */
public final class TrackedRun {
  /** Refusals in a row that mean the end when no process can be seen, for example over TCP. */
  private static final int REFUSALS_OF_THE_DEAD = 2;

  private final RunningMigration found;
  private final PollPolicy policy;
  private final PollBudget budget;
  private final RunListener listener;
  private final InstantSource clock;
  private final Path processes;
  private final MigrationMonitor monitor;
  private final StateChanges changes = new StateChanges();
  private final @Nullable StatusPoller poller;
  private boolean began;
  private boolean oldRelease;
  private int refusals;
  private volatile Snapshot snapshot;
  private volatile @Nullable ControlException trouble;
  private volatile @Nullable Instant endedAt;

  /**
   * @param found as discovery found it; it is not asked anything through {@code found} itself
   * @param processes root of the process file system
   */
  TrackedRun(
      RunningMigration found,
      PollPolicy policy,
      RunListener listener,
      InstantSource clock,
      Path processes) {
    this.found = found;
    this.policy = policy;
    this.budget = new PollBudget(policy);
    this.listener = listener;
    this.clock = clock;
    this.processes = processes;
    Endpoint endpoint = found.endpoint();
    this.monitor = new MigrationMonitor(endpoint == null ? null : endpoint.toString());
    GhostClient client = found.client();
    this.poller = client == null ? null : new StatusPoller(client);
    if (found.process() != null) {
      monitor.take(new Observation.ProcessSeen(clock.instant(), found.process()));
    }
    snapshot = monitor.snapshot();
  }

  /** The picture now; immutable, may be asked for by any thread. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** What people call it: {@code db.table} once gh-ost says it. */
  public String name() {
    Snapshot now = snapshot;
    return now.table() == null ? found.name() : now.table().toString();
  }

  public @Nullable ProcessFacts process() {
    return found.process();
  }

  public @Nullable Endpoint endpoint() {
    return found.endpoint();
  }

  /** Why the last question was not answered; null when it was or none was asked. */
  public @Nullable ControlException trouble() {
    return trouble;
  }

  /** When the agent saw it end; null while it runs. */
  public @Nullable Instant endedAt() {
    return endedAt;
  }

  /** Takes in what a source saw. */
  synchronized void observe(Observation observation) {
    if (endedAt != null) {
      return;
    }
    Settings settingsBefore = snapshot.settings();
    long samplesBefore = monitor.samplesTaken();
    monitor.take(observation);
    Snapshot now = monitor.snapshot();
    snapshot = now;
    if (!began && now.id() != null) {
      began = true;
      listener.began(now);
    }
    Sample sample = monitor.newestSample();
    if (sample != null && monitor.samplesTaken() > samplesBefore) {
      listener.sampled(now, sample);
      for (MigrationEvent event :
          changes.after(sample.line(), sample.observedAt(), source(observation))) {
        listener.happened(now, event);
      }
    }
    Settings settings = now.settings();
    if (settings != null && !settings.equals(settingsBefore)) {
      listener.settingsChanged(now, settingsBefore, settings);
    }
  }

  private static FigureSource source(Observation observation) {
    return observation instanceof Observation.StatusSeen seen ? seen.source() : FigureSource.SOCKET;
  }

  /** Takes in how far a server says that the copy is by its key. */
  public void keyRange(KeyRangeProgress progress) {
    observe(new Observation.KeyRangeSeen(progress.observedAt(), progress.ratio()));
  }

  /** Takes in something that a source other than log and socket saw happen. */
  public synchronized void happened(MigrationEvent event) {
    if (endedAt == null) {
      listener.happened(snapshot, event);
    }
  }

  /** Takes in a line of the log that is no sample. */
  synchronized void logged(Instant at, LogMessage message) {
    String type =
        switch (message.level()) {
          case "ERROR", "CRITICAL", "FATAL" -> MigrationEvent.ERROR;
          case "WARNING" -> MigrationEvent.WARNING;
          default -> null;
        };
    if (type != null && endedAt == null) {
      listener.happened(snapshot, new MigrationEvent(at, type, message.text(), FigureSource.LOG));
    }
  }

  /**
   * Asks what passive sources have not told: first {@code help}, which costs nothing, then the full
   * status.
   */
  void attach() {
    GhostClient client = found.client();
    if (client == null || poller == null) {
      return;
    }
    try {
      Capabilities capabilities = client.capabilities();
      oldRelease =
          !capabilities.names().isEmpty() && !capabilities.knows("postpone-cut-over-flag-file");
      trouble = null;
    } catch (ControlException e) {
      trouble = e;
      return;
    }
    if (snapshot.settings() == null || snapshot.line() == null) {
      ask(clock.instant());
    }
  }

  /**
   * Looks once: whether it still runs, and asks when the budget grants it.
   *
   * @param words how its log ends so far; null when it says nothing of an end
   */
  void step(@Nullable LastWords words) {
    Instant now = clock.instant();
    if (isProcessGone()) {
      end(
          now,
          words,
          socketIsThere() ? ControlException.Kind.STALE : ControlException.Kind.NO_SOCKET);
      return;
    }
    if (poller == null) {
      return;
    }
    // A refused question cost gh-ost nothing, and an end should be noticed soon.
    if (refusals > 0 || budget.grant(now, monitor.lastSeen(FigureSource.LOG))) {
      ask(now);
      ControlException failed = trouble;
      if (failed != null && isOver(failed.kind())) {
        end(now, words, failed.kind());
      }
    }
  }

  /** How often to look: where nothing but the socket tells, only as often as it is asked. */
  Duration interval() {
    return found.process() == null && refusals == 0 ? policy.supInterval() : policy.tick();
  }

  private void ask(Instant now) {
    if (poller == null) {
      return;
    }
    budget.asked(now);
    StatusLine before = snapshot.line();
    try {
      StatusReply reply = poller.poll(now);
      trouble = null;
      refusals = 0;
      if (isAnotherRun(before, reply.line())) {
        end(now, null, ControlException.Kind.NO_SOCKET);
      } else {
        observe(new Observation.StatusSeen(clock.instant(), FigureSource.SOCKET, reply));
      }
    } catch (ControlException e) {
      trouble = e;
    }
  }

  /** Without a process to look at, refusals tell; with one, a refusal alone means nothing. */
  private boolean isOver(ControlException.Kind kind) {
    boolean refused =
        kind == ControlException.Kind.NO_SOCKET || kind == ControlException.Kind.STALE;
    refusals = refused ? refusals + 1 : 0;
    return found.process() == null && refusals >= REFUSALS_OF_THE_DEAD;
  }

  /** Whether the process is gone, as far as it was ever seen. */
  boolean isProcessGone() {
    ProcessFacts process = found.process();
    return process != null && !Files.exists(processes.resolve(Long.toString(process.pid())));
  }

  private boolean socketIsThere() {
    return found.endpoint() instanceof Endpoint.UnixSocket(Path path) && Files.exists(path);
  }

  /** The total time of a run only grows; when it falls, a new run listens on the same socket. */
  private static boolean isAnotherRun(@Nullable StatusLine before, @Nullable StatusLine now) {
    return before != null
        && now != null
        && before.elapsed() != null
        && now.elapsed() != null
        && now.elapsed().compareTo(before.elapsed()) < 0;
  }

  private synchronized void end(
      Instant now, @Nullable LastWords words, ControlException.Kind failure) {
    if (endedAt != null) {
      return;
    }
    Outcome outcome = EndOfRun.judge(snapshot, words, failure, oldRelease);
    monitor.take(new Observation.Ended(now, outcome));
    snapshot = monitor.snapshot();
    String type = eventType(outcome.lifecycle());
    listener.happened(
        snapshot, new MigrationEvent(now, type, outcome.lastError(), FigureSource.PROCESS));
    listener.ended(snapshot, outcome);
    endedAt = now;
  }

  private static String eventType(Lifecycle lifecycle) {
    return switch (lifecycle) {
      case SUCCEEDED -> RunEvent.Type.SUCCEEDED.jsonName();
      case FAILED -> RunEvent.Type.FAILED.jsonName();
      case ABORTED -> RunEvent.Type.PANIC.jsonName();
      case VANISHED -> MigrationEvent.VANISHED;
      case STARTING, RUNNING ->
          throw new IllegalStateException("BUG: a run cannot end as " + lifecycle.jsonName());
    };
  }
}
