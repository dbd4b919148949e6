package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {

  @Test
  void theSameSeedGivesTheSameOutput() {
    Story story = Stories.byName("slow-replica").seed(42);
    assertThat(Runs.output(GhostDialect.V1_1_10, story))
        .isEqualTo(Runs.output(GhostDialect.V1_1_10, story));
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    assertThat(Runs.output(GhostDialect.V1_1_10, Story.healthy().seed(7)))
        .isNotEqualTo(Runs.output(GhostDialect.V1_1_10, Story.healthy().seed(8)));
  }

  @Test
  void theSizeOfTheJumpsOfTimeDoesNotMatter() {
    List<String> inOneGo = steps(Duration.ofMinutes(20));
    assertThat(steps(Duration.ofMillis(70))).isEqualTo(inOneGo);
    assertThat(steps(Duration.ofSeconds(17))).isEqualTo(inOneGo);
  }

  private static List<String> steps(Duration jump) {
    List<String> lines = new ArrayList<>();
    SimulatedMigration migration =
        new SimulatedMigration(
            Runs.ORDERS, GhostDialect.V1_1_10, Story.healthy(), FlagFiles.inMemory(), lines::add);
    Duration end = Duration.ofMinutes(20);
    for (Duration at = jump; at.compareTo(end) < 0; at = at.plus(jump)) {
      migration.advanceTo(Runs.START.plus(at));
    }
    migration.advanceTo(Runs.START.plus(end));
    return lines;
  }
}
