package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.SimulatedMigration;
import dev.ghostwatch.simulator.Stories;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.Recordings;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** {@code record} and {@code replay}. */
class RecordReplayTest {
  static final List<String> VERSIONS = Recordings.VERSIONS;

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

  private Path record(Story story) {
    Path file = folder.resolve("orders.jsonl");
    SimulatedMigration migration = world.orders(GhostDialect.V1_1_10, story, Duration.ofSeconds(5));
    Ran ran = world.run("record", "-w", file.toString(), "--every", "5s");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("recording shop.orders to " + file + " until it ends")
        .contains("shop.orders has ended; ")
        .contains(" exchanges are in " + file);
    Wire.assertOnlyRead(migration);
    return file;
  }

  @Test
  void aRecordingHoldsEveryExchangeAsItWas() throws IOException {
    Path file = record(Story.healthy().rows(300_000));
    List<Recordings.Exchange> exchanges = Recordings.exchanges(Files.readString(file));
    assertThat(exchanges).hasSizeGreaterThan(9);
    assertThat(exchanges.getFirst().command()).isEqualTo("help");
    assertThat(exchanges.get(1).command()).isEqualTo("status");
    assertThat(exchanges.get(1).reply()).startsWith("# Migrating `shop`.`orders`");
    assertThat(Files.readString(file)).as("the run's end is no failure").doesNotContain("error");
    assertThat(Files.readAllLines(file))
        .allMatch(line ->
            line.matches("\\{\"t\":1795352\\d{3}\\.000,\"command\":\"(help|status|sup)\".*}"));
  }

  @Test
  void whatIsReplayedIsWhatWatchingSaw() {
    world.orders(GhostDialect.V1_1_10, Stories.byName("lagging-replica"), Duration.ofSeconds(5));
    Path file = folder.resolve("orders.jsonl");
    world.waiting(duration -> {
      world.clock.advance(duration);
      if (world.clock.instant().isAfter(TestWorld.START.plusSeconds(900))) {
        throw new InterruptedException("enough");
      }
    });
    try {
      world.run("record", "-w", file.toString(), "--every", "10s");
    } catch (AssertionError e) {
      assertThat(e).hasCauseInstanceOf(InterruptedException.class);
    }
    List<JsonNode> replayed = world.plain("replay", file.toString(), "--json").jsonLines();
    assertThat(replayed).hasSizeGreaterThan(80);
    JsonNode live = world.waiting(world.clock::advance).run("status", "--json").json();
    JsonNode last = replayed.getLast();
    for (String field :
        List.of("id", "database", "table", "startedAt", "migratedHost", "lifecycle")) {
      assertThat(last.path(field)).as(field).isEqualTo(live.path(field));
    }
    assertThat(replayed)
        .extracting(node -> node.path("state").asString())
        .contains("migrating", "throttled");
    assertThat(replayed)
        .extracting(node -> node.path("progress").path("elapsedSeconds").asLong())
        .isSorted();
  }

  @Test
  void anExistingFileIsNotTouched() throws IOException {
    Path file = Files.writeString(folder.resolve("orders.jsonl"), "precious");
    world.orders(GhostDialect.V1_1_10, Story.healthy(), Duration.ofSeconds(5));
    Ran ran = world.run("record", "-w", file.toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "ghostwatch: "
                + file
                + " exists already and was not touched. Name a new file with -w.\n");
    assertThat(file).hasContent("precious");
  }

  @Test
  void aReplayOfTheSameFileIsTheSameByteForByte() {
    Path file = record(Story.healthy().rows(300_000));
    String first = world.plain("replay", file.toString(), "--json").out();
    world.clock.advance(Duration.ofDays(3));
    assertThat(world.plain("replay", file.toString(), "--json").out()).isEqualTo(first);
    assertThat(world.plain("replay", file.toString()).lines())
        .hasSameSizeAs(first.lines().toList());
  }

  @Test
  void aPictureDependsOnNothingRecordedLater() throws IOException {
    assertCausal(Files.readString(record(Stories.byName("lagging-replica").rows(400_000))));
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void recordingsOfRealRunsAreReplayedWithoutLookingAhead(String version) throws IOException {
    assumeThat(Recordings.everything()).isPresent();
    Path root = Recordings.everything().orElseThrow();
    assertCausal(Files.readString(root.resolve(version).resolve("normal/socket.jsonl")));
  }

  private void assertCausal(String recording) throws IOException {
    List<String> lines = recording.lines().toList();
    Path file = folder.resolve("cut.jsonl");
    Files.writeString(file, recording);
    List<String> whole = world.plain("replay", file.toString(), "--json").lines();
    assertThat(whole).hasSizeGreaterThan(10);
    for (int cut = 1; cut <= 10; cut++) {
      int kept = Math.max(3, lines.size() * cut / 11);
      Files.writeString(file, String.join("\n", lines.subList(0, kept)) + "\n");
      List<String> documents = world.plain("replay", file.toString(), "--json").lines();
      assertThat(documents).isNotEmpty();
      assertThat(whole.subList(0, documents.size())).isEqualTo(documents);
    }
  }

  @Test
  void aFolderIsReplayedWithTheVersionFromItsLog() throws IOException {
    Path file = record(Story.healthy().rows(300_000));
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.move(file, run.resolve("socket.jsonl"));
    assertThat(
            world
                .plain("replay", run.toString(), "--json")
                .jsonLines()
                .getFirst()
                .path("ghostVersion")
                .isNull())
        .isTrue();
    Files.writeString(
        run.resolve("log.txt"),
        "2026-11-22 13:08:06 INFO starting gh-ost 1.1.10 (git commit: unknown)\n");
    assertThat(world.plain("replay", run.toString(), "--json").jsonLines())
        .extracting(node -> node.path("ghostVersion").asString())
        .containsOnly("1.1.10");
  }

  @Test
  void damagedLinesArePassedOverAndSaid() throws IOException {
    Path file = record(Story.healthy().rows(300_000));
    int samples = world.plain("replay", file.toString()).lines().size();
    Files.writeString(file, Files.readString(file) + "{\"t\": 179\nrubbish\n");
    Ran ran = world.plain("replay", file.toString());
    assertThat(ran.exit()).isZero();
    assertThat(ran.lines()).hasSize(samples);
    assertThat(ran.err()).contains(file + ": 2 of ").contains(" lines are no exchange");
  }

  @Test
  void observedAtIsTheTimeOfTheRecording() {
    Path file = record(Story.healthy().rows(300_000));
    JsonNode first = world.plain("replay", file.toString(), "--json").jsonLines().getFirst();
    assertThat(first.path("observedAt").asString()).isEqualTo("2026-11-22T13:08:11.000Z");
  }
}
