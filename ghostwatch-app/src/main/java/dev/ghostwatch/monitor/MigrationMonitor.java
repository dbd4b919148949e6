package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.insight.diagnosis.CaseFile;
import dev.ghostwatch.insight.diagnosis.Course;
import dev.ghostwatch.insight.diagnosis.LogLine;
import dev.ghostwatch.insight.eta.EtaEstimator;
import dev.ghostwatch.insight.eta.EtaPrior;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Notice;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.SourceAge;
import dev.ghostwatch.model.statsd.StatsdFigures;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Owns the state of one migration: takes observations in, gives an immutable snapshot out. Not safe
 * for use by several threads at a time. What it says depends only on the observations so far, never
 * on a clock, so a recording gives the same snapshots as the live run did; only the end is
 * estimated less often while many runs are followed.
 */
public final class MigrationMonitor {
  private final @Nullable String endpoint;
  private final Observation.Observer intake = new Intake();
  private final Expectation expectation;
  private Course course = new Course();
  private final SampleTrail samples = new SampleTrail();
  private final Map<FigureSource, Instant> sources = new EnumMap<>(FigureSource.class);
  private final Map<FigureSource, String> obstacles = new EnumMap<>(FigureSource.class);
  private @Nullable FigureSource settingsSource;
  private @Nullable TableName table;
  private @Nullable String ghostTable;
  private @Nullable String migratedHost;
  private @Nullable String inspectedHost;
  private @Nullable String executingHost;
  private @Nullable Instant startedAt;
  private @Nullable String ghostVersion;
  private @Nullable Instant observedAt;
  private @Nullable Settings settings;
  private @Nullable ProcessFacts process;
  private @Nullable Outcome outcome;

  /**
   * @param endpoint the control interface the observations come from; null for text of unknown
   *     origin
   */
  public MigrationMonitor(@Nullable String endpoint) {
    this(endpoint, Expectation.Pace.EACH_SAMPLE);
  }

  /**
   * @param pace how often the end is estimated
   */
  MigrationMonitor(@Nullable String endpoint, Expectation.Pace pace) {
    this.endpoint = endpoint;
    this.expectation = new Expectation(pace);
  }

  /** Takes this for the table of a run that will never say it; null changes nothing. */
  void assume(@Nullable TableName hinted) {
    table = table == null ? hinted : table;
  }

  /**
   * The picture that texts alone give: replies, or log lines of unknown time and origin. What it
   * does not say is null.
   */
  public static Snapshot of(List<StatusReply> replies) {
    MigrationMonitor monitor = new MigrationMonitor(null);
    Sample last = null;
    for (StatusReply reply : replies) {
      monitor.takeIn(Instant.EPOCH, FigureSource.SOCKET, reply);
      last = monitor.newestSample();
    }
    monitor.sources.clear();
    return monitor.snapshot(last == null ? null : ofText(last, monitor.settings));
  }

  /** Texts say nothing of when they were true, so only the last counts, and no end has a date. */
  private static Eta ofText(Sample last, @Nullable Settings settings) {
    EtaEstimator alone = new EtaEstimator();
    if (settings != null) {
      alone.settings(settings, last.observedAt());
    }
    alone.sample(last);
    Eta eta = alone.estimate(last.observedAt());
    return eta.undated();
  }

  /** Takes in what earlier runs of the table tell; a recording is played without. */
  void earlierRuns(EtaPrior prior) {
    expectation.earlierRuns(prior);
  }

  /** Takes in an observation and returns the picture after it. */
  public Snapshot observe(Observation observation) {
    take(observation);
    return snapshot();
  }

  /** Takes in an observation without drawing the picture, for a backlog of them. */
  void take(Observation observation) {
    seen(observation.at());
    observation.tell(intake);
  }

  private void seen(Instant at) {
    if (observedAt == null || at.isAfter(observedAt)) {
      observedAt = at;
    }
  }

  /** Takes in something that happened, for the diagnosis. */
  public void happened(MigrationEvent event) {
    course.take(event);
  }

  /** Takes in a line of the log that is no sample, for the diagnosis. */
  public void logged(LogLine line) {
    course.take(line);
  }

  /** Lets the diagnosis see a sample that another monitor of the same run took. */
  void also(Sample sample, @Nullable Settings then) {
    course.take(sample, then);
  }

  /** What the diagnosis looks at, as far as this monitor knows it. */
  public CaseFile caseFile(Instant now) {
    return CaseFile.of(snapshot(), course, now).outcome(outcome);
  }

  /** How many different samples were taken in; a sample seen by two sources is one. */
  long samplesTaken() {
    return samples.taken();
  }

  /** The newest sample; null before the first. */
  @Nullable Sample newestSample() {
    return samples.newest();
  }

  /** When a source last told something; null when it never did. */
  @Nullable Instant lastSeen(FigureSource source) {
    return sources.get(source);
  }

  /** Which source showed the settings last; null when none did. */
  @Nullable FigureSource settingsSource() {
    return settingsSource;
  }

  /** How the run ended; null while it runs. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** The picture now. */
  public Snapshot snapshot() {
    Sample newest = samples.newest();
    // Once it has ended there is nothing to expect.
    return snapshot(newest == null || outcome != null ? null : expectation.at(newest));
  }

  private Snapshot snapshot(@Nullable Eta eta) {
    Sample newest = samples.newest();
    StatusLine line = newest == null ? null : newest.line();
    return new Snapshot(
        table,
        ghostTable,
        migratedHost,
        inspectedHost,
        executingHost,
        startedAt,
        ghostVersion,
        endpoint,
        observedAt,
        outcome == null ? Lifecycle.RUNNING : outcome.lifecycle(),
        line,
        settings,
        samples.rates(settings == null ? null : settings.chunkSize()),
        eta,
        process,
        sources.entrySet().stream()
            .map(entry -> new SourceAge(entry.getKey(), entry.getValue()))
            .toList(),
        obstacles.entrySet().stream()
            .map(entry -> new Notice(entry.getKey(), entry.getValue()))
            .toList(),
        List.of());
  }

  /**
   * Where observations come in; apart, so that only {@link #observe} can be called from outside.
   */
  private final class Intake implements Observation.Observer {
    @Override
    public void statusSeen(Instant at, FigureSource source, StatusReply reply) {
      takeIn(at, source, reply);
    }

    @Override
    public void settingSeen(Setting setting, String value) {
      learn(setting, value);
      settingsSource = FigureSource.SOCKET;
    }

    @Override
    public void processSeen(ProcessFacts facts) {
      process = facts;
      table = table == null ? facts.table() : table;
    }

    @Override
    public void versionSeen(String version) {
      ghostVersion = version;
    }

    @Override
    public void keyRangeSeen(double ratio) {
      expectation.keyRange(ratio);
    }

    @Override
    public void statsdSeen(StatsdFigures figures) {
      sources.put(FigureSource.STATSD, figures.at());
      taken(samples.take(figures), figures.at());
    }

    @Override
    public void held(FigureSource source, @Nullable String obstacle) {
      if (obstacle == null) {
        obstacles.remove(source);
      } else {
        obstacles.put(source, obstacle);
      }
    }

    @Override
    public void ended(Outcome end) {
      outcome = end;
    }
  }

  private void takeIn(Instant at, FigureSource source, StatusReply reply) {
    sources.put(source, at);
    Hints hints = reply.hints();
    if (hints != null) {
      table = hints.table() == null ? table : hints.table();
      ghostTable = hints.ghostTable() == null ? ghostTable : hints.ghostTable();
      migratedHost = hints.migratedHost() == null ? migratedHost : hints.migratedHost();
      inspectedHost = hints.inspectedHost() == null ? inspectedHost : hints.inspectedHost();
      executingHost = hints.executingHost() == null ? executingHost : hints.executingHost();
      startedAt = hints.startedAt() == null ? startedAt : hints.startedAt().toInstant();
      settings = keepingAsked(hints.settings(), settings);
      expectation.settings(settings, at);
      settingsSource = source;
    }
    if (reply.line() != null) {
      taken(samples.take(at, source, reply.line()), at);
    }
  }

  private void taken(SampleTrail.Result result, Instant at) {
    if (result == SampleTrail.Result.TAKEN_AFTER_CLOCK_SET_BACK) {
      observedAt = at;
      // What was dated before tells nothing of what comes now.
      expectation.restart(settings, at);
      course = new Course();
    }
    Sample newest = samples.newest();
    if (newest != null && result != SampleTrail.Result.LEFT_OUT) {
      expectation.sample(newest);
      course.take(newest, settings);
    }
  }

  /** The hint lines never show what {@code =?} told, so that is carried over. */
  private static Settings keepingAsked(Settings shown, @Nullable Settings before) {
    if (before == null) {
      return shown;
    }
    Settings merged = shown;
    if (shown.throttleHttp() == null && before.throttleHttp() != null) {
      merged = merged.withThrottleHttp(before.throttleHttp());
    }
    if (shown.throttleControlReplicas() == null && before.throttleControlReplicas() != null) {
      merged = merged.withThrottleControlReplicas(before.throttleControlReplicas());
    }
    return merged;
  }

  private void learn(Setting setting, String value) {
    Settings known = settings == null ? Settings.unknown() : settings;
    settings = LearnedSettings.with(known, setting, value);
  }
}
