package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.LogLine;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.source.discovery.GhostProcess;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.source.log.LastWords;
import dev.ghostwatch.source.log.LogMessage;
import dev.ghostwatch.source.statsd.StatsdCandidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run that the agent follows until it ends. Its sources may speak from threads of their own; the
 * state has one owner at a time, and listeners hear of the run in order.
 */
public final class TrackedRun {
  /** gh-ost says its table and start within a second, or gives up. */
  private static final int MOST_HELD = 200;

  private final RunningMigration found;
  private final Following with;
  private final PollBudget budget;
  private final SignsOfLife life;
  private final @Nullable SocketQuestions questions;
  private final MigrationMonitor monitor;
  private final StateChanges changes = new StateChanges();
  private final LineEvents lines = new LineEvents();
  private final List<MigrationEvent> beforeItBegan = new ArrayList<>();
  private boolean began;
  private volatile Snapshot snapshot;
  private volatile @Nullable Instant endedAt;

  /**
   * @param found as discovery found it; it is not asked anything through {@code found} itself
   */
  TrackedRun(RunningMigration found, Following with) {
    this.found = found;
    this.with = with;
    this.budget = new PollBudget(with.policies());
    this.life = new SignsOfLife(found, with.processes());
    Endpoint endpoint = found.endpoint();
    this.monitor =
        new MigrationMonitor(
            endpoint == null ? null : endpoint.toString(), Expectation.Pace.AS_NEEDED);
    if (found.process() != null) {
      Instant now = with.clock().instant();
      monitor.take(new Observation.ProcessSeen(now, found.process()));
      String version = RunVersion.ofExecutable(with.processes(), found.process().pid());
      if (version != null) {
        monitor.take(new Observation.VersionSeen(now, version));
      }
    }
    snapshot = monitor.snapshot();
    GhostClient client = found.client();
    questions =
        client == null
            ? null
            : new SocketQuestions(
                client, budget, life, with, () -> snapshot.startedAt(), this::observe);
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
    return questions == null ? null : questions.trouble();
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
      tellHeld();
    }
    Sample sample = monitor.newestSample();
    if (sample != null && monitor.samplesTaken() > samplesBefore) {
      with.listener().sampled(now, sample);
      List<MigrationEvent> events =
          changes.after(sample.line(), sample.observedAt(), source(observation));
      events.forEach(this::tell);
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

  /** Takes in how far a server says that the copy is by its key. */
  public void keyRange(KeyRangeProgress progress) {
    observe(new Observation.KeyRangeSeen(progress.observedAt(), progress.ratio()));
  }

  /** Takes in what earlier runs of the table tell. */
  public synchronized void earlierRuns(EtaPrior prior) {
    monitor.earlierRuns(prior);
  }

  /** Takes in something that a source other than log and socket saw happen. */
  public synchronized void happened(MigrationEvent event) {
    tell(event);
  }

  /** What happens before the run has a name would be told of nobody: it waits. */
  private void tell(MigrationEvent event) {
    if (endedAt != null) {
      return;
    }
    monitor.happened(event);
    if (began) {
      with.listener().happened(snapshot, event);
    } else if (beforeItBegan.size() < MOST_HELD) {
      beforeItBegan.add(event);
    }
  }

  private void tellHeld() {
    beforeItBegan.forEach(event -> with.listener().happened(snapshot, event));
    beforeItBegan.clear();
  }

  /** Asks the diagnosis while nothing changes what it looks at. */
  public synchronized <T> T diagnose(Instant now, Function<CaseFile, T> question) {
    return question.apply(monitor.caseFile(now));
  }

  /** Takes in a line of the log that is no sample. */
  synchronized void logged(Instant at, LogMessage message) {
    monitor.logged(new LogLine(at, message.level(), message.text()));
    lines.after(at, message).forEach(this::tell);
  }

  /**
   * Asks what passive sources have not told: first {@code help}, which costs nothing, then the full
   * status.
   */
  void attach() {
    if (questions != null
        && questions.greet()
        && (snapshot.settings() == null || snapshot.line() == null)) {
      questions.askStatus();
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
    if (questions == null) {
      return;
    }
    switch (questions.ask(decide(now))) {
      case ANOTHER_RUN -> end(now, null, ControlException.Kind.NO_SOCKET);
      case ASKED -> {
        ControlException failed = questions.trouble();
        if (failed != null && isOver(failed.kind())) {
          end(now, words, failed.kind());
        }
      }
      case NOT_ASKED -> {
        // A passive source tells, or the last question was a moment ago.
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

  /** Without a process to look at, refusals tell; with one, a refusal alone means nothing. */
  private boolean isOver(ControlException.Kind kind) {
    return !life.hasProcess() && SignsOfLife.isRefusal(kind) && life.isDead();
  }

  boolean isProcessGone() {
    return life.isProcessGone();
  }

  private void end(Instant now, @Nullable LastWords words, ControlException.Kind failure)
      throws InterruptedException {
    Outcome outcome =
        EndOfRun.judge(snapshot, words, failure, questions != null && questions.isOldRelease());
    if (outcome.lifecycle() != Lifecycle.VANISHED) {
      ended(now, outcome, outcome.lastError());
      return;
    }
    ProcessFacts process = found.process();
    KernelLog.Found kernel =
        process == null ? null : with.kernel().find(process.pid(), process.startedAt());
    if (kernel != null && kernel.problem() != null) {
      with.observer().noticed("kernel", name() + ": " + kernel.problem());
    }
    ended(
        now,
        EndOfRun.withEvidence(outcome, kernel == null ? null : kernel.evidence()),
        EndOfRun.traces(process, words, failure, kernel));
  }

  private synchronized void ended(Instant now, Outcome outcome, String text) {
    if (endedAt != null) {
      return;
    }
    monitor.take(new Observation.Ended(now, outcome));
    snapshot = monitor.snapshot();
    tellHeld();
    String type = EndOfRun.eventType(outcome.lifecycle());
    with.listener().happened(snapshot, new MigrationEvent(now, type, text, FigureSource.PROCESS));
    with.listener().ended(snapshot, outcome);
    endedAt = now;
  }
}
