package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.RecordedServer;
import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading never changes anything, whatever is typed and whatever gh-ost it is. */
class PassiveReadingTest {
  private static final List<String> READING =
      List.of("ps", "status", "settings", "doctor", "throttle-query");
  private static final List<String> HOSTILE =
      List.of(
          "panic",
          "panic=?",
          "panic=orders",
          "throttle",
          "throttle=?",
          "no-throttle",
          "unpostpone",
          "cut-over",
          "throttle-query",
          "throttle-query=",
          "throttle-query=select 1",
          "throttle-http",
          "max-load",
          "critical-load",
          "throttle-control-replicas",
          "throttle-control-replicas=?",
          "chunk-size",
          "chunk-size=5",
          "chunk-size = ?",
          "chunk-size=?\npanic",
          "status\npanic",
          "sup\r\npanic=orders",
          "help;panic",
          "postpone-cut-over-flag-file=?",
          "postpone-cut-over-flag-file",
          "replication-lag-query=?",
          "cpu-profile",
          "cpu-profile=1s",
          "lag",
          "PANIC",
          " panic ",
          "?",
          "=",
          "=?",
          "",
          "info",
          "status",
          "coordinates",
          "applier=?",
          "nice-ratio=?",
          "max-lag-millis=?",
          "orders",
          "shop.orders",
          "\u0000panic",
          "\u001b[2Jpanic",
          "sup ".repeat(2000),
          "\uD83D\uDC7B");

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
  @EnumSource(names = {"V1_0_21", "V1_1_5", "V1_1_10", "V1_2_DEV"})
  void readingCommandsSendNothingThatChanges(GhostDialect dialect) {
    Path log = folder.resolve("orders.log");
    SimulatedMigration migration =
        world.simulate(
            "shop", "orders", dialect, Story.healthy().rows(800_000), FlagFiles.inMemory(), log);
    world.process(77, migration, log);
    world.clock.advance(Duration.ofSeconds(40));
    for (String command : READING) {
      assertThat(world.run(command).exit()).as(command).isZero();
    }
    for (String question : List.of("help", "status", "sup", "info")) {
      assertThat(world.run("ask", question).exit()).as(question).isZero();
    }
    world.run("ask", "coordinates");
    world.run("ask", "chunk-size=?");
    assertThat(world.run("watch").lastLine()).contains("shop.orders  succeeded: ");

    Wire.assertOnlyRead(migration);
    assertThat(Files.exists(world.audit())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"V1_0_21", "V1_1_0", "V1_1_5", "V1_1_10", "V1_2_DEV"})
  void everyCommandSendsHelpFirstToAGhostItDoesNotKnow(GhostDialect dialect) {
    List<String[]> commands = new ArrayList<>();
    READING.forEach(command -> commands.add(new String[] {command}));
    commands.add(new String[] {"ask", "sup"});
    commands.add(new String[] {"set", "chunk-size=700"});
    commands.add(new String[] {"throttle"});
    commands.add(new String[] {"resume"});
    commands.add(new String[] {"postpone"});
    commands.add(new String[] {"slow-down"});
    commands.add(new String[] {"cut-over", "--yes"});
    SimulatedMigration migration = world.orders(dialect, Story.healthy(), Duration.ofMinutes(2));
    for (String[] command : commands) {
      int before = migration.received().size();
      String[] rest = List.of(command).subList(1, command.length).toArray(String[]::new);
      world.run(command[0], rest);
      assertThat(Wire.linesAfter(before, migration)).as(command[0]).startsWith("help");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.0.21", "v1.1.0", "v1.1.5", "v1.1.10", "v1.2-dev"})
  void onlyWordsThatARealRunWasRecordedToAnswerAreSent(String version) {
    readAll(Recordings.commands(version), version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.0.21", "v1.1.0", "v1.1.5", "v1.1.10", "v1.2-dev"})
  void theWholeRecordingsSayTheSame(String version) throws IOException {
    Path recording =
        Recordings.everything()
            .map(root -> root.resolve(version).resolve("commands").resolve("socket.jsonl"))
            .orElse(folder);
    assumeThat(recording).isRegularFile();
    readAll(Recordings.exchanges(Files.readString(recording)), version);
  }

  private void readAll(List<Recordings.Exchange> recording, String version) {
    Path socket = world.socket("shop", "orders");
    RecordedServer server = world.keep(new RecordedServer(socket, recording));
    for (String command : READING) {
      assertThat(world.run(command).exit()).as(command).isZero();
    }
    world.run("ask", "coordinates");
    world.run("ask", "sup");
    world.run("ask", "max-load=?");
    world.waiting(duration -> {
      world.clock.advance(duration);
      if (server.received().size() > 60) {
        server.close();
      }
    });
    world.run("watch", "--every", "5s");

    assertThat(server.unknown()).isEmpty();
    assertThat(server.received())
        .hasSizeGreaterThan(16)
        .startsWith("help")
        .allMatch(line -> Wire.isReading(line, GhostDialect.ofLabel(version)));
    assertThat(server.mostInFlight()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"V1_0_21", "V1_1_0", "V1_1_5", "V1_1_10", "V1_2_DEV"})
  void noArgumentMakesAReadingCommandChangeAnything(GhostDialect dialect) {
    long seed = 20_261_122L + dialect.label().hashCode();
    Random random = new Random(seed);
    SimulatedMigration migration = world.orders(dialect, Story.healthy(), Duration.ofMinutes(1));
    for (int i = 0; i < 150; i++) {
      List<String> words = new ArrayList<>();
      String command = pick(random, List.of("ps", "status", "settings", "ask", "doctor", "watch"));
      int count = random.nextInt(3);
      for (int j = 0; j < count; j++) {
        words.add(hostile(random));
      }
      if (command.equals("watch")) {
        words.add("--every");
        words.add("0.5");
      }
      int before = migration.received().size();
      Ran ran = world.run(command, words.toArray(String[]::new));
      List<String> sent = Wire.linesAfter(before, migration);
      assertThat(sent)
          .as("seed %d: %s %s", seed, command, words)
          .allMatch(line -> Wire.isReading(line, dialect));
      assertThat(ran.all()).as("seed %d: %s %s", seed, command, words).doesNotContain("\u001b");
      assertThat(ran.exit()).isBetween(0, 5);
    }
    Wire.assertOnlyRead(migration);
  }

  @Test
  void theBracketedDialectIsOnlyAskedForItsStatus() {
    SimulatedMigration migration =
        world.orders(GhostDialect.BRACKETED, Story.healthy(), Duration.ofMinutes(2));
    for (String command : READING) {
      world.run(command);
    }
    assertThat(Wire.lines(migration)).containsOnly("help", "status");
    assertThat(migration.costs().settingsChanged()).isZero();
  }

  private static String hostile(Random random) {
    if (random.nextInt(4) > 0) {
      return pick(random, HOSTILE);
    }
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      word.append(
          (char) (random.nextInt(4) == 0 ? random.nextInt(0x300) : ' ' + random.nextInt(95)));
    }
    return word.charAt(0) == '@' ? "x" + word : word.toString();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
