package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandCostsTest {
  private static final Duration LATER = Duration.ofMinutes(3);

  @ParameterizedTest
  @CsvSource({"V1_0_21, 20, 140", "V1_1_5, 20, 140", "V1_1_10, 40, 160", "V1_2_DEV, 40, 160"})
  void supAndStatusWriteRowsAndLines(GhostDialect dialect, long supLines, long statusLines) {
    assertThat(twenty(dialect, "sup"))
        .extracting(CommandCosts::changelogWrites, CommandCosts::logLines)
        .containsExactly(20L, supLines);
    assertThat(twenty(dialect, "status"))
        .extracting(CommandCosts::changelogWrites, CommandCosts::logLines)
        .containsExactly(20L, statusLines);
  }

  @ParameterizedTest
  @CsvSource({"help", "chunk-size=?", "coordinates", "applier", "inspector", "throttle-query=?"})
  void questionsCostNothing(String question) {
    CommandCosts costs = twenty(GhostDialect.V1_1_10, question);
    assertThat(costs).isEqualTo(new CommandCosts(20, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aQuestionToTheOldestReleaseIsALoggedError() {
    CommandCosts costs = twenty(GhostDialect.V1_0_21, "chunk-size=?");
    assertThat(costs.errors()).isEqualTo(20);
    assertThat(costs.logLines()).isEqualTo(20);
  }

  @Test
  void anUnchangedRowReachesTheBinaryLogOnceSinceTheStateAloneIsStored() {
    assertThat(heldInOneSecond(GhostDialect.V1_1_10).binlogEvents()).isEqualTo(2);
    assertThat(heldInOneSecond(GhostDialect.V1_1_10).changelogWrites()).isEqualTo(21);
  }

  private static CommandCosts heldInOneSecond(GhostDialect dialect) {
    SimulatedMigration migration = Runs.at(dialect, Story.healthy(), LATER.plusMillis(1_500));
    migration.command("throttle");
    Runs.pass(migration, Duration.ofSeconds(5));
    for (int i = 0; i < 20; i++) {
      migration.command("sup");
    }
    return migration.costs();
  }

  private static CommandCosts twenty(GhostDialect dialect, String command) {
    SimulatedMigration migration = Runs.at(dialect, Story.healthy(), LATER.plusMillis(500));
    for (int i = 0; i < 20; i++) {
      migration.command(command);
    }
    assertThat(migration.received()).hasSize(20);
    return migration.costs();
  }

  @ParameterizedTest
  @EnumSource(names = {"V1_1_5", "V1_1_10"})
  void theHintBlockComesWithSupEveryTenMinutesInLaterReleasesAlone(GhostDialect dialect) {
    boolean later = dialect == GhostDialect.V1_1_10;
    for (int seconds : new int[] {0, 600, 1_200}) {
      SimulatedMigration migration =
          Runs.at(dialect, Story.healthy(), Duration.ofSeconds(seconds).plusMillis(300));
      assertThat(migration.command("sup").startsWith("# Migrating")).isEqualTo(later);
    }
    assertThat(Runs.at(dialect, Story.healthy(), Duration.ofSeconds(601)).command("sup"))
        .startsWith("Copy: ");
  }

  @Test
  void linesComeEverySecondThenEveryFiveThenEveryThirty() {
    List<Integer> seconds = new ArrayList<>();
    List<String> output = Runs.output(GhostDialect.V1_1_5, Story.healthy().estimateFactor(1));
    for (String line : output) {
      StatusFigures figures = Recordings.figures(line);
      if (figures != null) {
        int second = (int) (figures.elapsed() / 1_000_000);
        if (seconds.isEmpty() || seconds.getLast() != second) {
          seconds.add(second);
        }
      }
    }
    assertThat(seconds).containsSequence(57, 58, 59, 60, 65, 70);
    assertThat(seconds).containsSequence(175, 180, 210, 240);
    int last = seconds.getLast();
    assertThat(seconds).containsSequence(last - 20, last - 19, last - 18);
  }
}
