package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.rule.LoadedRules;
import dev.ghostwatch.alert.rule.Vocabularies;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alert rules test}, {@code config import} and {@code replay --alerts}. */
class AlertRulesTest {
  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void testsOfRulesArePlayed() throws IOException {
    file(
        "rules.yaml",
        """
        rules:
          - name: SlowLag
            expr: progress.lagSeconds > 5.0 && state != 'postponing cut-over'
            for: 30s
          - name: Fatal
            expr: recent.fatalLines > 0
        """);
    Path test =
        file(
            "test.yaml",
            """
            rule-files: [rules.yaml]
            tests:
              - name: lag fires after half a minute and ends
                interval: 10s
                series:
                  state: [migrating]
                  progress.lagSeconds: [0.5*3, 7.5*6, _*2, 0.1]
                expect:
                  - {at: 50s, firing: [], pending: [SlowLag]}
                  - {at: 60s, firing: [SlowLag], pending: []}
                  - {at: 100s, firing: [SlowLag]}
                  - {at: 2m, firing: []}
              - name: postponed lag is nobody's trouble
                series:
                  state: [postponing cut-over]
                  progress.lagSeconds: [60]
                expect: [{at: 5m, firing: []}]
              - name: a fatal line
                series: {state: [migrating]}
                log: [{at: 1m, level: fatal, text: disk full}]
                expect: [{at: 50s, firing: []}, {at: 1m, firing: [Fatal]}, {at: 7m, firing: []}]
            """);
    Ran ran = world.plain("alert", "rules", "test", test.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualTo(
            """
            ok      lag fires after half a minute and ends
            ok      postponed lag is nobody's trouble
            ok      a fatal line
            3 tests, all good.
            """);
    assertThat(ran.exit()).isZero();
  }

  @Test
  void aTestThatFailsSaysWhatWasFound() throws IOException {
    Path test =
        file(
            "test.yaml",
            """
            built-in-rules: true
            tests:
              - name: too eager
                series: {state: [migrating], progress.lagSeconds: [9]}
                expect: [{at: 10s, firing: []}]
            """);
    Ran ran = world.plain("alert", "rules", "test", test.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(
            """
            FAILED  too eager
                    at 10s firing: expected -, found HighLag
            1 tests, 1 failed.
            """);
  }

  @Test
  void aMisspeltFieldOfATestIsSaid() throws IOException {
    Path test =
        file(
            "test.yaml",
            """
            built-in-rules: true
            tests:
              - name: misspelt
                series: {progress.lagSecond: [9]}
                expect: [{at: 10s}]
            """);
    Ran ran = world.plain("alert", "rules", "test", test.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("tests[0].name: found 'progress.lagSecond', which cannot be given in a test.")
        .contains("Did you mean progress.lagSeconds?");
  }

  @Test
  void configCheckReadsTheRules() throws IOException {
    Path config =
        file(
            "c.yaml",
            """
            alerts:
              rules:
                - {name: A, expr: "progress.lagSecond > 5"}
              actions:
                - {on: HihgLag, slow-down: true}
            """);
    Ran ran = world.plain("config", "check", config.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "c.yaml:3:23: alerts.rules[0].expr: found 'lagSecond', but there is no such field. Did you mean lagSeconds?")
        .contains(
            "c.yaml:5:12: alerts.actions[0].on: found 'HihgLag', but there is no such rule. Did you mean HighLag?");
  }

  @Test
  void theClassicFileIsTakenOver() throws IOException {
    Path classic =
        file(
            "alert_rules.conf",
            """
            # alert rules
            ALERT_LAG_THRESHOLD=3000        # milliseconds
            ALERT_LAG_ENABLED=true
            ALERT_LOAD_THRESHOLD="6.5"
            ALERT_LOAD_ENABLED=true
            export ALERT_ERROR_ENABLED=false
            ALERT_PROGRESS_STUCK=300
            ALERT_PROGRESS_ENABLED='true'   # no progress
            ALERT_EMAIL="dba@example.com,ops@example.com"
            ALERT_EMAIL_ENABLED=true
            ALERT_WEBHOOK="https://hook.example.com/a#b"
            ALERT_SLACK_CHANNEL="#dba"
            ALERT_LAG_TRESHOLD=1
            ALERT_OTHER=$(date)
            nonsense
            """);
    Ran ran = world.plain("config", "import", classic.toString());
    assertThat(ran.exit()).isZero();
    assertThat(ran.err().replace(classic.toString(), "FILE"))
        .contains("FILE:9: ALERT_EMAIL: mail goes through localhost:25")
        .contains("FILE:12: ALERT_SLACK_CHANNEL: the channel #dba alone leads nowhere")
        .contains(
            "FILE:13: ALERT_LAG_TRESHOLD: no such key is known; it was left out. Did you mean ALERT_LAG_THRESHOLD?")
        .contains("FILE:14: ALERT_OTHER: no such key is known")
        .contains("FILE:15: 'nonsense' is no KEY=value; it was left out.");
    assertThat(ran.out())
        .contains("expr: recent.lagSeconds > 3.0")
        .contains("expr: host.load1 > 6.5")
        .contains("recent.stuckSeconds >= 300.0")
        .contains("disabled-rules: [ErrorInLog, FatalInLog]")
        .contains("url: \"https://hook.example.com/a#b\"");
    LoadedConfig config = LoadedConfig.parse(ran.out(), Map.of("HOME", folder.toString()));
    assertThat(config.problems()).isEmpty();
    assertThat(config.config().alerts().receivers()).containsKeys("mail", "hook", "log");
    LoadedRules rules =
        LoadedRules.of(config.config().alerts().rules(), Map.of(), new Vocabularies());
    assertThat(rules.problems()).isEmpty();
    assertThat(rules.rules().all()).noneMatch(rule -> rule.name().equals("ErrorInLog"));
    Path output = folder.resolve("out.yaml");
    assertThat(world.plain("config", "import", classic.toString(), "-o", output.toString()).exit())
        .isZero();
    assertThat(world.plain("config", "check", output.toString()).exit()).isZero();
    Ran again = world.plain("config", "import", classic.toString(), "-o", output.toString());
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("An existing file is never overwritten");
  }

  @Test
  void recordingsShowTheirAlerts() {
    List<Path> runs = Recordings.runsWith("socket.jsonl");
    for (Path run : runs.subList(0, Math.min(8, runs.size()))) {
      Ran ran = world.plain("replay", run.toString(), "--alerts");
      Ran json = world.plain("replay", run.toString(), "--alerts", "--json");
      if (ran.exit() == 0) {
        assertThat(json.out().lines())
            .allSatisfy(line -> assertThat(line).contains("\"alerts\":["));
      }
      assertThat(ran.err()).doesNotContain("BUG", "Exception");
    }
  }
}
