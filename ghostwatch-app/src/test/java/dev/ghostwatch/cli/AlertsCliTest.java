package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Alert;
import dev.ghostwatch.alert.AlertText;
import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.Notification;
import dev.ghostwatch.alert.pipeline.AlertPipeline;
import dev.ghostwatch.alert.pipeline.PipelineSetup;
import dev.ghostwatch.alert.store.AlertDatabase;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.daemon.AgentLock;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.daemon.Processes;
import dev.ghostwatch.document.LayersDocument;
import dev.ghostwatch.document.MigrationDocument;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.AgentServer;
import dev.ghostwatch.web.AgentView;
import dev.ghostwatch.web.metrics.AlertMetrics;
import dev.ghostwatch.web.metrics.Exposition;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for alerts and silences, over HTTP to an agent in this process. */
class AlertsCliTest {
  private static final String CONFIG =
      """
      alerts:
        route: {receivers: [log], group-by: ['...'], group-wait: 0s}
        time-intervals: [{name: noon, times: ['13:00-14:00']}]
        silences:
          - {name: backup, matchers: [alertname=Backup], during: [noon], comment: nightly backup}
      """;

  @TempDir Path folder;
  private final BlockingQueue<Notification> told = new LinkedBlockingQueue<>();
  private TestWorld world;
  private AlertPipeline pipeline;
  private AgentServer server;
  private AgentLock lock;
  private ListenAddress address;

  @BeforeEach
  void start() throws Exception {
    world = new TestWorld(folder).onThisHost();
    Path home = folder.resolve("home");
    world.with("HOME", home.toString());
    PipelineSetup setup =
        PipelineSetup.of(LoadedConfig.parse(CONFIG, Map.of("HOME", "/h")).config().alerts());
    pipeline =
        AlertPipeline.open(
            AlertDatabase.open(folder.resolve("alerts.db")),
            setup,
            told::add,
            world.clock,
            new Random(7));
    pipeline.start();
    PrometheusRegistry metrics = new PrometheusRegistry();
    metrics.register(new AlertMetrics(pipeline.service(), pipeline::stats));
    server =
        new AgentServer(
            new ListenAddress("127.0.0.1", 0),
            new AgentView(
                List::of,
                _ -> {
                  throw new IllegalStateException("no migration runs here");
                },
                List::of,
                pipeline.service()),
            () -> new Exposition(metrics, List.of()),
            new MigrationDocument(() -> Texts.of(Language.EN)),
            new LayersDocument(() -> Texts.of(Language.EN)),
            Thread::sleep);
    address = server.start();
    Path pidFile = home.resolve(".local/state/ghostwatch/ghostwatch.pid");
    Files.createDirectories(pidFile.getParent());
    lock =
        AgentLock.acquire(
            new PidFile(pidFile, new Processes(Path.of("/proc"))),
            world.clock.instant(),
            "test",
            null);
    lock.ready(world.clock.instant(), "http://" + address);
  }

  @AfterEach
  void stop() throws Exception {
    lock.close();
    server.close();
    pipeline.close();
    world.close();
  }

  private Alert fire(String name, Severity severity) throws InterruptedException {
    Alert alert =
        new Alert(
            Labels.of(
                Map.of(
                    Labels.ALERT_NAME,
                    name,
                    Labels.SEVERITY,
                    severity.jsonName(),
                    Labels.MIGRATION,
                    "shop.orders")),
            severity,
            Map.of(
                Language.EN, new AlertText(name + " is high", "do something"),
                Language.ZH, new AlertText(name + " 过高", "处理")),
            Map.of(),
            world.clock.instant().minusSeconds(90),
            null,
            world.clock.instant(),
            null);
    pipeline.take(List.of(alert));
    return alert;
  }

  private void fireAndWait(String name, Severity severity) throws InterruptedException {
    fire(name, severity);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void alertsAreShownWithWhatHoldsThemBack() throws Exception {
    Ran none = world.plain("alerts");
    assertThat(none.exit()).isZero();
    assertThat(none.out()).startsWith("SEVERITY  ALERT");
    assertThat(none.err()).isEqualTo("No alerts.\n");

    fireAndWait("Lag", Severity.WARNING);
    fire("Backup", Severity.CRITICAL);
    fireAndWait("Load", Severity.INFO);
    Ran ran = world.plain("alerts");
    assertThat(ran.out().lines().skip(1).toList())
        .containsExactly(
            "CRITICAL  Backup  shop.orders  2026-11-22 13:06:36  1m30s  silenced by window:backup"
                + "  Backup is high",
            "WARNING   Lag     shop.orders  2026-11-22 13:06:36  1m30s  firing                   "
                + "  Lag is high",
            "INFO      Load    shop.orders  2026-11-22 13:06:36  1m30s  firing                   "
                + "  Load is high");
    assertThat(world.speaking(Language.ZH).plain("alerts", "shop.orders").out())
        .contains("Lag 过高")
        .contains("被静默 window:backup");
    assertThat(world.plain("alerts", "shop.other").out().lines()).hasSize(1);
    world.speaking(Language.EN);
    assertThat(world.plain("alerts", "--json").out())
        .contains("\"name\" : \"Lag\"")
        .contains("\"state\" : \"suppressed\"")
        .containsPattern("\"silencedBy\" : \\[\\s+\"window:backup\"\\s+]")
        .containsPattern("\"receivers\" : \\[\\s+\"log\"\\s+]")
        .contains("\"startsAt\" : \"2026-11-22T13:06:36.000Z\"")
        .contains("\"endsAt\" : null");
    assertThat(get("/metrics"))
        .contains("ghostwatch_alerts{severity=\"critical\",state=\"suppressed\"} 1.0")
        .contains("ghostwatch_alerts{severity=\"warning\",state=\"active\"} 1.0")
        .contains("ghostwatch_alert_notifications_total{receiver=\"log\"} 2.0")
        .contains("ghostwatch_alert_held_total{reason=\"silenced\"} ")
        .contains("ghostwatch_alert_silences 1.0");
    assertThat(world.plain("alerts", "-o", "csv").out())
        .contains("warning,Lag,shop.orders,2026-11-22T13:06:36.000Z,,active,Lag is high\n");
  }

  @Test
  void thePastIsShownToo() throws Exception {
    fireAndWait("Lag", Severity.WARNING);
    Alert lag = fire("Load", Severity.ERROR);
    assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
    world.clock.advance(Duration.ofMinutes(10));
    pipeline.take(List.of(lag.between(lag.startsAt(), world.clock.instant())));
    assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(world.plain("alerts", "--history", "--limit", "1").out().lines()).hasSize(2);
    assertThat(world.plain("alerts", "--history", "shop.orders", "--since", "1h").out())
        .contains("11m30s  over    Load is high")
        .contains("11m30s  firing  Lag is high");
    Ran wrong = world.plain("alerts", "--since", "1h");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).isEqualTo("ghostwatch: --since goes with --history only.\n");
    assertThat(world.plain("alerts", "--history", "--limit", "0").exit()).isEqualTo(2);
  }

  @Test
  void aSilenceIsAddedShownAndEnded() throws Exception {
    Ran added =
        world.plain(
            "silence",
            "add",
            "migration=\"shop.orders\"",
            "alertname=~\"L.*\"",
            "--for",
            "2h",
            "--comment",
            "index build",
            "--author",
            "dba");
    assertThat(added.all()).startsWith("Silence ").contains(" until 2026-11-22 15:08:06.");
    String id = added.out().split(" ", -1)[1];
    assertThat(world.plain("silence", "list").out().lines().skip(1).toList())
        .containsExactly(
            id
                + "       active  alertname=~\"L.*\", migration=\"shop.orders\"  2026-11-22 15:08:06  dba"
                + "            index build",
            "window:backup  active  alertname=\"Backup\"                         in noon            "
                + "  configuration  nightly backup");
    fire("Lag", Severity.WARNING);
    fireAndWait("Backlog", Severity.WARNING);
    assertThat(world.plain("alerts").out()).contains("silenced by " + id);

    Ran ended = world.plain("silence", "expire", id);
    assertThat(ended.out())
        .isEqualTo(
            "Silence " + id + " for alertname=~\"L.*\", migration=\"shop.orders\" has ended.\n");
    assertThat(world.plain("silence", "list").out()).doesNotContain(id);
    assertThat(world.plain("silence", "list", "--all", "-o", "csv").out())
        .contains(id + ",expired,");
  }

  @Test
  void whatMakesNoSenseIsRefusedWithAReason() {
    assertRefused(2, "needs --for DURATION", "silence", "add", "a=b", "--comment", "x");
    assertRefused(2, "needs --comment TEXT", "silence", "add", "a=b", "--for", "1h");
    assertRefused(
        2,
        "'a' is no matcher: write NAME=VALUE",
        "silence",
        "add",
        "a",
        "--for",
        "1h",
        "--comment",
        "x");
    assertRefused(
        2,
        "'a=~\"(\"' holds no regular expression: unclosed group",
        "silence",
        "add",
        "a=~\"(\"",
        "--for",
        "1h",
        "--comment",
        "x");
    assertRefused(
        5,
        "{alertname=~\".*\"} would silence every alert",
        "silence",
        "add",
        "alertname=~\".*\"",
        "--for",
        "1h",
        "--comment",
        "x");
    assertRefused(3, "There is no silence 12345678.", "silence", "expire", "12345678");
    assertRefused(
        5,
        "window:backup is a maintenance window of the configuration",
        "silence",
        "expire",
        "window:backup");
    assertThat(world.plain("silence", "list", "--all").out().lines()).hasSize(2);
  }

  private void assertRefused(int exit, String text, String... command) {
    Ran ran = world.plain(command);
    assertThat(ran.err()).contains(text);
    assertThat(ran.exit()).as(ran.all()).isEqualTo(exit);
  }

  @Test
  void withoutAnAgentThereIsNothingToAsk() throws Exception {
    server.close();
    Ran gone = world.plain("alerts");
    assertThat(gone.exit()).isEqualTo(4);
    assertThat(gone.err()).contains("the agent at http://" + address + " does not answer");
    lock.close();
    Ran none = world.plain("silence", "list");
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("no agent is running");
  }

  @Test
  void aWebPageCannotSilenceAnything() throws Exception {
    String body =
        "{\"matchers\": [\"a=b\"], \"durationSeconds\": 60, \"author\": \"x\", \"comment\": \"y\"}";
    assertThat(post(body, "text/plain").statusCode()).isEqualTo(415);
    assertThat(post(body, "application/json").statusCode()).isEqualTo(201);
    HttpResponse<String> misspelt =
        post(body.replace("durationSeconds", "durationSecond"), "application/json");
    assertThat(misspelt.statusCode()).isEqualTo(400);
    assertThat(misspelt.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(misspelt.body())
        .contains("A silence has no field 'durationSecond'; did you mean durationSeconds?");
    assertThat(post("[", "application/json").body()).contains("cannot be read as JSON");
    assertThat(post(body.replace("60", "-1"), "application/json").body())
        .contains("found -1. Nothing was silenced.");
    assertThat(
            post(
                    body.replace("\"durationSeconds\": 60", "\"endsAt\": \"2020-01-01T00:00:00Z\""),
                    "application/json")
                .body())
        .contains("would end at 2020-01-01T00:00:00Z, which is past");
  }

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private HttpResponse<String> post(String body, String type)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://" + address + "/api/v1/silences"))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
