package dev.ghostwatch.monitor;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Hints;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.insight.RateCalculator;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owns the state of one migration: takes observations in, gives an immutable snapshot out. Not safe
 * for use by several threads at a time. What it says depends only on the observations so far, never
 * on a clock, so a recording gives the same snapshots as the live run did.
 */
public final class MigrationMonitor {
  /** Samples are kept a little longer than the rates look back. */
  private static final Duration KEPT = RateCalculator.WINDOW.plus(RateCalculator.WINDOW);

  private final @Nullable String endpoint;
  private final Observation.Observer intake = new Intake();
  private final List<Sample> samples = new ArrayList<>();
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
    this.endpoint = endpoint;
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
    replies.forEach(reply -> monitor.takeIn(Instant.EPOCH, reply));
    return monitor.snapshot();
  }

  /** Takes in an observation and returns the picture after it. */
  public Snapshot observe(Observation observation) {
    observedAt = observation.at();
    observation.tell(intake);
    return snapshot();
  }

  /** How the run ended; null while it runs. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** The picture now. */
  public Snapshot snapshot() {
    StatusLine line = samples.isEmpty() ? null : samples.getLast().line();
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
        samples.isEmpty()
            ? null
            : RateCalculator.rates(samples, settings == null ? null : settings.chunkSize()),
        process,
        List.of());
  }

  /**
   * Where observations come in; apart, so that only {@link #observe} can be called from outside.
   */
  private final class Intake implements Observation.Observer {
    @Override
    public void statusSeen(Instant at, StatusReply reply) {
      takeIn(at, reply);
    }

    @Override
    public void settingSeen(Setting setting, String value) {
      learn(setting, value);
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
    public void ended(Outcome end) {
      outcome = end;
    }
  }

  private void takeIn(Instant at, StatusReply reply) {
    Hints hints = reply.hints();
    if (hints != null) {
      table = hints.table() == null ? table : hints.table();
      ghostTable = hints.ghostTable() == null ? ghostTable : hints.ghostTable();
      migratedHost = hints.migratedHost() == null ? migratedHost : hints.migratedHost();
      inspectedHost = hints.inspectedHost() == null ? inspectedHost : hints.inspectedHost();
      executingHost = hints.executingHost() == null ? executingHost : hints.executingHost();
      startedAt = hints.startedAt() == null ? startedAt : hints.startedAt().toInstant();
      settings = keepingAsked(hints.settings(), settings);
    }
    StatusLine line = reply.line();
    if (line != null) {
      samples.add(new Sample(at, line));
      while (samples.size() > 2
          && Duration.between(samples.getFirst().observedAt(), at).compareTo(KEPT) > 0) {
        samples.removeFirst();
      }
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
    settings =
        switch (setting) {
          case THROTTLE_QUERY -> known.withThrottleQuery(value);
          case THROTTLE_HTTP -> known.withThrottleHttp(value);
          case THROTTLE_CONTROL_REPLICAS ->
              known.withThrottleControlReplicas(
                  value.isEmpty() ? List.of() : Arrays.asList(value.split(",")));
          // The hint lines show these at each status.
          case CHUNK_SIZE, DML_BATCH_SIZE, MAX_LAG_MILLIS, NICE_RATIO, MAX_LOAD, CRITICAL_LOAD ->
              known;
        };
  }
}
