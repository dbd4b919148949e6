package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.document.LayersText;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.MigrationEvent;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Sample;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.log.RunEvent;
import dev.ghostwatch.monitor.FollowObserver;
import dev.ghostwatch.monitor.Following;
import dev.ghostwatch.monitor.MigrationRegistry;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.monitor.RunListener;
import dev.ghostwatch.monitor.RunningMigrations;
import dev.ghostwatch.monitor.TrackedRun;
import dev.ghostwatch.source.discovery.Discovery;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.host.KernelLog;
import dev.ghostwatch.terminal.top.Happening;
import dev.ghostwatch.terminal.top.Look;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.terminal.top.Trail;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows the runs of this host as the agent would, with its rules: a log that tells is read, and
 * only where none does is gh-ost asked, once in ten seconds.
 */
final class TopDirect implements AutoCloseable {
  private static final Duration SEARCH_EVERY = Duration.ofSeconds(3);

  private final MigrationRegistry registry;
  private final Memory memory = new Memory();
  private final Function<Endpoint, CommandChannel> channels;
  private final InstantSource clock;

  TopDirect(DiscoveryOptions options, CliContext context) {
    channels = context.channels();
    clock = context.clock();
    PollPolicy policy = PollPolicy.STANDARD.withLogs(true, true, context.zone());
    registry =
        new MigrationRegistry(
            new RunningMigrations(
                new Discovery(context.processes()), context.channels(), context.clock()),
            options,
            new Following(
                () -> policy,
                memory,
                FollowObserver.NOBODY,
                context.clock(),
                context.waiter(),
                context.processes(),
                new KernelLog(context.clock())::find,
                Following.Outputs.OF_THIS_HOST));
  }

  /**
   * What is known now.
   *
   * @param agentTrouble why a running agent is not asked instead; null when none runs
   */
  Look look(
      @Nullable TopRun inView, Language language, Instant now, @Nullable String agentTrouble) {
    Instant searched = registry.lookedAt();
    if (searched == null || !now.isBefore(searched.plus(SEARCH_EVERY)) || now.isBefore(searched)) {
      registry.look();
    }
    List<TopRun> runs = new ArrayList<>();
    List<LayersText.Line> around = List.of();
    for (TrackedRun tracked : registry.runs()) {
      TopRun run = TopRuns.of(tracked.snapshot());
      runs.add(run);
      if (inView != null && inView.key().equals(run.key())) {
        around = LayersText.of(run.snapshot(), around(run.snapshot()), Texts.of(language));
      }
    }
    Look.Origin origin = new Look.Origin.Direct(agentTrouble);
    return new Look(now, origin, runs, around, memory.takePast(), memory.takeEvents());
  }

  /** Reads a run's status once, after it was steered: what was changed should be seen at once. */
  void refresh(TopRun steered) {
    for (TrackedRun tracked : registry.runs()) {
      if (tracked.endpoint() != null
          && TopRuns.of(tracked.snapshot()).key().equals(steered.key())) {
        try {
          StatusReply reply = new GhostClient(channels.apply(tracked.endpoint())).status();
          tracked.observe(new Observation.StatusSeen(clock.instant(), FigureSource.SOCKET, reply));
        } catch (ControlException e) {
          // A panic ends gh-ost, and whoever follows the run will see it; what is shown until then
          // is what was known before.
          return;
        }
      }
    }
  }

  /** Servers and host are the agent's to know. */
  private static MigrationLayers around(Snapshot snapshot) {
    Double lag = snapshot.line() == null ? null : snapshot.line().lagSeconds();
    return new MigrationLayers(
        ServersAndHost.NOTHING,
        new LagFigures(lag, null, null, lag, null),
        LagLimit.UNKNOWN,
        new Forecast(null, null, null, null, null, null, null, null, null));
  }

  @Override
  public void close() {
    registry.close();
  }

  /** What the runs' own threads hear, until the next look takes it. */
  private static final class Memory implements RunListener {
    private final Map<String, List<Trail.Point>> past = new HashMap<>();
    private final Map<String, List<Happening>> events = new HashMap<>();

    synchronized Map<String, List<Trail.Point>> takePast() {
      Map<String, List<Trail.Point>> taken = Map.copyOf(past);
      past.clear();
      return taken;
    }

    synchronized Map<String, List<Happening>> takeEvents() {
      Map<String, List<Happening>> taken = Map.copyOf(events);
      events.clear();
      return taken;
    }

    @Override
    public synchronized void sampled(Snapshot snapshot, Sample sample) {
      Trail.Point point = Trail.Point.of(snapshot);
      if (point != null) {
        past.computeIfAbsent(TopRuns.of(snapshot).key(), _ -> new ArrayList<>()).add(point);
      }
    }

    @Override
    public synchronized void happened(Snapshot snapshot, MigrationEvent event) {
      // Settings are compared by the dashboard itself.
      if (!event.type().equals(RunEvent.Type.SETTING_CHANGED.jsonName())) {
        events
            .computeIfAbsent(TopRuns.of(snapshot).key(), _ -> new ArrayList<>())
            .add(TopEvents.of(snapshot, event.at(), event.type(), event.text()));
      }
    }
  }
}
