package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.KernelEvidence;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.source.discovery.GhostProcess;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.source.log.LogMessage;
import dev.ghostwatch.source.statsd.StatsdCandidate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that the agent follows until it ends. Its sources may speak from threads of their own; the
 * state has one owner at a time, and listeners hear of the run in order.
 */
public final class TrackedRun {
  private final RunningMigration found;
  private final Following with;
  private final PollBudget budget;
  private final SignsOfLife life;
  private final MigrationMonitor monitor;
  private final StateChanges changes = new StateChanges();
  private boolean began;
  private boolean oldRelease;
  private @Nullable StatusLine lastAnswer;
  private volatile Snapshot snapshot;
  private volatile @Nullable ControlException trouble;
  private volatile @Nullable Instant endedAt;

  /**
   * @param found as discovery found it; it is not asked anything through {@code found} itself
   */
  TrackedRun(RunningMigration found, Following with) {
    this.found = found;
    this.with = with;
    this.budget = new PollBudget(with.policy());
    this.life = new SignsOfLife(found, with.processes());
    Endpoint endpoint = found.endpoint();
    this.monitor = new MigrationMonitor(endpoint == null ? null : endpoint.toString());
    if (found.process() != null) {
      monitor.take(new Observation.ProcessSeen(with.clock().instant(), found.process()));
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

  /** Its process as discovery saw it; null when none was seen. */
  @Nullable GhostProcess ghost() {
    return found.ghost();
  }

  /** What metrics of this run can be known by. */
  public StatsdCandidate statsd() {
    GhostProcess ghost = found.ghost();
    TableName table = snapshot.table();
    if (ghost == null) {
      return new StatsdCandidate(name(), table, null, List.of());
    }
    String tags = ghost.flags().get("statsd-tags");
    return new StatsdCandidate(
        name(),
        table,
        ghost.flags().get("statsd-addr"),
        tags == null ? List.of() : List.of(tags.split(",")));
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
  public synchronized void observe(Observation observation) {
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
      with.listener().began(now);
    }
    Sample sample = monitor.newestSample();
    if (sample != null && monitor.samplesTaken() > samplesBefore) {
      with.listener().sampled(now, sample);
      List<MigrationEvent> events =
          changes.after(sample.line(), sample.observedAt(), source(observation));
      for (MigrationEvent event : events) {
        with.listener().happened(now, event);
      }
      if (!events.isEmpty()) {
        budget.stateChanged();
      }
    }
    Settings settings = now.settings();
    if (settings != null && !settings.equals(settingsBefore)) {
      with.listener().settingsChanged(now, settingsBefore, settings);
    }
  }

  private static FigureSource source(Observation observation) {
    if (observation instanceof Observation.StatsdSeen) {
      return FigureSource.STATSD;
    }
    return observation instanceof Observation.StatusSeen seen ? seen.source() : FigureSource.SOCKET;
  }

  /** Takes in something that a source other than log and socket saw happen. */
  public synchronized void happened(MigrationEvent event) {
    if (endedAt == null) {
      with.listener().happened(snapshot, event);
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
      with.listener()
          .happened(snapshot, new MigrationEvent(at, type, message.text(), FigureSource.LOG));
    }
  }

  /**
   * Asks what passive sources have not told: first {@code help}, which costs nothing, then the full
   * status.
   */
  void attach() {
    GhostClient client = found.client();
    if (client == null) {
      return;
    }
    try {
      oldRelease = SignsOfLife.isOldRelease(client.capabilities());
      trouble = null;
    } catch (ControlException e) {
      trouble = e;
      return;
    }
    if (snapshot.settings() == null || snapshot.line() == null) {
      budget.asked(with.clock().instant());
      ask(client, PollBudget.Decision.STATUS);
    }
  }

  /**
   * Looks once: whether it still runs, and asks when the budget grants it.
   *
   * @param words how its log ends so far; null when it says nothing of an end
   */
  void step(@Nullable LastWords words) throws InterruptedException {
    Instant now = with.clock().instant();
    if (isProcessGone()) {
      end(now, words, life.absence());
      return;
    }
    GhostClient client = found.client();
    if (client == null) {
      return;
    }
    PollBudget.Decision decision = decide(now);
    if (ask(client, decision)) {
      ControlException failed = trouble;
      if (failed != null && isOver(failed.kind())) {
        end(now, words, failed.kind());
      }
    }
  }

  private synchronized PollBudget.Decision decide(Instant now) {
    return budget.decide(
        now,
        monitor.lastSeen(FigureSource.LOG),
        monitor.lastSeen(FigureSource.STATSD),
        monitor.settingsSource() == FigureSource.LOG,
        life.isRefusing());
  }

  /** How often to look: where nothing but the socket tells, only as often as it is asked. */
  Duration interval() {
    return !life.hasProcess() && !life.isRefusing()
        ? with.policy().supInterval()
        : with.policy().tick();
  }

  /** Asks what was decided; whether anything was asked. */
  private boolean ask(GhostClient client, PollBudget.Decision decision) {
    with.observer().decided(isGranted(decision), reason(decision));
    try {
      switch (decision) {
        case SAMPLE -> answered(client.sup());
        case STATUS -> answered(client.status());
        case SETTINGS -> askSettings(client);
        case FRESH, NOT_DUE -> {
          return false;
        }
      }
      trouble = null;
      life.answered();
    } catch (ControlException e) {
      trouble = e;
      life.failed(e.kind());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private static boolean isGranted(PollBudget.Decision decision) {
    return switch (decision) {
      case SAMPLE, STATUS, SETTINGS -> true;
      case FRESH, NOT_DUE -> false;
    };
  }

  private static String reason(PollBudget.Decision decision) {
    return switch (decision) {
      case SAMPLE -> "sup";
      case STATUS -> "status";
      case SETTINGS -> "settings";
      case FRESH -> "fresh";
      case NOT_DUE -> "not-due";
    };
  }

  private void answered(StatusReply reply) throws InterruptedException {
    Instant now = with.clock().instant();
    if (SignsOfLife.isAnotherRun(lastAnswer, reply.line())) {
      end(now, null, ControlException.Kind.NO_SOCKET);
      return;
    }
    lastAnswer = reply.line() == null ? lastAnswer : reply.line();
    if (reply.hints() != null) {
      settingsSeen(now);
    }
    observe(new Observation.StatusSeen(now, FigureSource.SOCKET, reply));
  }

  /** By {@code NAME=?}; a release that cannot be asked so gives its full status when it is time. */
  private void askSettings(GhostClient client) throws ControlException, InterruptedException {
    Instant now = with.clock().instant();
    boolean any = false;
    for (Setting setting : Setting.values()) {
      String value = client.value(setting);
      if (value != null) {
        any = true;
        observe(new Observation.SettingSeen(now, setting, value));
      }
    }
    if (any) {
      settingsSeen(now);
    } else if (areSettingsDue(now)) {
      answered(client.status());
    }
  }

  private synchronized void settingsSeen(Instant now) {
    budget.settingsSeen(now);
  }

  private synchronized boolean areSettingsDue(Instant now) {
    return budget.areSettingsDue(now);
  }

  /** Without a process to look at, refusals tell; with one, a refusal alone means nothing. */
  private boolean isOver(ControlException.Kind kind) {
    return !life.hasProcess() && SignsOfLife.isRefusal(kind) && life.isDead();
  }

  boolean isProcessGone() {
    return life.isProcessGone();
  }

  private void end(Instant now, @Nullable LastWords words, ControlException.Kind failure)
      throws InterruptedException {
    Outcome outcome = EndOfRun.judge(snapshot, words, failure, oldRelease);
    if (outcome.lifecycle() == Lifecycle.VANISHED) {
      outcome = EndOfRun.withEvidence(outcome, evidence());
    }
    ended(now, outcome);
  }

  /** What the kernel says of the process; null when it says nothing, or none was ever seen. */
  private @Nullable KernelEvidence evidence() throws InterruptedException {
    ProcessFacts process = found.process();
    if (process == null) {
      return null;
    }
    KernelLog.Found kernel = with.kernel().find(process.pid(), process.startedAt());
    if (kernel.problem() != null) {
      with.observer().noticed("kernel", name() + ": " + kernel.problem());
    }
    return kernel.evidence();
  }

  private synchronized void ended(Instant now, Outcome outcome) {
    if (endedAt != null) {
      return;
    }
    monitor.take(new Observation.Ended(now, outcome));
    snapshot = monitor.snapshot();
    String type = eventType(outcome.lifecycle());
    with.listener()
        .happened(
            snapshot, new MigrationEvent(now, type, outcome.lastError(), FigureSource.PROCESS));
    with.listener().ended(snapshot, outcome);
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
