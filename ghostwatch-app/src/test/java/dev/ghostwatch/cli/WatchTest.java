package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.command.Command;
import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.simulator.FlagFiles;
import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Incident;
import dev.ghostwatch.simulator.ReceivedCommand;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Follows simulated runs to their end, in virtual time. */
class WatchTest {
  @TempDir Path folder;
  private TestWorld world;
  private Path log;

  @BeforeEach
  void build() {
    world = new TestWorld(folder);
    log = folder.resolve("orders.log");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  /** A run whose process and log are seen on this host. */
  private SimulatedMigration logged(GhostDialect dialect, Story story) {
    SimulatedMigration migration =
        world.simulate("shop", "orders", dialect, story, FlagFiles.inMemory(), log);
    world.process(77, migration, log);
    world.clock.advance(Duration.ofSeconds(5));
    return migration;
  }

  @ParameterizedTest
  @EnumSource(
      value = GhostDialect.class,
      names = {"V1_0_21", "V1_1_0", "V1_1_5", "V1_1_10", "V1_2_DEV"})
  void aRunThatSucceedsEndsWithThatAndExitsWith0(GhostDialect dialect) {
    logged(dialect, Story.healthy().rows(1_500_000));
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lastLine())
        .matches("2026-11-22 13:1.:..  shop.orders  succeeded: gh-ost's log says .* done");
    assertThat(ran.lines()).hasSizeGreaterThan(8);
    assertThat(ran.lines().getFirst())
        .matches(
            "2026-11-22 13:08:11  shop\\.orders  [0-9.]+%  migrating  ETA \\w+  \\d+/1485000  .*");
  }

  @Test
  void aRunThatFailsEndsWithItsFatalErrorAndExitsWith1() {
    logged(GhostDialect.V1_1_10, Stories.byName("cut-over-fails").rows(300_000));
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.lastLine()).contains("  shop.orders  failed: ");
    String fatal = fatal();
    assertThat(ran.lastLine()).endsWith("failed: " + fatal);
  }

  private String fatal() {
    try {
      String line =
          Files.readAllLines(log).stream()
              .filter(text -> text.contains(" FATAL "))
              .reduce((first, second) -> second)
              .orElseThrow();
      return line.substring(line.indexOf(" FATAL ") + 7)
          .replaceFirst("^[-0-9]+ [0-9:]+ ERROR ", "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GhostDialect.class,
      names = {"V1_0_21", "V1_1_5", "V1_1_10"})
  void aPanickedRunIsAborted(GhostDialect dialect) {
    logged(dialect, Stories.byName("panic"));
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.lastLine())
        .containsIgnoringCase("  shop.orders  aborted: user commanded 'panic'");
  }

  @Test
  void criticalLoadAndThePanicFileAbortToo() throws Exception {
    logged(GhostDialect.V1_1_10, Stories.byName("critical-load"));
    assertThat(world.run("watch").lastLine()).contains("  aborted: critical-load met");
    world.close();
    Files.delete(log);
    world = new TestWorld(Files.createDirectory(folder.resolve("2")));
    logged(GhostDialect.V1_1_10, Stories.byName("panic-flag"));
    assertThat(world.run("watch").lastLine())
        .contains("  aborted: ")
        .containsIgnoringCase("panic-file");
  }

  @Test
  void aKilledRunIsVanishedAndTheLogsSilenceIsSaid() {
    logged(GhostDialect.V1_1_10, Stories.byName("killed"));
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.lastLine())
        .endsWith(
            "shop.orders  vanished: gh-ost is gone and its log ends without a final word: it was killed"
                + " (signal or out of memory). Its _gho and _ghc tables are still there.");
  }

  @Test
  void withoutALogAKilledRunIsToldByTheSocketItLeft() {
    world.simulate("shop", "orders", GhostDialect.V1_1_10, Stories.byName("killed"));
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.lastLine())
        .contains("  vanished: gh-ost is gone and left its socket behind: it was killed");
  }

  @Test
  void withoutALogTheEndIsNotCalledASuccessUnlessTheCutOverWasSeen() {
    world.orders(GhostDialect.V1_1_10, Story.healthy().rows(800_000), Duration.ofSeconds(40));
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.lastLine()).contains("so whether it finished is not known");
  }

  @Test
  void withoutALogASeenCutOverAndARemovedSocketAreASuccess() {
    world.simulate(
        "shop",
        "orders",
        GhostDialect.V1_1_10,
        Story.healthy().rows(300_000).and(new Incident.CutOverLocked(3)));
    Ran ran = world.run("watch");
    assertThat(ran.lastLine())
        .contains("  succeeded: gh-ost removed its socket when the copy was done");
    assertThat(ran.exit()).isZero();
  }

  @Test
  void anEarlierRunsEndInTheSameLogIsNotTakenForThisOnes() throws IOException {
    Files.writeString(log, "2026-11-21 10:00:00 INFO Done migrating `shop`.`orders`\n# Done\n");
    logged(GhostDialect.V1_1_10, Stories.byName("killed"));
    assertThat(world.run("watch").lastLine()).contains("  vanished: ");
  }

  @Test
  void theShortStatusIsAskedEveryIntervalAndTheFullOneOnlyWhenItTellsMore() {
    SimulatedMigration migration =
        world.orders(
            GhostDialect.V1_1_5,
            Stories.byName("flag-file")
                .rows(20_000_000)
                .and(new Incident.ThrottleFlag(Duration.ofMinutes(21), Duration.ofSeconds(100))),
            Duration.ZERO);
    Instant until = TestWorld.START.plus(Duration.ofMinutes(35));
    AtomicInteger waits = new AtomicInteger();
    world.waiting(duration -> {
      waits.incrementAndGet();
      assertThat(duration).isEqualTo(Duration.ofSeconds(30));
      world.clock.advance(duration);
      if (world.clock.instant().isAfter(until)) {
        throw new InterruptedException("enough");
      }
    });
    assertThat(world.run("watch").exit()).isEqualTo(130);
    List<ReceivedCommand> received =
        migration.received().stream().filter(command -> !command.line().equals("help")).toList();
    assertThat(received).hasSize(waits.get());
    List<String> full =
        received.stream()
            .filter(command -> command.line().equals("status"))
            .map(command -> Duration.between(TestWorld.START, command.at()).toString())
            .toList();
    // On attaching, after each throttling was seen to begin and to end, and after ten minutes.
    assertThat(full)
        .containsExactly("PT0S", "PT5M30S", "PT11M30S", "PT21M30S", "PT23M30S", "PT33M30S");
    assertThat(Wire.lines(migration))
        .containsOnlyOnce("help")
        .containsOnly("help", "sup", "status");
  }

  @Test
  void thereAreNeverTwoQuestionsInFlight() {
    logged(GhostDialect.V1_1_10, Story.healthy().rows(300_000));
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    world.channels(endpoint -> {
      CommandChannel socket = new ControlSocket(endpoint);
      return new CommandChannel() {
        @Override
        public Endpoint endpoint() {
          return endpoint;
        }

        @Override
        public String exchange(Command command) throws ControlException {
          most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          try {
            return socket.exchange(command);
          } finally {
            inFlight.decrementAndGet();
          }
        }
      };
    });
    world.run("watch", "--every", "1s");
    assertThat(most).hasValue(1);
  }

  @Test
  void theLogFileGetsEveryLineAndIsAppendedTo() throws IOException {
    logged(GhostDialect.V1_1_10, Story.healthy().rows(300_000));
    Path file = folder.resolve("watch.log");
    Files.writeString(file, "before\n");
    Ran ran = world.run("watch", "--every", "5s", "--log", file.toString());
    assertThat(Files.readString(file)).isEqualTo("before\n" + ran.out());
  }

  @Test
  void theLogFileHasNoColoursAndNoRedrawing() throws IOException {
    logged(GhostDialect.V1_1_10, Story.healthy().rows(300_000));
    Path file = folder.resolve("watch.log");
    world.on(new Screen(true, 60, true, true));
    Ran ran = world.run("watch", "--every", "5s", "--log", file.toString());
    assertThat(ran.out()).contains("\r\u001b[K").contains("\u001b[32m");
    assertThat(Files.readString(file))
        .doesNotContain("\u001b")
        .doesNotContain("\r")
        .endsWith("done\n");
  }

  @Test
  void aLogFileThatCannotBeOpenedIsSaidBeforeAnythingElse() {
    logged(GhostDialect.V1_1_10, Story.healthy());
    Ran ran = world.run("watch", "--log", folder.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).startsWith("ghostwatch: cannot write the log " + folder);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void jsonIsADocumentALineAndTheLastOneSaysTheEnd() {
    logged(GhostDialect.V1_1_10, Story.healthy().rows(300_000));
    List<JsonNode> documents = world.run("watch", "--json", "--every", "5s").jsonLines();
    assertThat(documents).hasSizeGreaterThan(8);
    assertThat(documents.getFirst().path("lifecycle").asString()).isEqualTo("running");
    assertThat(documents.getLast().path("lifecycle").asString()).isEqualTo("succeeded");
    assertThat(documents)
        .extracting(document -> document.path("id").asString())
        .containsOnly("shop.orders@20261122T130806Z");
    assertThat(documents.get(3).path("rates").path("rowsPerSecond").asDouble()).isPositive();
  }

  /** The fifth to seventh question are not answered. */
  private void silentForAWhile() {
    AtomicInteger questions = new AtomicInteger();
    world.channels(endpoint -> {
      CommandChannel socket = new ControlSocket(endpoint);
      return new CommandChannel() {
        @Override
        public Endpoint endpoint() {
          return endpoint;
        }

        @Override
        public String exchange(Command command) throws ControlException {
          int number = questions.incrementAndGet();
          if (number > 4 && number < 8) {
            throw new ControlException(
                ControlException.Kind.NO_ANSWER, endpoint, "No answer.\nLook.", null);
          }
          return socket.exchange(command);
        }
      };
    });
  }

  @Test
  void jsonShowsTroubleBesideTheLastPicture() {
    logged(GhostDialect.V1_1_10, Story.healthy().rows(1_500_000));
    silentForAWhile();
    List<JsonNode> documents = world.run("watch", "--json").jsonLines();
    List<JsonNode> troubled =
        documents.stream().filter(document -> !document.path("trouble").isNull()).toList();
    assertThat(documents).allMatch(document -> document.has("trouble"));
    assertThat(troubled)
        .hasSize(3)
        .allSatisfy(document -> {
          assertThat(document.path("trouble").path("kind").asString()).isEqualTo("no-answer");
          assertThat(document.path("trouble").path("text").asString()).isEqualTo("No answer.");
          assertThat(document.path("lifecycle").asString()).isEqualTo("running");
          assertThat(document.path("observedAt")).isEqualTo(troubled.getFirst().path("observedAt"));
        });
  }

  @Test
  void onANarrowTerminalTheStateAndTheEtaStay() {
    logged(GhostDialect.V1_1_10, Story.healthy().rows(1_500_000));
    for (int columns : new int[] {40, 60, 80, 120}) {
      world.on(new Screen(true, columns, false, true));
      AtomicInteger waits = new AtomicInteger();
      world.waiting(duration -> {
        world.clock.advance(duration);
        if (waits.incrementAndGet() > 2) {
          throw new InterruptedException();
        }
      });
      String[] lines = world.run("watch", "--every", "1s").out().split("\\r\u001b\\[K|\n", -1);
      assertThat(lines[1])
          .hasSizeLessThan(columns)
          .matches("(2026-11-22 )?13:\\d\\d:\\d\\d  shop\\.orders  [0-9.]+%  migrating.*");
      assertThat(lines[1].contains("ETA ")).isEqualTo(columns >= 60);
      assertThat(lines[1].contains("/1485000")).isEqualTo(columns >= 120);
    }
  }

  @Test
  void noAlarmIsGivenAtTheEndOfARun() {
    for (Story story : List.of(Story.healthy().rows(300_000), Stories.byName("killed"))) {
      world.simulate("shop", "orders", GhostDialect.V1_1_10, story);
      Ran ran = world.run("watch", "--every", "5s");
      assertThat(ran.out()).doesNotContain("no answer");
      assertThat(ran.lastLine()).containsPattern("succeeded|vanished");
    }
  }

  @Test
  void aTerminalThatIsMadeNarrowerGetsShorterLines() {
    logged(GhostDialect.V1_1_10, Story.healthy().rows(300_000));
    AtomicInteger asked = new AtomicInteger();
    world.on(() -> new Screen(true, asked.incrementAndGet() < 30 ? 100 : 30, false, true));
    String redrawn = world.run("watch", "--every", "5s").out();
    String line = redrawn.substring(0, redrawn.indexOf('\n'));
    List<String> lines = List.of(line.split("\r\u001b\\[K", -1));
    assertThat(lines.getFirst()).hasSizeGreaterThan(60);
    assertThat(lines.get(lines.size() - 2)).hasSizeLessThanOrEqualTo(30);
  }

  @Test
  void aRunThatDoesNotAnswerForAWhileIsNotTakenForDead() {
    SimulatedMigration migration = logged(GhostDialect.V1_1_10, Story.healthy().rows(1_500_000));
    silentForAWhile();
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isZero();
    assertThat(ran.lines().stream().filter(line -> line.contains("no answer, trying again")))
        .hasSize(3)
        .allMatch(line -> line.endsWith("shop.orders  no answer, trying again: no answer."));
    assertThat(migration.outcome()).isPresent();
  }

  @Test
  void aNewRunOnTheSameSocketIsNotTakenForTheOldOne() throws Exception {
    SimulatedMigration first =
        world.simulate("shop", "orders", GhostDialect.V1_1_10, Stories.byName("killed"));
    AtomicInteger waits = new AtomicInteger();
    world.waiting(duration -> {
      world.clock.advance(duration);
      if (first.outcome().isPresent() && waits.incrementAndGet() == 1) {
        try {
          Files.deleteIfExists(world.socket("shop", "orders"));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
        world.simulate("shop", "orders", GhostDialect.V1_1_10, Story.healthy());
      }
    });
    Ran ran = world.run("watch");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.lastLine()).contains("  vanished: ");
  }
}
