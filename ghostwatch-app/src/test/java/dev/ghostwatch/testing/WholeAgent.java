package dev.ghostwatch.testing;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.ProfilesConfig;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.history.StoreStats;
import dev.ghostwatch.insight.ByteRate;
import dev.ghostwatch.insight.forecast.Forecasts;
import dev.ghostwatch.insight.lag.LagLimits;
import dev.ghostwatch.insight.lag.LagMethods;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.DiskRates;
import dev.ghostwatch.model.host.HostFigures;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.BinlogFigures;
import dev.ghostwatch.model.server.DiskSpace;
import dev.ghostwatch.model.server.HeartbeatReading;
import dev.ghostwatch.model.server.KeyRangeProgress;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.RowLocks;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.TableFigures;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.AgentServer;
import dev.ghostwatch.web.AgentView;
import dev.ghostwatch.web.metrics.Exposition;
import dev.ghostwatch.web.metrics.LayerMetrics;
import dev.ghostwatch.web.metrics.MigrationMetrics;
import dev.ghostwatch.web.metrics.SelfMetrics;
import dev.ghostwatch.web.metrics.StoreMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent's HTTP side at one moment at which every figure that there is is known. */
public final class WholeAgent implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-22T13:10:46Z");
  private static final TableName ORDERS = new TableName("shop", "orders");

  /** What a throttled gh-ost answers to {@code status}. */
  public static final String STATUS =
      """
      # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
      # Migrating db1:3306; inspecting db2:3306; executing on util1
      # Migration started at Sun Nov 22 13:08:06 +0000 2026
      # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
      Copy: 466600/752865 62.0%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.02s, State: throttled, max-load Threads_running=90 >= 50; ETA: 1m19s
      """;

  private static final ProfilesConfig PROFILES =
      LoadedConfig.parse("profiles: {default: peak}", Map.of()).config().profiles();

  private final AgentServer server;
  private final ListenAddress address;

  /** Begins to listen on a free port of this host. */
  public WholeAgent() {
    PrometheusRegistry metrics = new PrometheusRegistry();
    ServersAndHost around =
        new ServersAndHost(
            List.of(figures("db1", List.of()), figures("db2", List.of(channel()))),
            host(),
            Map.of(17L, new ProcessFigures(17, NOW, 0.05, 20_000_000, 8, 1.0, 2.0)));
    Snapshot snapshot = ByteRate.with(run(), around);
    Exposition exposition =
        new Exposition(
            metrics,
            List.of(
                new MigrationMetrics(
                    () -> List.of(snapshot), run -> layers(run, around), () -> NOW.plusSeconds(3)),
                new LayerMetrics(
                    () -> List.of(snapshot),
                    () -> around,
                    () -> new LayerMetrics.LagProfiles(LagLimits.all(PROFILES), "peak"))));
    metrics.register(new StoreMetrics(() -> new StoreStats(1, 2, 3, 0, 0, 0.2, 5)));
    SelfMetrics self = new SelfMetrics(metrics, "1.2.3");
    self.polled("socket", "ok", Duration.ofMillis(3));
    self.noticed("log");
    self.ticked(Duration.ofMillis(1));
    server =
        new AgentServer(
            new ListenAddress("127.0.0.1", 0),
            new AgentView(() -> List.of(snapshot), run -> layers(run, around), List::of),
            () -> exposition,
            new MigrationDocument(() -> Texts.of(Language.EN)),
            new LayersDocument(() -> Texts.of(Language.EN)),
            Thread::sleep);
    address = server.start();
  }

  /** Where it listens. */
  public ListenAddress address() {
    return address;
  }

  /**
   * Writes the PID file that commands of a home look for, as an agent that is this very process.
   */
  public void announce(Path home) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    Path pidFile = home.resolve(".local/state/ghostwatch/ghostwatch.pid");
    Files.createDirectories(pidFile.getParent());
    Files.writeString(
        pidFile,
        self.pid()
            + "\nprocess-start: "
            + self.info().startInstant().orElseThrow()
            + "\nsince: 2026-11-22T13:00:00Z\nversion: 1.2.3\nready: 2026-11-22T13:00:01Z\naddress: http://"
            + address
            + "\n");
  }

  @Override
  public void close() {
    server.close();
  }

  private static MigrationLayers layers(Snapshot snapshot, ServersAndHost around) {
    return new MigrationLayers(
        around,
        LagMethods.of(snapshot, around),
        LagLimits.of(PROFILES, NOW.atZone(ZoneOffset.UTC), snapshot, around.servers()),
        Forecasts.of(snapshot, around));
  }

  private static Snapshot run() {
    MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/gh-ost.shop.orders.sock");
    monitor.observe(
        new Observation.ProcessSeen(
            NOW,
            new ProcessFacts(
                17, ORDERS, "root", null, NOW, List.of(), false, null, null, null, "a file")));
    return monitor
        .observe(new Observation.StatusSeen(NOW, FigureSource.SOCKET, StatusReply.parse(STATUS)))
        .withRates(new Rates(1000.0, 900.0, 2.0, null, 1.0, 1.0).measured(0.8, 0.2));
  }

  private static ReplicationChannel channel() {
    return new ReplicationChannel(
        "", "db1", 3306, 1L, null, "Yes", true, 0.0, 0.0, null, null, 0, "", 0, "");
  }

  private static ServerFigures figures(String name, @Nullable List<ReplicationChannel> channels) {
    return ServerFigures.of(name, name + ":3306", NOW)
        .load(new ServerLoad(3L, 9L, 100L, 1L, 0.0, 400.0, 300.0, 12L))
        .channels(channels)
        .heartbeat(new HeartbeatReading(NOW, NOW, 0.4, 1L, "UTC", HeartbeatReading.Basis.DETECTED))
        .rowLocks(new RowLocks(0L, 3L, null))
        .tables(
            List.of(new TableFigures(NOW, ORDERS, 752_865L, 210L, 158_000_000L, 0L, null, null)))
        .keyRanges(List.of(new KeyRangeProgress(NOW, ORDERS, "id", 0.41)))
        .binlogs(
            new BinlogFigures(
                NOW, List.of(new BinlogFigures.BinlogFile("b.1", 7, null)), null, null, null))
        .disk(new DiskSpace("/var/lib/mysql", 100, 50))
        .build();
  }

  private static HostFigures host() {
    return new HostFigures(
        NOW,
        2,
        0.5,
        0.4,
        0.3,
        0.2,
        0.01,
        8_000_000_000L,
        6_000_000_000L,
        0L,
        new DiskRates(1, 2, 3, 4, 0.1),
        List.of());
  }
}
