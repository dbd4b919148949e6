package dev.ghostwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.GhostDialect;
import dev.ghostwatch.simulator.Story;
import dev.ghostwatch.testing.Ran;
import dev.ghostwatch.testing.TestWorld;
import dev.ghostwatch.testing.WholeAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An agent that runs has watched for longer than one look: its speeds and its end are told. */
class AgentBesideTest {
  @TempDir Path folder;
  private TestWorld world;
  private WholeAgent agent;

  @BeforeEach
  void build() throws IOException {
    world = new TestWorld(folder);
    world.orders(GhostDialect.V1_1_10, Story.healthy().rows(1_500_000), Duration.ofSeconds(5));
    agent = new WholeAgent();
    agent.announce(folder);
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
    world.close();
  }

  @Test
  void theShortStatusHasItsEnd() {
    String beside = world.plain("status", "shop.orders", "--short").out();
    agent.close();
    String alone = world.plain("status", "shop.orders", "--short").out();
    assertThat(alone).contains("migrating  ETA 4m33s  23000/1485000  lag");
    assertThat(beside).contains("migrating  ETA 1m25s  23000/1485000  1,000 rows/s  lag");
  }

  @Test
  void watchHasItFromTheFirstLine() {
    Ran ran = world.plain("watch", "--every", "30s");
    assertThat(ran.lines().getFirst())
        .endsWith("migrating  ETA 1m25s  23000/1485000  1,000 rows/s  lag 0.00 s  backlog 0/1,000");
  }

  @Test
  void andSoHaveTheDocuments() {
    JsonNode status = world.plain("status", "shop.orders", "--json").json();
    JsonNode watch = world.plain("watch", "--every", "30s", "--json").jsonLines().getFirst();
    for (JsonNode document : List.of(status, watch)) {
      assertThat(document.path("progress").path("rowsCopied").asLong()).isEqualTo(23_000);
      assertThat(document.path("rates").path("rowsPerSecond").asDouble()).isEqualTo(1000);
      assertThat(document.path("eta").path("basis").asString()).contains("3,562 rows/s");
      assertThat(document.path("host").path("cores").asInt()).isEqualTo(2);
    }
    assertThat(watch.has("trouble")).isTrue();
  }

  /** What answers may be another program: a line is printed all the same. */
  @Test
  void whatIsNoAgentChangesNothing() throws IOException {
    String alone = "ETA 4m33s  23000/1485000  lag";
    agent.close();
    Files.writeString(
        folder.resolve(".local/state/ghostwatch/ghostwatch.pid"), "not what an agent writes\n");
    assertThat(world.plain("status", "shop.orders", "--short").out()).contains(alone);
    assertThat(world.plain("watch", "--every", "30s").lines().getFirst()).contains(alone);
  }
}
