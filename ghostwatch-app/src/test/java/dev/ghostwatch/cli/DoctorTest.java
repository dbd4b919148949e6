package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.simulator.Fault;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.FakeProc;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorTest {
  @TempDir Path folder;
  private TestWorld world;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private JsonNode only(Ran ran, String rule, String severity) {
    JsonNode findings = ran.json();
    assertThat(findings.size()).as(ran.out()).isEqualTo(1);
    JsonNode finding = findings.get(0);
    assertThat(finding.path("rule").asString()).isEqualTo(rule);
    assertThat(finding.path("severity").asString()).isEqualTo(severity);
    assertThat(finding.path("title").asString()).isNotEmpty();
    assertThat(finding.path("cause").asString()).isNotEmpty();
    assertThat(finding.path("advice").asString()).isNotEmpty();
    assertThat(finding.path("evidence").size()).isEqualTo(1);
    return finding;
  }

  @Test
  void aHealthyRunHasNothing() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    Ran ran = world.run("doctor");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .startsWith("shop.orders  nothing found\n  why so slow?\n    1m0s (100.0 %) copying rows\n")
        .contains("of 40 rules could not be asked: D1, D2, D3, D4, D9, D13");
    assertThat(world.run("doctor", "--all").out())
        .contains("not checked without the database servers (no agent with mysql.servers");
    assertThat(world.run("doctor", "--lang=zh").out()).contains("为什么这么慢？");
    assertThat(world.run("doctor", "--json").out().strip()).isEqualTo("[ ]");
  }

  @Test
  void d34AStaleSocketWithTheCommandThatRemovesIt() {
    Path socket = world.stale("old one.sock");
    Ran ran = world.run("doctor", "--json");
    assertThat(ran.exit()).isZero();
    JsonNode finding = only(ran, "D34", "warning");
    assertThat(finding.path("command").asString()).isEqualTo("rm '" + socket + "'");
    assertThat(finding.path("evidence").get(0).asString())
        .isEqualTo("unix:" + socket + " exists and refuses connections");
    assertThat(world.run("doctor").out())
        .contains("WARNING  D34  stale socket")
        .contains("run          rm '" + socket + "'");
  }

  /** Found by looking at the host's list of sockets, without connecting. */
  @Test
  void d34AlsoWhenTheHostsListOfSocketsTellsIt() throws Exception {
    Path socket = world.stale("made.sock");
    world.process(
        77,
        world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy()),
        folder.resolve("orders.log"));
    Ran ran = world.plain("doctor", socket.toString(), "--json");
    assertThat(ran.exit()).as(ran.toString()).isZero();
    only(ran, "D34", "warning");
  }

  @Test
  void d35NoPermission() {
    world.channels(endpoint ->
        new CommandChannel() {
          @Override
          public Endpoint endpoint() {
            return endpoint;
          }

          @Override
          public String exchange(Command command) throws ControlException {
            throw new ControlException(
                ControlException.Kind.PERMISSION_DENIED,
                endpoint,
                "permission denied: the socket has mode rwx------ and owner mysql",
                null);
          }
        });
    Ran ran = world.plain("doctor", "--json", "--socket", folder.resolve("s.sock").toString());
    assertThat(ran.exit()).isZero();
    assertThat(only(ran, "D35", "warning").path("evidence").get(0).asString())
        .contains("mode rwx------ and owner mysql");
  }

  @Test
  void d36AnOverlongPath() {
    Path socket = folder.resolve("x".repeat(110) + ".sock");
    Ran ran = world.plain("doctor", "--json", "--socket", socket.toString());
    assertThat(ran.exit()).isZero();
    assertThat(only(ran, "D36", "warning").path("evidence").get(0).asString())
        .isEqualTo(
            "unix:"
                + socket
                + " has "
                + socket.toString().length()
                + " bytes; 106 at most can be connected to");
  }

  @Test
  void d37AcceptedAndNeverAnsweredIsCritical() {
    Path socket = world.faulty(new Fault.NeverAnswers());
    Ran ran = world.impatient().plain("doctor", "--json", "--socket", socket.toString());
    assertThat(ran.exit()).isEqualTo(1);
    only(ran, "D37", "critical");
  }

  @Test
  void aHangingRunIsFoundByItsName() throws Exception {
    Path socket = world.faulty(new Fault.NeverAnswers());
    Path named = world.socket("shop", "orders");
    Files.move(socket, named);
    Ran ran = world.impatient().run("doctor", "orders");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("shop.orders\n")
        .contains("CRITICAL D37")
        .doesNotContain("\\n");
  }

  private FakeProc running(String... arguments) {
    SimulatedMigration migration =
        world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    return world.process(77, migration, folder.resolve("orders.log"), arguments);
  }

  @Test
  void d39AControlPortOpenToTheNetwork() {
    running("--serve-tcp-port=10001")
        .text(
            "net/tcp",
            "  sl  local_address rem_address   st\n   0: 00000000:2711 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 5 1\n");
    Ran ran = world.plain("doctor", "shop.orders", "--json");
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(only(ran, "D39", "warning").path("evidence").get(0).asString())
        .isEqualTo("TCP port 10001 of process 77 listens on all interfaces");
    Ran chosen =
        world.plain("doctor", "--socket", world.socket("shop", "orders").toString(), "--json");
    assertThat(only(chosen, "D39", "warning")).isEqualTo(only(ran, "D39", "warning"));
  }

  @Test
  void d40APasswordInTheArgumentListIsShownMasked() {
    running("--user=gh", "--password=s3cr3t");
    Ran ran = world.run("doctor", "--json");
    assertThat(ran.exit()).isZero();
    assertThat(only(ran, "D40", "warning").path("evidence").get(0).asString())
        .startsWith("process 77: ")
        .contains("--password=****");
    for (String command : new String[] {"doctor", "ps", "status", "settings"}) {
      assertThat(world.run(command).all()).doesNotContain("s3cr3t");
      assertThat(world.run(command, "--json").all()).doesNotContain("s3cr3t");
    }
  }

  @Test
  void theProcessIsShownWithTheRun() throws Exception {
    Files.writeString(
        folder.resolve("orders.log"), "2026-11-22 13:08:06 INFO starting gh-ost 1.1.10 (git x)\n");
    running();
    assertThat(world.run("status").out())
        .contains("gh-ost       1.1.10, pid 77, user root, on util1")
        .contains("log          " + folder.resolve("orders.log"))
        .contains("command      /usr/bin/gh-ost --database=shop --table=orders");
    assertThat(world.run("ps", "--json").json().get(0).path("pid").asLong()).isEqualTo(77);
  }

  @Test
  void aLogAloneIsDiagnosed() throws Exception {
    Path log = folder.resolve("run.log");
    Files.writeString(
        log,
        """
        2026-11-20 13:00:00 INFO starting gh-ost 1.1.10 (git commit: x)
        # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
        # Migrating db1:3306; inspecting db2:3306; executing on util1
        # Migration started at Fri Nov 20 13:00:00 +0000 2026
        # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
        Copy: 100/1000 10.0%; Applied: 0; Backlog: 0/1000; Time: 5s(total), 5s(copy); streamer: mysql-bin.000001:5; Lag: 0.01s, HeartbeatLag: 0.01s, State: migrating; ETA: 45s
        Copy: 200/1000 20.0%; Applied: 0; Backlog: 0/1000; Time: 10s(total), 10s(copy); streamer: mysql-bin.000001:9; Lag: 0.01s, HeartbeatLag: 0.01s, State: migrating; ETA: 40s
        """);
    Ran killed = world.plain("doctor", "--log", log.toString(), "--timezone", "UTC", "--json");
    assertThat(killed.exit()).as(killed.toString()).isEqualTo(1);
    JsonNode finding = killed.json().get(0);
    assertThat(finding.path("rule").asString()).isEqualTo("D38");
    assertThat(finding.path("until").isNull()).isTrue();
    Files.writeString(
        log,
        "2026-11-20 13:00:12 INFO Done migrating `shop`.`orders`\n",
        StandardOpenOption.APPEND);
    Ran done = world.plain("doctor", "--log", log.toString(), "--timezone", "UTC");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.out()).startsWith("shop.orders  nothing found");
    Ran folderOfIt = world.plain("doctor", folder.toString() + "/none");
    assertThat(folderOfIt.exit()).isEqualTo(3);
    Ran missing = world.plain("doctor", "--log", folder.resolve("no.log").toString());
    assertThat(missing.exit()).isEqualTo(1);
  }

  @Test
  void aRecordingIsDiagnosed() throws Exception {
    Path recording = Files.createDirectory(folder.resolve("recording"));
    Files.writeString(
        recording.resolve("socket.jsonl"),
        """
        {"t": 1795352400.1, "command": "status", "reply": "# Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`\\n# Migrating db1:3306; inspecting db2:3306; executing on util1\\n# Migration started at Sun Nov 22 13:00:00 +0000 2026\\n# chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000\\nCopy: 1000/1000 100.0%; Applied: 0; Backlog: 0/1000; Time: 9s(total), 9s(copy); streamer: mysql-bin.000001:9; Lag: 0.01s, HeartbeatLag: 0.01s, State: postponing cut-over; ETA: due\\n", "ms": 1}
        """);
    Ran ran = world.plain("doctor", recording.toString(), "--json");
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(ran.json().get(0).path("rule").asString()).isEqualTo("D20");
    assertThat(ran.json().get(0).path("command").asString())
        .isEqualTo("ghostwatch cut-over shop.orders");
  }
}
