package dev.ghostwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent in a process of its own, as the README starts it. */
class AgentJourneyTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() throws IOException {
    assumeThat(Path.of("/proc/self/stat")).exists();
    world = new TestWorld(folder).onThisHost().with("PATH", System.getenv("PATH"));
    world.orders(GhostDialect.V1_1_10, Stories.byName("postponed"), Duration.ofSeconds(30));
    Path home = folder.resolve("home");
    world.with("HOME", home.toString());
    configure("");
    Path launcher =
        Files.writeString(
            folder.resolve("launcher"),
            """
            #!/bin/sh
            exec '%s/bin/java' -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '%s' dev.ghostwatch.app.Main "$@"
            """
                .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    world.with("GHOSTWATCH_LAUNCHER", launcher.toString());
  }

  private void configure(String more) throws IOException {
    Path file = folder.resolve("home/.config/ghostwatch/ghostwatch.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        listen:
          address: 127.0.0.1:0
        discovery:
          processes: false
          socket-globs: ["%s"]
        daemon:
          start-timeout: 60s
        """
                .formatted(world.glob())
            + more);
  }

  @AfterEach
  void end() throws Exception {
    world.plain("stop");
    world.close();
  }

  @Test
  void startsFindsTheMigrationRemembersItAndStops() throws Exception {
    Ran started = world.plain("start");
    assertThat(started.exit()).as(started.all()).isZero();
    String address = address(started.out());
    assertThat(world.plain("agent-status").out()).contains("ready").contains(address);

    assertThat(Web.get(address + "/readyz")).isEqualTo("ready\n");
    String migrations = Web.get(address + "/api/v1/migrations");
    assertThat(migrations)
        .contains("\"database\":\"shop\",\"table\":\"orders\"")
        .contains("\"lifecycle\":\"running\"")
        .contains("\"sources\":[{\"source\":\"socket\"")
        .contains("\"host\":{\"observedAt\":");
    assertThat(Web.get(address + "/metrics"))
        .contains("ghostwatch_migration_rows_copied{migration=\"shop.orders@")
        .contains("ghostwatch_store_dropped_entries_total 0.0")
        .contains("ghostwatch_host_load1 ");

    Ran history = until(ran -> ran.out().contains("shop.orders@"), "history");
    assertThat(history.out()).contains("running");
    Ran export = world.plain("export", "shop.orders", "-o", "csv");
    assertThat(export.out())
        .startsWith(
            "timestamp,datetime,migrated_rows,progress_pct,eta_seconds,lag_ms,chunk_size,load_avg\n");
    assertThat(export.out().lines().count()).isGreaterThan(1);

    Ran alerts = world.plain("alerts");
    assertThat(alerts.exit()).as(alerts.all()).isZero();
    assertThat(alerts.out()).startsWith("SEVERITY");
    Ran silenced =
        world.plain(
            "silence",
            "add",
            "migration=\"shop.orders\"",
            "--for",
            "2h",
            "--comment",
            "maintenance");
    assertThat(silenced.exit()).as(silenced.all()).isZero();
    assertThat(world.plain("silence", "list").out()).contains("migration=\"shop.orders\"");

    Ran second = world.plain("start");
    assertThat(second.exit()).isEqualTo(5);
    assertThat(second.err()).contains("an agent is running already and nothing was started: pid ");

    Ran stopped = world.plain("stop");
    assertThat(stopped.exit()).as(stopped.all()).isZero();
    assertThat(world.plain("agent-status").exit()).isEqualTo(3);
    assertThat(log()).contains("event=found migration=shop.orders@").contains("event=stopped");
  }

  @Test
  void aBrokenFileChangesNothingAtSighup() throws Exception {
    assertThat(world.plain("start").exit()).isZero();
    configure("polling:\n  sup-intervall: 20s\n");
    hangUp();
    untilLogged("sup-intervall");
    assertThat(log()).contains("event=reload-refused").contains("the old configuration stays");
    configure("host:\n  interval: 20s\n");
    hangUp();
    untilLogged("event=reloaded changes=[host.interval]");
    configure("host:\n  interval: 20s\npolling:\n  concurrency: 20\n");
    hangUp();
    untilLogged("event=restart-needed changes=[polling.concurrency]");
  }

  @Test
  void whatCanChangeWhileItRunsIsInForceAfterSighup() throws Exception {
    String address = address(world.plain("start").out());
    until(ran -> ran.out().contains("shop.orders@"), "history");
    assertThat(Web.get(address + "/metrics"))
        .contains("ghostwatch_lag_profile_active{profile=\"peak\"} 0.0")
        .doesNotContain("ghostwatch_migration_recommended_lag_limit_seconds");
    configure("profiles:\n  default: peak\npolling:\n  sup-interval: 7s\n");
    hangUp();
    untilLogged("event=reloaded changes=[polling.sup-interval, profiles.default]");
    assertThat(Web.get(address + "/metrics")).contains("ghostwatch_poll_budget_seconds 7.0");
    assertThat(Web.get(address + "/metrics"))
        .contains("ghostwatch_lag_profile_active{profile=\"peak\"} 1.0")
        .contains("profile=\"peak\"} 0.5");
    assertThat(Web.get(address + "/api/v1/migrations"))
        .contains(
            "\"lagLimit\":{\"maxLagSeconds\":1.5,\"profile\":\"peak\",\"profileSeconds\":0.5,"
                + "\"recommended\":\"peak\",\"recommendedSeconds\":0.5,\"reason\":\"by default\","
                + "\"differs\":true,\"command\":\"ghostwatch set shop.orders --profile peak\"}");
    assertThat(world.plain("status", "shop.orders").out())
        .contains(
            "lag limit    profile peak holds now (by default): 0.50 s, but max-lag-millis is");
    configure("metrics:\n  enabled: false\nlogging:\n  file: own.log\n  format: json\n");
    hangUp();
    until(_ -> Files.exists(state("own.log")), "agent-status");
    assertThat(Web.get(address + "/metrics")).contains("\"title\":\"Metrics are switched off\"");
    world.plain("stop");
    assertThat(Files.readString(state("own.log")))
        .contains(
            "\"event\":\"reloaded\",\"changes\":\"[polling.sup-interval, metrics.enabled, logging.file,")
        .contains("\"event\":\"stopped\"");
  }

  @Test
  void withUntilDoneItEndsWithTheLastRun() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            folder.resolve("launcher").toString(), "serve", "--until-done", "--no-history");
    builder.environment().put("HOME", folder.resolve("home").toString());
    Process agent =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("until-done.log").toFile())
            .start();
    String said = "";
    for (int i = 0; i < 600 && !said.contains("event=found"); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      said = Files.readString(folder.resolve("until-done.log"));
    }
    assertThat(agent.isAlive()).as(said).isTrue();
    world.plain("panic", "shop.orders", "--yes");
    assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(agent.exitValue()).isZero();
    assertThat(Files.readString(folder.resolve("until-done.log")))
        .contains("event=done reason=\"no run is left\"", "event=stopped");
  }

  @Test
  void anAgentThatWasKilledIsReplacedAndItsHistoryGoesOn() throws Exception {
    assertThat(world.plain("start").exit()).isZero();
    until(ran -> ran.out().contains("shop.orders@"), "history");
    ProcessHandle killed = ProcessHandle.of(pid()).orElseThrow();
    killed.destroyForcibly();
    killed.onExit().get(20, TimeUnit.SECONDS);
    Ran again = world.plain("start");
    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(again.err()).contains("process " + killed.pid());
    assertThat(world.plain("history").out().lines().filter(line -> line.contains("shop.orders@")))
        .hasSize(1);
  }

  private void hangUp() throws Exception {
    assertThat(new ProcessBuilder("kill", "-HUP", String.valueOf(pid())).start().waitFor())
        .isZero();
  }

  private long pid() throws IOException {
    return Long.parseLong(
        Files.readString(state("ghostwatch.pid")).lines().findFirst().orElseThrow());
  }

  private Path state(String name) {
    return folder.resolve("home/.local/state/ghostwatch").resolve(name);
  }

  private String log() throws IOException {
    return Files.readString(state("ghostwatch.log"));
  }

  /** Repeats a command until it shows what another process does meanwhile. */
  private Ran until(Predicate<Ran> condition, String... command) throws InterruptedException {
    Ran ran = world.plain(command);
    for (int i = 0; i < 600 && !condition.test(ran); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      ran = world.plain(command);
    }
    assertThat(condition.test(ran)).as(ran.all()).isTrue();
    return ran;
  }

  private void untilLogged(String text) throws Exception {
    for (int i = 0; i < 600 && !log().contains(text); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(log()).contains(text);
  }

  private static String address(String text) {
    Matcher address = ADDRESS.matcher(text);
    assertThat(address.find()).as(text).isTrue();
    return address.group();
  }

  /** The README's commands for the agent are the ones tried here. */
  @Test
  void theReadmeShowsWhatIsTriedHere() throws IOException {
    String text = Files.readString(Path.of("..", "README.md"));
    for (String command :
        List.of(
            "start",
            "agent-status",
            "history",
            "export shop.orders -o csv",
            "alerts",
            "silence add 'migration=\"shop.orders\"' --for 2h --comment maintenance",
            "silence list",
            "stop")) {
      assertThat(text).contains("./ghostwatch " + command + "\n");
    }
  }
}
