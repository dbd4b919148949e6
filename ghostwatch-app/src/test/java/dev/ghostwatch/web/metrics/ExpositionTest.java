package dev.ghostwatch.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.Coordinates.FileCoordinates;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.insight.forecast.Forecasts;
import dev.ghostwatch.model.Eta;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Rates;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.host.ProcessFigures;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.CheckpointFigures;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.testing.WholeAgent;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpositionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:10:46Z");

  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<ChangelogFigures> changelogs = new ArrayList<>();
  private final List<CheckpointFigures> checkpoints = new ArrayList<>();
  private final MigrationMetrics migrations =
      new MigrationMetrics(() -> snapshots, _ -> layers(), () -> NOW.plusSeconds(3));
  private final LayerMetrics layers =
      new LayerMetrics(
          () -> snapshots,
          this::around,
          () -> new LayerMetrics.LagProfiles(List.of(new LagProfile("peak", 500)), "peak"));

  static Stream<ExpositionFormatWriter> formats() {
    return Stream.of(OpenMetricsTextFormatWriter.create(), PrometheusTextFormatWriter.create());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void tellsWhatTheLibraryTellsAtOnce(ExpositionFormatWriter format) throws IOException {
    follow(3);
    snapshots.add(Snapshot.of().lifecycle(Lifecycle.RUNNING).build());
    snapshots.add(snapshots.getFirst().but().table(new TableName("shop", "c")).line(null).build());
    PrometheusRegistry all = registry();
    all.register(migrations);
    all.register(layers);
    String atOnce = text(out -> format.write(out, all.scrape()));
    String pieceByPiece =
        text(out -> new Exposition(registry(), List.of(migrations, layers)).write(format, out));

    assertThat(families(pieceByPiece)).containsExactlyInAnyOrderElementsOf(families(atOnce));
    Stream.of(RunMetrics.FAMILIES, ProgressMetrics.FAMILIES, LagMetrics.FAMILIES)
        .flatMap(List::stream)
        .forEach(family -> assertThat(atOnce).contains("\n# HELP " + family.name()));
    AroundMetrics.FAMILIES.forEach(
        family -> assertThat(atOnce).contains("\n# HELP " + family.name()));
    assertThat(pieceByPiece.lines().filter(line -> line.startsWith("# TYPE")))
        .doesNotHaveDuplicates();
    assertThat(pieceByPiece.split("# EOF\n", -1)).hasSize(atOnce.split("# EOF\n", -1).length);
    assertThat(pieceByPiece.endsWith("# EOF\n")).isEqualTo(atOnce.endsWith("# EOF\n"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void oneFamilyIsMadeWhenTheOneBeforeIsWritten(ExpositionFormatWriter format) throws IOException {
    follow(2000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<MetricSnapshots> made = new ArrayList<>();
    List<Integer> writtenBefore = new ArrayList<>();
    PiecewiseCollector watched =
        () ->
            Stream.concat(migrations.pieces().stream(), layers.pieces().stream())
                .<Supplier<MetricSnapshots>>map(piece ->
                    () -> {
                      writtenBefore.add(out.size());
                      made.add(piece.get());
                      return made.getLast();
                    })
                .toList();
    new Exposition(new PrometheusRegistry(), List.of(watched)).write(format, out);

    assertThat(made).hasSizeGreaterThan(30);
    int written = 0;
    for (int i = 0; i < made.size(); i++) {
      assertThat(writtenBefore.get(i)).as("written before piece %s", i).isEqualTo(written);
      MetricSnapshots piece = made.get(i);
      if (piece.stream().anyMatch(family -> family.getDataPoints().size() >= snapshots.size())) {
        assertThat(piece.size()).as("families in piece %s", i).isEqualTo(1);
      }
      String text = text(one -> format.write(one, piece));
      written += text.replace("# EOF\n", "").length();
    }
    assertThat(written).isGreaterThan(2_000_000);
  }

  @Test
  void whatHasNoPointsIsNotWritten() throws IOException {
    PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();
    assertThat(
            text(out ->
                new Exposition(new PrometheusRegistry(), List.of(migrations)).write(format, out)))
        .isEmpty();
    follow(1);
    snapshots.set(0, snapshots.getFirst().withEta(null));
    assertThat(
            text(out ->
                new Exposition(new PrometheusRegistry(), List.of(migrations)).write(format, out)))
        .contains("ghostwatch_migration_rows_copied{")
        .doesNotContain("ghostwatch_migration_eta_seconds");
  }

  @Test
  void noFamilyIsInTwoPieces() {
    follow(1);
    Exposition twice = new Exposition(registry(), List.of(migrations, migrations));
    assertThatThrownBy(
            () -> twice.write(PrometheusTextFormatWriter.create(), new ByteArrayOutputStream()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("BUG: the metric ghostwatch_migration_info is in two pieces");
  }

  private void follow(int count) {
    MigrationMonitor monitor = new MigrationMonitor("unix:/tmp/gh-ost.shop.orders.sock");
    monitor.observe(
        new Observation.ProcessSeen(
            NOW,
            new ProcessFacts(
                17, null, "root", null, NOW, List.of(), false, null, null, null, "a file")));
    Snapshot first =
        monitor
            .observe(
                new Observation.StatusSeen(
                    NOW, FigureSource.SOCKET, StatusReply.parse(WholeAgent.STATUS)))
            .withRates(new Rates(1000.0, 900.0, 2.0, 7.0, 1.0, 1.0).measured(0.8, 0.2))
            .withEta(new Eta(79.0, 90.0, 70.0, 88.0, NOW, true, 1.0, List.of()));
    for (int i = 0; i < count; i++) {
      TableName table = new TableName("shop", "orders" + i);
      snapshots.add(first.but().table(table).build());
      changelogs.add(new ChangelogFigures("db2", table, NOW, NOW, 0.3, false, null, null));
      checkpoints.add(
          new CheckpointFigures(
              "db1", table, NOW, NOW, 9.0, new FileCoordinates("b.1", 4), 8L, 7L, false));
    }
  }

  private ServersAndHost around() {
    return new ServersAndHost(
        List.of(ServerFigures.of("db1", "db1:3306", NOW).build()),
        null,
        Map.of(17L, new ProcessFigures(17, NOW, 0.05, 20_000_000, 8, 1.0, 2.0)),
        changelogs,
        checkpoints);
  }

  private static MigrationLayers layers() {
    return new MigrationLayers(
        ServersAndHost.NOTHING,
        new LagFigures(0.01, 0.5, 0.4, 0.5, 0.1),
        new LagLimit(1500L, null, new LagProfile("peak", 500), null, null),
        Forecasts.of(Snapshot.of().lifecycle(Lifecycle.RUNNING).build(), ServersAndHost.NOTHING));
  }

  private static PrometheusRegistry registry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    new SelfMetrics(registry, "1.2.3").noticed("log");
    return registry;
  }

  /** Each with its help, its type and its points. */
  private static List<String> families(String text) {
    List<String> all = new ArrayList<>();
    boolean isHead = false;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("# ") && !isHead) {
        all.add("");
      }
      isHead = line.startsWith("# ");
      if (!line.isEmpty()) {
        all.set(all.size() - 1, all.getLast() + line + "\n");
      }
    }
    return all;
  }

  private static String text(Written written) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    written.to(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What writes a text. */
  @FunctionalInterface
  private interface Written {
    void to(ByteArrayOutputStream out) throws IOException;
  }
}
