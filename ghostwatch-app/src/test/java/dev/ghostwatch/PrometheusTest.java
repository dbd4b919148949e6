package dev.ghostwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.testing.Programs;
import dev.ghostwatch.testing.Web;
import dev.ghostwatch.testing.WholeAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus, where one is installed: scrapes the agent and loads the rules it ships. */
class PrometheusTest {
  private static final int TRIES = 300;
  private static final Path RULES =
      Path.of("../packaging/prometheus-rules.yml").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final WholeAgent agent = new WholeAgent();
  private Process prometheus;
  private String api = "";

  @BeforeEach
  void start() throws Exception {
    assumeThat(Programs.isThere("prometheus", "--version")).as("prometheus is installed").isTrue();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    api = "http://127.0.0.1:" + port + "/api/v1/";
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global:
              scrape_interval: 200ms
              evaluation_interval: 1s
            rule_files:
              - %s
            scrape_configs:
              - job_name: ghostwatch
                static_configs:
                  - targets: ["%s"]
            """
                .formatted(RULES, agent.address()));
    prometheus =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    agent.close();
    if (prometheus != null) {
      prometheus.destroy();
      if (!prometheus.waitFor(20, TimeUnit.SECONDS)) {
        prometheus.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void scrapesTheAgentAndLoadsTheRules() throws Exception {
    JsonNode targets =
        until(
            "targets",
            answer -> answer.at("/data/activeTargets/0/health").asString("").equals("up"));
    assertThat(targets.at("/data/activeTargets/0/lastError").asString()).isEmpty();

    JsonNode rows =
        until(
            query("ghostwatch_migration_rows_copied{job=\"ghostwatch\"}"),
            answer -> answer.at("/data/result").size() == 1);
    assertThat(rows.at("/data/result/0/value/1").asString()).isEqualTo("466600");
    assertThat(rows.at("/data/result/0/metric/migration").asString())
        .isEqualTo("shop.orders@20261122T130806Z");
    assertThat(
            ask(query("ghostwatch_migration_bytes_per_second"))
                .at("/data/result/0/value/1")
                .asString())
        .isEqualTo("210000");

    JsonNode groups = until("rules", PrometheusTest::isEvaluated).at("/data/groups");
    List<String> alerts = new ArrayList<>();
    for (JsonNode group : groups) {
      for (JsonNode rule : group.get("rules")) {
        assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok");
        alerts.add(rule.get("name").asString());
      }
    }
    assertThat(alerts)
        .hasSize(15)
        .contains("GhostMigrationVanished", "GhostMigrationLagLimitOff", "GhostWatchDown");
  }

  private static boolean isEvaluated(JsonNode answer) {
    JsonNode groups = answer.at("/data/groups");
    boolean all = groups.size() == 2;
    for (JsonNode group : groups) {
      for (JsonNode rule : group.get("rules")) {
        all &= !rule.get("health").asString().equals("unknown");
      }
    }
    return all;
  }

  private static String query(String expression) {
    return "query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }

  private JsonNode ask(String what) throws IOException, InterruptedException {
    return JsonMapper.builder().build().readTree(Web.get(api + what));
  }

  /** Asks until the answer is the one that is waited for; another program's work takes its time. */
  private JsonNode until(String what, Predicate<JsonNode> wanted) throws Exception {
    String last = "";
    for (int i = 0; i < TRIES; i++) {
      try {
        JsonNode answer = ask(what);
        if (wanted.test(answer)) {
          return answer;
        }
        last = answer.toString();
      } catch (IOException | RuntimeException e) {
        // It is starting: nobody listens yet, or it answers in plain text that it is not ready.
        last = e.toString();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(
        what + ": " + last + "\n" + Files.readString(folder.resolve("prometheus.log")));
  }
}
