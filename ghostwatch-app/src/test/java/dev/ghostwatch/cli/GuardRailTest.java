package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is changed on doubt, and nothing unrecorded. */
class GuardRailTest {
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

  @ParameterizedTest
  @CsvSource({
    "set,chunk-size=500",
    "throttle,",
    "resume,",
    "postpone,",
    "cut-over,--yes",
    "panic,--yes",
    "slow-down,",
    "speed-up,",
    "status,",
    "settings,",
    "watch,"
  })
  void aTableOfThatNameInTwoDatabasesIsAmbiguous(String command, String word) {
    SimulatedMigration one =
        world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    SimulatedMigration two = world.simulate("crm", "orders", GhostDialect.V1_1_10, Story.healthy());
    Ran ran = word == null ? world.run(command, "orders") : world.run(command, "orders", word);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            """
            ghostwatch: 'orders' names several migrations; be more exact (db.table or the socket's path):
              crm.orders  unix:DIR/gh-ost.crm.orders.sock
              shop.orders  unix:DIR/gh-ost.shop.orders.sock
            """
                .replace("DIR", folder.toString()));
    Wire.assertOnlyRead(one);
    Wire.assertOnlyRead(two);
  }

  @Test
  void theExactNameChangesThatOneOnly() {
    SimulatedMigration one =
        world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
    SimulatedMigration two = world.simulate("crm", "orders", GhostDialect.V1_1_10, Story.healthy());
    assertThat(world.run("set", "crm.orders", "chunk-size=500").exit()).isZero();
    assertThat(two.costs().settingsChanged()).isEqualTo(1);
    Wire.assertOnlyRead(one);
  }

  /** Between finding the migration and changing it, another run takes over its socket. */
  @ParameterizedTest
  @CsvSource({
    "set,chunk-size=500",
    "throttle,",
    "resume,",
    "postpone,",
    "cut-over,--yes",
    "panic,--yes",
    "slow-down,",
    "speed-up,",
  })
  void aSocketThatNowBelongsToAnotherTableIsNotSentAnything(String command, String word)
      throws Exception {
    SimulatedMigration meant =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    Path elsewhere = folder.resolve("items.other");
    SimulatedMigration other =
        world.simulateAt(
            elsewhere,
            "shop",
            "items",
            GhostDialect.V1_1_10,
            Story.healthy(),
            FlagFiles.inMemory(),
            null);
    AtomicInteger questions = new AtomicInteger();
    world.channels(endpoint -> {
      CommandChannel before = new ControlSocket(endpoint);
      CommandChannel after = new ControlSocket(new Endpoint.UnixSocket(elsewhere));
      return new CommandChannel() {
        @Override
        public Endpoint endpoint() {
          return endpoint;
        }

        @Override
        public String exchange(Command question) throws ControlException {
          // help and status come from the run that was meant.
          return (questions.incrementAndGet() <= 2 ? before : after).exchange(question);
        }
      };
    });
    Ran ran = word == null ? world.run(command) : world.run(command, word);
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err())
        .contains(
            "Nothing was changed: shop.orders was meant, but the gh-ost there migrates shop.items");
    Wire.assertNothingChanged(meant);
    Wire.assertNothingChanged(other);
    assertThat(world.auditLines())
        .singleElement()
        .asString()
        .contains("\"sent\":false")
        .contains("shop.orders was meant");
  }

  @Test
  void aSocketWhoseNameLiesIsJudgedByItsStatus() {
    SimulatedMigration other =
        world.simulateAt(
            world.socket("shop", "orders"),
            "shop",
            "items",
            GhostDialect.V1_1_10,
            Story.healthy(),
            FlagFiles.inMemory(),
            null);
    Ran ran = world.run("panic", "orders", "--yes");
    assertThat(ran.exit()).isEqualTo(3);
    Wire.assertOnlyRead(other);
  }

  @Test
  void everyChangeIsInTheAudit() {
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    world.run("set", "chunk-size=500", "throttle-query=select 1");
    world.run("throttle");
    world.run("cut-over", "--yes");
    assertThat(world.auditLines()).hasSize(4);
    String endpoint = "unix:" + world.socket("shop", "orders");
    assertThat(world.auditLines().get(0))
        .startsWith(
            "{\"at\":\"2026-11-22T13:09:06.000Z\",\"user\":\"tester\",\"migration\":\"shop.orders@20261122T130806Z\","
                + "\"endpoint\":\""
                + endpoint
                + "\",\"command\":\"chunk-size=500\",\"before\":\"1000\",\"after\":\"500\",\"answer\":\"Copy: ")
        .endsWith("\"sent\":true}");
    assertThat(world.auditLines().get(1))
        .contains("\"command\":\"throttle-query=select 1\",\"before\":\"\",\"after\":\"select 1\"");
    assertThat(world.auditLines().get(2))
        .contains("\"command\":\"throttle=orders\",\"before\":null,\"after\":null");
    assertThat(world.auditLines().get(3)).contains("\"answer\":\"NOT_POSTPONING: You may only");
  }

  @ParameterizedTest
  @CsvSource({
    "set,chunk-size=500",
    "throttle,",
    "resume,",
    "postpone,",
    "cut-over,--yes",
    "panic,--yes",
    "slow-down,",
  })
  void withoutAnAuditNothingIsSent(String command, String word) throws IOException {
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    Path plainFile = Files.writeString(folder.resolve("file"), "");
    world.with("GHOSTWATCH_AUDIT_FILE", plainFile.resolve("audit.jsonl").toString());
    Ran ran = word == null ? world.run(command) : world.run(command, word);
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err())
        .contains("the change cannot be written to the audit file " + plainFile)
        .contains("so nothing was sent. Make the file writable");
    Wire.assertOnlyRead(migration);
  }

  @Test
  void anAuditThatFailsAfterwardsIsNotCalledNothingSent() {
    assumeThat(Path.of("/dev/full")).exists();
    SimulatedMigration migration =
        world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(1));
    world.with("GHOSTWATCH_AUDIT_FILE", "/dev/full");
    Ran ran = world.run("set", "chunk-size=500");
    assertThat(migration.costs().settingsChanged()).isEqualTo(1);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "'chunk-size=500' was sent to gh-ost, but cannot be written to the audit file /dev/full")
        .doesNotContain("nothing was sent");
  }

  @Test
  void aGhostThatDoesNotNameItsTableIsNotChanged() {
    SimulatedMigration migration =
        world.orders(GhostDialect.BRACKETED, Story.healthy(), Duration.ofMinutes(1));
    Ran ran = world.run("set", "chunk-size=500");
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err())
        .contains("does not say which table it migrates, so nothing may be changed there");
    assertThat(migration.costs().settingsChanged()).isZero();
  }
}
