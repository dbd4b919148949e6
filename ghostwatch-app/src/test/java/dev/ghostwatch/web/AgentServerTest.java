package dev.ghostwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.insight.forecast.Forecasts;
import dev.ghostwatch.insight.lag.LagMethods;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.MigrationLayers;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.testing.WholeAgent;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.metrics.Exposition;
import dev.ghostwatch.web.metrics.MigrationMetrics;
import dev.ghostwatch.web.metrics.SelfMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentServerTest {
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();
  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private final List<Supplier<MetricSnapshots>> pieces = new ArrayList<>();
  private final Exposition exposition =
      new Exposition(
          metrics,
          List.of(
              new MigrationMetrics(
                  () -> snapshots,
                  AgentServerTest::layers,
                  () -> Instant.parse("2026-11-22T13:10:46Z")),
              () -> pieces));
  private final AgentServer server =
      new AgentServer(
          new ListenAddress("127.0.0.1", 0),
          new AgentView(() -> snapshots, AgentServerTest::layers, () -> obstacles),
          () -> this.isOn ? exposition : null,
          new MigrationDocument(() -> Texts.of(Language.EN)),
          new LayersDocument(() -> Texts.of(Language.EN)),
          Thread::sleep);
  private boolean isOn = true;
  private ListenAddress address;

  @BeforeEach
  void start() {
    address = server.start();
    new SelfMetrics(metrics, "1.2.3").polled("socket", "ok", Duration.ofMillis(3));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isAliveAndReadyUnlessSomethingKeepsItFromItsWork() throws Exception {
    assertThat(get("/healthz").body()).isEqualTo("ok\n");
    assertThat(get("/readyz").body()).isEqualTo("ready\n");
    obstacles.add("The store cannot be written.");
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"detail\":\"The store cannot be written.\"");
  }

  @Test
  void showsEachMigrationByIdAndByName() throws Exception {
    snapshots.add(MigrationMonitor.of(List.of(StatusReply.parse(WholeAgent.STATUS))));
    assertThat(get("/api/v1/migrations").body())
        .startsWith("[{\"id\":\"shop.orders@20261122T130806Z\"");
    for (String name : List.of("shop.orders@20261122T130806Z", "shop.orders")) {
      assertThat(get("/api/v1/migrations/" + name).body())
          .startsWith("{\"id\":\"shop.orders@20261122T130806Z\"")
          .contains("\"rowsCopied\":466600");
    }
    HttpResponse<String> missing = get("/api/v1/migrations/shop.none");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body())
        .contains("No migration with the id or name shop.none runs or has ended in the last hour.");
  }

  @Test
  void unknownPagesAreProblems() throws Exception {
    HttpResponse<String> answer = get("/nowhere");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .contains("There are /, /healthz, /readyz, /metrics and what /api/v1/openapi.json lists.");
  }

  @Test
  void exportsMetricsInBaseUnits() throws Exception {
    snapshots.add(MigrationMonitor.of(List.of(StatusReply.parse(WholeAgent.STATUS))));
    String id = "migration=\"shop.orders@20261122T130806Z\"";
    assertThat(get("/metrics").body())
        .contains("ghostwatch_build_info{version=\"1.2.3\"} 1")
        .contains("ghostwatch_migration_rows_copied{" + id + "} 466600.0")
        .contains("ghostwatch_migration_progress_ratio{" + id + "} 0.62")
        .contains("ghostwatch_migration_lag_seconds{method=\"heartbeat\"," + id + "} 0.02")
        .contains("ghostwatch_migration_throttled{kind=\"max-load\"," + id + "} 1.0")
        .contains("ghostwatch_migration_state{" + id + ",state=\"throttled\"} 1.0")
        .contains("ghostwatch_polls_total{result=\"ok\",source=\"socket\"} 1.0");
  }

  @Test
  void aTableEstimatedAsEmptyHasNoProgress() throws Exception {
    String empty = WholeAgent.STATUS.replaceFirst("466600/\\d+ 62.0%", "466600/0 100.0%");
    snapshots.add(MigrationMonitor.of(List.of(StatusReply.parse(empty))));
    assertThat(get("/metrics").body())
        .contains("ghostwatch_migration_rows_copied{")
        .contains("ghostwatch_migration_rows_estimate{")
        .doesNotContain("ghostwatch_migration_progress_ratio");
  }

  private static MigrationLayers layers(Snapshot snapshot) {
    return new MigrationLayers(
        ServersAndHost.NOTHING,
        LagMethods.of(snapshot, ServersAndHost.NOTHING),
        LagLimit.UNKNOWN,
        Forecasts.of(snapshot, ServersAndHost.NOTHING));
  }

  @Test
  void metricsAreCompressedForThoseWhoTakeIt() throws Exception {
    snapshots.add(MigrationMonitor.of(List.of(StatusReply.parse(WholeAgent.STATUS))));
    URI uri = URI.create("http://" + address + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(uri)
                  .header("Accept-Encoding", "gzip")
                  .header("Accept", "application/openmetrics-text")
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/openmetrics-text");
      String text =
          new String(
              new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(text).contains("ghostwatch_migration_rows_copied{").endsWith("\n# EOF\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "identity,0,false",
    "gzip,0,false",
    "identity,3,false",
    "gzip,3,false",
    "identity,3,true"
  })
  void metricsThatFailHalfwayAreNotTakenForWhole(String encoding, int families, boolean isError)
      throws Exception {
    for (int i = 0; i < families; i++) {
      String name = "filler" + i;
      pieces.add(() -> manyBytes(name));
    }
    pieces.add(() -> {
      if (isError) {
        throw new OutOfMemoryError("expected by the test");
      }
      throw new IllegalStateException("expected by the test");
    });
    assertThat(isTaken(encoding)).isFalse();
    pieces.clear();
    assertThat(isTaken(encoding)).isTrue();
  }

  private static MetricSnapshots manyBytes(String name) {
    byte[] help = new byte[100_000];
    new Random(7).nextBytes(help);
    return MetricSnapshots.of(
        GaugeSnapshot.builder()
            .name(name)
            .help(Base64.getEncoder().encodeToString(help))
            .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(1).build())
            .build());
  }

  private boolean isTaken(String encoding) throws InterruptedException {
    URI uri = URI.create("http://" + address + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).header("Accept-Encoding", encoding).build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void metricsThatFailAtOnceAreAnError() throws Exception {
    metrics.register(
        (MultiCollector)
            () -> {
              throw new IllegalStateException("expected by the test");
            });
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("\"title\":\"Internal error\"");
  }

  @Test
  void metricsCanBeSwitchedOff() throws Exception {
    isOn = false;
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("The key metrics.enabled is false.");
  }

  @Test
  void refusesRequestsForAnotherHost() throws Exception {
    assertThat(raw("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("answers only requests for that name");
    assertThat(
            raw(
                "GET /healthz HTTP/1.1\r\nHost: localhost:"
                    + address.port()
                    + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.joining("\n"));
    }
  }
}
