package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.alert.delivery.DeliveryRules;
import dev.ghostwatch.alert.delivery.Outbox;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code alert test}, {@code alert outbox} and {@code alert resend}. */
class AlertCommandTest {
  @TempDir Path folder;

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private int status = 200;
  private TestWorld world;
  private HttpServer service;
  private Path config;

  @BeforeEach
  void build() throws IOException {
    world = new TestWorld(folder);
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          try (exchange) {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    service.start();
    config =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            alerts:
              store: %s
              receivers:
                night: {webhook: {url: 'http://127.0.0.1:%d/hook'}, log: {}}
                gone: {timeout: 1s, webhook: {url: 'http://127.0.0.1:1/hook'}}
            """
                .formatted(folder.resolve("alerts.db"), service.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private Ran run(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "alert";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--config";
    all[words.length + 2] = config.toString();
    return world.plain(all);
  }

  @Test
  void aTestIsSentThroughEachWay() {
    Ran ran = run("test", "night");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo("night/webhook: sent\nnight/log: sent\n");
    assertThat(ran.exit()).isZero();
    JsonNode json = new JsonMapper().readTree(bodies.getFirst());
    assertThat(json.get("title").asString()).isEqualTo("[WARNING] Test of GhostWatch");
    assertThat(json.get("status").asString()).isEqualTo("firing");
    assertThat(json.get("message").asString()).contains("This is a test of the receiver night");
    assertThat(run("test", "night", "--resolved", "--severity", "critical").exit()).isZero();
    assertThat(new JsonMapper().readTree(bodies.getLast()).get("status").asString())
        .isEqualTo("resolved");
  }

  @Test
  void aTestThatIsRefusedFails() {
    status = 401;
    Ran ran = run("test", "night");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "night/webhook: not sent: 127.0.0.1 answered status 401 without an explanation. Trying"
                + " again would not help: an alert would become a dead letter.\n");
    assertThat(ran.out()).as("the other way was told").isEqualTo("night/log: sent\n");
  }

  @Test
  void aReceiverThatCannotBeReachedIsSaidToBe() {
    Ran ran = run("test", "gone");
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.err())
        .isEqualTo(
            "gone/webhook: not sent: 127.0.0.1:1 refuses connections or cannot be reached; check"
                + " that it runs, and firewalls on the way. The agent would keep an alert and try"
                + " it again.\n");
  }

  @Test
  void anUnknownReceiverIsNamedWithThoseThereAre() {
    Ran ran = run("test", "nigth");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: There is no receiver nigth in "
                + config
                + ". There are: night, gone, log. Did you mean night?\n");
    assertThat(run("test", "night", "--severity", "loud").exit()).isEqualTo(2);
    assertThat(run("test").exit()).isEqualTo(2);
  }

  @Test
  void withoutAnythingKeptThereIsNothingToList() {
    Ran ran = run("outbox");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("There is no " + folder.resolve("alerts.db"));
  }

  /** One that waits and one that is dead. */
  private void fill() throws Exception {
    AgentConfig agent = LoadedConfig.load(config, Map.of()).config();
    Texts texts = Texts.of(Language.EN);
    try (Outbox outbox =
        new Outbox(
            AlertDatabase.open(agent.alerts().store()),
            DeliveryRules.of(agent.alerts().delivery(), RandomGenerator.getDefault(), world.clock),
            new MigrationDocument(() -> texts),
            () -> texts)) {
      outbox.equip(
          List.of(
              new Channel(
                  "night", "webhook", _ -> new Delivery.Rejected("no such hook"), 0, 1, true),
              new Channel(
                  "gone", "webhook", _ -> new Delivery.Retry("refused", null), 0, 1, true)));
      outbox.enqueue(SampleAlerts.firing());
      outbox.enqueue(SampleAlerts.of("n2", "gone", "g", SampleAlerts.resolved().alerts()));
      outbox.start();
      while (outbox.stats().stream().anyMatch(each -> each.rejected() + each.retried() == 0)) {
        Thread.sleep(5);
      }
    }
    world.clock.advance(Duration.ofSeconds(65));
  }

  @Test
  void whatIsNotDeliveredIsListed() throws Exception {
    fill();
    Ran waiting = run("outbox");
    assertThat(waiting.exit()).isZero();
    assertThat(waiting.lines()).hasSize(2);
    assertThat(waiting.lastLine())
        .startsWith("2   gone/webhook  shop.orders lags 7.5 s behind  1m5s  1 ")
        .endsWith("refused");
    Ran dead = run("outbox", "--dead");
    assertThat(dead.lastLine())
        .startsWith("1   night/webhook  shop.orders lags 7.5 s behind  1m5s  1 ")
        .endsWith("no such hook");
    JsonNode json = run("outbox", "--dead", "-o", "json").json().get(0);
    assertThat(json.get("state").asString()).isEqualTo("dead");
    assertThat(json.get("kind").asString()).isEqualTo("webhook");
    assertThat(json.get("tries").asInt()).isEqualTo(1);
    assertThat(json.get("cause").asString()).isEqualTo("no such hook");
    assertThat(json.get("nextTryAt").isNull()).isTrue();
    assertThat(json.at("/alerts/0").asString()).startsWith("{alertname=\"ReplicationLag\"");
    assertThat(run("outbox", "-o", "csv").lines().getFirst())
        .isEqualTo("NO,RECEIVER,ALERT,AGE,TRIES,NEXT,CAUSE");
  }

  @Test
  void aDeadLetterIsSentAgain() throws Exception {
    fill();
    assertThat(run("resend").exit()).isEqualTo(2);
    assertThat(run("resend", "7").err())
        .isEqualTo(
            "ghostwatch: There is no dead letter 7. 'ghostwatch alert outbox --dead' lists them.\n");
    Ran ran = run("resend", "1");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            "1 put back; the agent delivers them within seconds while it runs, else when it"
                + " starts.\n");
    assertThat(run("outbox").lines()).hasSize(3);
    assertThat(run("outbox", "--dead").err()).isEqualTo("There are no dead letters.\n");
    assertThat(run("resend", "--receiver", "night").exit()).isEqualTo(1);
  }

  @Test
  void aDeadLetterWhoseReceiverIsGoneIsLeftAlone() throws Exception {
    fill();
    Files.writeString(
        config,
        "alerts: {store: '" + folder.resolve("alerts.db") + "', receivers: {x: {log: {}}}}");
    Ran ran = run("resend", "--all");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("1 was left alone: its receiver night is not in " + config + ".\n");
  }
}
