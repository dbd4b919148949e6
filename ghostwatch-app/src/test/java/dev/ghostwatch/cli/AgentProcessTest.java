package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.daemon.TestAgent;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping real processes from the command line. */
class AgentProcessTest {
  @TempDir Path folder;
  private TestWorld world;
  private Path pidFile;
  private Path log;
  private Path config;

  @BeforeEach
  void build() throws IOException {
    assumeThat(Path.of("/proc/self/stat")).exists();
    world = new TestWorld(folder).onThisHost().with("PATH", System.getenv("PATH"));
    pidFile = folder.resolve("run/ghostwatch.pid");
    log = folder.resolve("log/ghostwatch.log");
    config =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            daemon:
              pid-file: %s
              log-file: %s
              start-timeout: 30s
              stop-timeout: 10s
            """
                .formatted(pidFile, log));
    Path launcher =
        Files.writeString(
            folder.resolve("launch er"),
            """
            #!/bin/sh
            exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s "$@"
            """
                .formatted(
                    System.getProperty("java.home"),
                    System.getProperty("java.class.path"),
                    TestAgent.class.getName()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    world.with("GHOSTWATCH_LAUNCHER", launcher.toString());
  }

  @AfterEach
  void endWhatRuns() throws Exception {
    if (Files.exists(pidFile)) {
      ProcessHandle.of(pid())
          .filter(process -> process.info().commandLine().orElse("").contains("TestAgent"))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Ran run(String command, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = command;
    all[1] = "--config";
    all[2] = config.toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return world.plain(all);
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(pidFile).lines().findFirst().orElseThrow());
  }

  private String log() throws IOException {
    return Files.readString(log);
  }

  /** Waits for what another process does; its only signs are files. */
  private static void until(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void anAgentIsStartedShownAndStopped() throws Exception {
    Ran none = run("agent-status");
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err())
        .isEqualTo(
            "ghostwatch: no agent is running: "
                + pidFile
                + " names none. 'ghostwatch start' starts one.\n");
    assertThat(run("stop").exit()).isEqualTo(3);

    Ran started = run("start");
    assertThat(started.err()).isEmpty();
    assertThat(started.exit()).isZero();
    long pid = pid();
    assertThat(started.out())
        .isEqualTo(
            "The agent is running: pid " + pid + ", http://127.0.0.1:8970, log " + log + "\n");
    until(() -> Files.exists(pidFile.resolveSibling("session")));
    assertThat(log()).contains("working in /\n");

    Ran second = run("start");
    assertThat(second.exit()).isEqualTo(5);
    assertThat(second.err())
        .startsWith(
            "ghostwatch: an agent is running already and nothing was started: pid "
                + pid
                + ", running since ")
        .endsWith(
            ", version test, serving http://127.0.0.1:8970, configuration "
                + config
                + ". 'ghostwatch restart' replaces it.\n");
    assertThat(pid()).isEqualTo(pid);

    Ran status = run("agent-status", "-o", "json");
    assertThat(status.exit()).isZero();
    assertThat(status.json().get("pid").asLong()).isEqualTo(pid);
    assertThat(status.json().get("state").asString()).isEqualTo("ready");
    assertThat(status.json().get("address").asString()).isEqualTo("http://127.0.0.1:8970");
    assertThat(status.json().get("config").asString()).isEqualTo(config.toString());
    assertThat(status.json().get("residentMemoryBytes").asLong()).isGreaterThan(10_000_000);
    assertThat(run("agent-status").out()).contains("ready, pid " + pid + ", version test");
    assertThat(world.plain("agent-status", "--pid-file", pidFile.toString()).exit()).isZero();

    Ran restarted = run("restart");
    assertThat(restarted.err()).isEmpty();
    assertThat(restarted.out()).startsWith("The agent (pid " + pid + ") has stopped after ");
    assertThat(pid()).isNotEqualTo(pid);

    Ran stopped = run("stop");
    assertThat(stopped.exit()).isZero();
    assertThat(pidFile).doesNotExist();
    assertThat(run("stop").exit()).isEqualTo(3);
  }

  @Test
  void theAgentHasASessionOfItsOwn() throws Exception {
    assertThat(run("start").exit()).isZero();
    Path session = pidFile.resolveSibling("session");
    until(() -> Files.exists(session));
    until(() -> {
      try {
        return !Files.readString(session).isEmpty();
      } catch (IOException e) {
        return false;
      }
    });
    assertThat(Long.parseLong(Files.readString(session))).isEqualTo(pid());
    assertThat(run("stop").exit()).isZero();
  }

  @Test
  void whatAKilledAgentLeftBehindIsReplaced() throws Exception {
    assertThat(run("start").exit()).isZero();
    long pid = pid();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
    assertThat(pidFile).exists();

    Ran status = run("agent-status");
    assertThat(status.exit()).isEqualTo(3);
    assertThat(status.err())
        .contains("The PID file " + pidFile + " was left behind: process " + pid + " of ")
        .contains("is gone without removing it (kill -9, or the host went down).");
    Ran started = run("start");
    assertThat(started.exit()).isZero();
    assertThat(started.err()).contains("was left behind: process " + pid);
    assertThat(log()).contains("replaced Stale[agent=AgentRecord[pid=" + pid);
    assertThat(run("stop").exit()).isZero();
  }

  @Test
  void anotherProgramWithThatIdIsLeftAlone() throws Exception {
    Files.createDirectories(pidFile.getParent());
    long self = ProcessHandle.current().pid();
    Files.writeString(
        pidFile, self + "\nprocess-start: 1@x\nsince: 2026-11-22T13:08:06Z\nversion: 0\n");
    Ran stopped = run("stop");
    assertThat(stopped.exit()).isEqualTo(3);
    assertThat(stopped.err())
        .contains(
            "The PID file "
                + pidFile
                + " was left behind: the agent of 2026-11-22 13:08:06 is gone, and another program runs as process "
                + self
                + " now; it was left alone.");
    assertThat(run("start").exit()).isZero();
    assertThat(run("stop").exit()).isZero();
  }

  @Test
  void anAgentThatCannotStartSaysWhy() throws Exception {
    world.with("TEST_AGENT", "fails");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "of an earlier run\n");
    Ran ran = run("start");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: the agent ended while it was starting, with exit code 7. The end of its log "
                + log
                + ":\n  no \\x1b[2J database\n  at all\n");
    assertThat(log()).startsWith("of an earlier run\n");
  }

  @Test
  void anAgentThatIsNotReadyInTimeIsLeftRunning() throws Exception {
    world.with("TEST_AGENT", "never ready");
    Files.writeString(
        config, Files.readString(config).replace("start-timeout: 30s", "start-timeout: 2s"));
    Ran ran = run("start");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("is not ready after 2s; it was left running.");
    until(() -> Files.exists(pidFile));
    assertThat(run("agent-status").out()).contains("starting, pid " + pid());
    assertThat(run("stop").exit()).isZero();
  }

  @Test
  void anAgentThatDrainsTooLongEndsAllTheSame() throws Exception {
    world.with("TEST_AGENT", "hangs");
    assertThat(run("start").exit()).isZero();
    assertThat(run("stop").exit()).isZero();
    assertThat(log()).contains("not drained in time");
  }

  @Test
  void aBrokenFileChangesNothingAndKeepsNobodyFromStopping() throws Exception {
    String good = Files.readString(config);
    assertThat(run("start").exit()).isZero();
    Files.writeString(config, good + "loging: {level: debug}\n");
    hangUp();
    until(() -> logHas("reload: Kept[problems=["));
    assertThat(log()).contains("key=loging", "nearest=logging").doesNotContain("in force");

    Files.writeString(config, good + "logging: {level: debug}\nlisten: {address: '127.0.0.1:1'}\n");
    hangUp();
    until(() -> logHas("reload: Applied["));
    assertThat(log())
        .contains("in force: DEBUG")
        .contains("changed=[listen.address, logging.level], afterRestart=[listen.address]");
    hangUp();
    until(() -> logHas("reload: Unchanged[]"));

    Files.writeString(config, good + "loging: {level: debug}\n");
    Ran restart = run("restart");
    assertThat(restart.exit()).isEqualTo(1);
    assertThat(restart.err())
        .contains("cannot be used, so nothing was started:", "loging: there is no such key");
    Ran stop = run("stop");
    assertThat(stop.exit()).isZero();
    assertThat(stop.err()).contains("has errors ('ghostwatch config check' lists them)");
  }

  private boolean logHas(String text) {
    try {
      return log().contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  private void hangUp() throws Exception {
    assertThat(new ProcessBuilder("kill", "-HUP", String.valueOf(pid())).start().waitFor())
        .isZero();
  }

  @Test
  void withoutItsLauncherNothingIsStarted() {
    world.with("GHOSTWATCH_LAUNCHER", "");
    assertThat(run("start").err())
        .isEqualTo(
            "ghostwatch: the path of the program is not known (GHOSTWATCH_LAUNCHER is not set), so no agent can be started in the background. Start through the script 'ghostwatch', or run 'ghostwatch serve'.\n");
    world.with("GHOSTWATCH_LAUNCHER", folder + "/none");
    Ran ran = run("start");
    assertThat(ran.exit()).isEqualTo(1);
  }
}
