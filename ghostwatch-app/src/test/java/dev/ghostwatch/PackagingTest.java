package dev.ghostwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.testing.Programs;
import dev.ghostwatch.testing.Web;
import dev.ghostwatch.testing.WholeAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is shipped beside the program, checked with the tools it is for where they are installed.
 */
class PackagingTest {
  private static final Path PACKAGING = Path.of("../packaging");
  private static final Pattern METRIC = Pattern.compile("\\bghostwatch_[a-z0-9_]+\\b");

  @TempDir Path folder;

  @Test
  void theAlertRulesHold() throws Exception {
    assumeThat(Programs.isThere("promtool", "--version")).as("promtool is installed").isTrue();
    assertThat(run("promtool", "check", "rules", file("prometheus-rules.yml")))
        .contains("SUCCESS: 15 rules found");
    assertThat(run("promtool", "test", "rules", file("prometheus-rules-test.yml")))
        .contains("SUCCESS");
  }

  @Test
  void theUnitIsOneThatSystemdTakes() throws Exception {
    assumeThat(Programs.isThere("systemd-analyze", "--version"))
        .as("systemd is installed")
        .isTrue();
    // It checks that the program is there, which is a matter of the host.
    Path unit = folder.resolve("ghostwatch.service");
    Files.writeString(
        unit,
        Files.readString(PACKAGING.resolve("ghostwatch.service"))
            .replace("/opt/ghostwatch/ghostwatch", "/bin/true"));
    List<String> complaints =
        run("systemd-analyze", "verify", "--man=no", unit.toString())
            .lines()
            .filter(line -> line.contains("ghostwatch.service"))
            .toList();
    assertThat(complaints).isEmpty();
  }

  @Test
  void theLogrotateFileIsOneThatLogrotateTakes() throws Exception {
    assumeThat(Programs.isThere("logrotate", "--version")).as("logrotate is installed").isTrue();
    Path copy = folder.resolve("ghostwatch");
    Files.copy(
        PACKAGING.resolve("logrotate.d/ghostwatch"), copy, StandardCopyOption.REPLACE_EXISTING);
    String user = System.getProperty("user.name");
    Files.writeString(
        copy, Files.readString(copy).replace("su ghostwatch ghostwatch", "su " + user + " root"));
    assertThat(run("logrotate", "--debug", "--state", folder + "/state", copy.toString()))
        .doesNotContain("error:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus-rules.yml", "grafana-dashboard.json"})
  void onlyMetricsThatAreExportedAreAskedFor(String name) throws Exception {
    Set<String> exported = new TreeSet<>();
    try (WholeAgent agent = new WholeAgent()) {
      Web.get("http://" + agent.address() + "/metrics")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> exported.add(line.split("[{ ]", 2)[0]));
    }
    Set<String> asked = new TreeSet<>();
    Matcher matcher = METRIC.matcher(Files.readString(PACKAGING.resolve(name)));
    while (matcher.find()) {
      asked.add(matcher.group());
    }
    assertThat(asked).isNotEmpty().isSubsetOf(exported);
  }

  @Test
  void promtoolFindsNothingToSayOfTheMetrics() throws Exception {
    assumeThat(Programs.isThere("promtool", "--version")).as("promtool is installed").isTrue();
    Path metrics = folder.resolve("metrics");
    try (WholeAgent agent = new WholeAgent()) {
      Files.writeString(metrics, Web.get("http://" + agent.address() + "/metrics"));
    }
    Process process =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(metrics.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void theDashboardIsWhole() throws IOException {
    JsonNode dashboard =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(PACKAGING.resolve("grafana-dashboard.json")));
    assertThat(dashboard.get("uid").asString()).isEqualTo("ghostwatch");
    Set<Integer> ids = new TreeSet<>();
    List<String> titles = new ArrayList<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      titles.add(panel.get("title").asString());
      if (!panel.get("type").asString().equals("row")) {
        assertThat(panel.get("targets").size()).isPositive();
        for (JsonNode target : panel.get("targets")) {
          assertThat(target.get("expr").asString()).contains("$instance");
          assertThat(target.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
        }
      }
    }
    assertThat(titles).contains("Progress", "Lag, method by method", "Binlog queue", "CPU");
  }

  @Test
  void everyExpressionOfTheDashboardParses() throws Exception {
    assumeThat(Programs.isThere("promtool", "--version")).as("promtool is installed").isTrue();
    JsonNode dashboard =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(PACKAGING.resolve("grafana-dashboard.json")));
    StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.path("targets")) {
        rules
            .append("  - record: dashboard:expression:")
            .append(panel.get("id").asInt())
            .append(target.get("refId").asString())
            .append("\n    expr: '")
            .append(
                target.get("expr").asString().replace("$__rate_interval", "1m").replace("'", "''"))
            .append("'\n");
      }
    }
    Path file = Files.writeString(folder.resolve("dashboard.yml"), rules);
    assertThat(run("promtool", "check", "rules", file.toString())).contains("SUCCESS");
  }

  private static String file(String name) {
    return PACKAGING.resolve(name).toString();
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
