package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.monitor.PollPolicy;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passive sources through the whole agent, hostile ones among them. */
@Timeout(120)
class AgentSourcesTest {
  private static final String FLUSH =
      """
      gh_ost.row_copy.rows_copied:123456|g|#migration:shop.orders
      gh_ost.row_copy.rows_estimate:600000|g|#migration:shop.orders
      gh_ost.binlog.backlog_size:7|g|#migration:shop.orders
      gh_ost.throttle.active:0|g|#migration:shop.orders
      gh_ost.query.duration_milliseconds:40:60|h|#migration:shop.orders,side:target,kind:chunk_copy,outcome:ok
      """;

  @TempDir Path folder;
  private TestWorld world;
  private int port;
  private Agent agent;
  private String address = "";

  @BeforeEach
  void start() throws Exception {
    world = new TestWorld(folder);
    world.orders(GhostDialect.V1_1_10, Stories.byName("postponed"), Duration.ofSeconds(30));
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.createDirectory(folder.resolve("spool"));
    Path file =
        Files.writeString(
            folder.resolve("ghostwatch.yaml"),
            """
            statsd:
              udp: 127.0.0.1:%d
            hooks:
              spool: %s
            host:
              enabled: false
            discovery:
              proc-root: %s
            """
                .formatted(port, folder.resolve("spool"), world.processes()));
    LoadedConfig config = LoadedConfig.load(file, Map.of("HOME", folder.toString()));
    assertThat(config.problems()).isEmpty();
    AgentRequest request =
        new AgentRequest(
            config,
            () -> config,
            null,
            new ListenAddress("127.0.0.1", 0),
            _ -> DiscoveryOptions.only(List.of(), List.of(), List.of(world.glob())),
            _ -> PollPolicy.STANDARD,
            null,
            null,
            false);
    agent = new Agent(request, "test", null, InstantSource.system());
    address = "http://" + agent.start();
  }

  @AfterEach
  void end() throws Exception {
    agent.close();
    world.close();
  }

  @Test
  void statsdIsShownWithItsSourceAndMakesQuestionsNeedless() throws Exception {
    until("/api/v1/migrations", text -> text.contains("\"lifecycle\":\"running\""));
    String shown =
        sending(FLUSH, "/api/v1/migrations", text -> text.contains("\"rowsCopied\":123456"));
    assertThat(shown)
        .contains("\"source\":\"statsd\"")
        .contains("\"chunkSeconds\":0.05,\"chunkSecondsSource\":\"statsd\",\"querySeconds\":0.05");
    String metrics = get("/metrics");
    assertThat(metrics)
        .contains(
            "ghostwatch_migration_rows_copied{migration=\"shop.orders@20261122T130806Z\"} 123456.0")
        .contains("source=\"statsd\"} 0.05")
        .contains(
            "ghostwatch_poll_budget_decisions_total{decision=\"granted\",reason=\"status\"} 1.0");
  }

  @Test
  void rubbishOnEverySideIsCountedAndHarmsNothing() throws Exception {
    until("/api/v1/migrations", text -> text.contains("\"lifecycle\":\"running\""));
    Random random = new Random(20_261_126);
    for (int i = 0; i < 3000; i++) {
      byte[] rubbish = new byte[random.nextInt(2000)];
      random.nextBytes(rubbish);
      send(rubbish);
    }
    send("gh_ost.row_copy.rows_copied:1e999|g\n");
    send("gh_ost.row_copy.rows_copied:-5|g|#migration:shop.orders\n".repeat(500));
    send(("gh_ost.throttle.active:1|g|#" + "x:y,".repeat(4000) + "\n"));
    send("gh_ost.row_copy.rows_copied:1|g|#migration:no.such\n");
    for (int i = 0; i < 50; i++) {
      byte[] rubbish = new byte[random.nextInt(3000)];
      random.nextBytes(rubbish);
      Files.write(folder.resolve("spool/rubbish" + i), rubbish);
    }
    Files.createDirectory(folder.resolve("spool/folder"));
    Files.createSymbolicLink(folder.resolve("spool/link"), Path.of("/etc/passwd"));
    String shown =
        sending(FLUSH, "/api/v1/migrations", text -> text.contains("\"rowsCopied\":123456"));
    assertThat(shown).contains("\"lifecycle\":\"running\"");
    String metrics =
        until("/metrics", text -> text.contains("ghostwatch_notices_total{kind=\"hook\"}"));
    assertThat(metrics)
        .contains("ghostwatch_statsd_lines_total{listener=\"udp\",result=\"malformed\"}")
        .contains("ghostwatch_notices_total{kind=\"statsd\"}");
    assertThat(Files.readString(Path.of("/etc/passwd"))).contains("root");
    assertThat(get("/readyz")).isEqualTo("ready\n");
  }

  /** Sends as gh-ost does, every now and then, until it shows. */
  private String sending(String text, String path, Predicate<String> condition) throws Exception {
    for (int i = 0; i < 100; i++) {
      send(text);
      for (int look = 0; look < 10; look++) {
        String shown = get(path);
        if (condition.test(shown)) {
          return shown;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new AssertionError(get(path) + "\n" + get("/metrics"));
  }

  private void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  private void send(byte[] bytes) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  private String until(String path, Predicate<String> condition) throws Exception {
    for (int i = 0; i < 600; i++) {
      String text = get(path);
      if (condition.test(text)) {
        return text;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError(get(path));
  }

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
