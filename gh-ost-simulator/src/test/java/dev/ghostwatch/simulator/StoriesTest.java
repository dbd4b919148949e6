package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.simulator.MigrationView.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoriesTest {
  private static final Duration FOR_HOURS = Duration.ofHours(5);

  @Test
  void everyStoryEndsAsItIsMeantTo() {
    Map<String, String> ends = new TreeMap<>();
    for (String name : Stories.names()) {
      SimulatedMigration migration = Runs.of(GhostDialect.V1_1_10, Stories.byName(name));
      ends.put(
          name,
          migration
              .runToEnd(FOR_HOURS)
              .map(outcome ->
                  switch (outcome) {
                    case Outcome.Succeeded _ -> "succeeded";
                    case Outcome.Aborted(_, String reason) -> "aborted: " + reason;
                    case Outcome.Killed(_, int signal) -> "killed by " + signal;
                  })
              .orElse("goes on"));
    }
    assertThat(ends)
        .containsEntry("healthy", "succeeded")
        .containsEntry("lagging-replica", "succeeded")
        .containsEntry("slow-replica", "succeeded")
        .containsEntry("max-load", "succeeded")
        .containsEntry("flag-file", "succeeded")
        .containsEntry("throttle-query", "succeeded")
        .containsEntry("throttle-http", "succeeded")
        .containsEntry("backlog-bound", "succeeded")
        .containsEntry("stuck-applier", "goes on")
        .containsEntry("blocked-copy", "succeeded")
        .containsEntry("frozen-streamer", "goes on")
        .containsEntry("postponed", "succeeded")
        .containsEntry("cut-over-retries", "succeeded")
        .containsEntry(
            "cut-over-fails",
            "aborted: Error 1205 (HY000): Lock wait timeout exceeded; try restarting transaction")
        .containsEntry(
            "panic",
            "aborted: user commanded 'panic'. The migration will be aborted without cleanup."
                + " Please drop the gh-ost tables before trying again")
        .containsEntry(
            "panic-flag",
            "aborted: found panic-file /tmp/gh-ost.orders.panic. Aborting without cleanup")
        .containsEntry("critical-load", "aborted: critical-load met: Threads_running=612, >=500")
        .containsEntry("hibernate", "succeeded")
        .containsEntry("over-estimate", "succeeded")
        .containsEntry("exact-count", "succeeded")
        .containsEntry("counting-rows", "succeeded")
        .containsEntry("slowing", "succeeded")
        .containsEntry("killed", "killed by 9");
  }

  @Test
  void variedRunsDifferAndSucceed() {
    List<Duration> lengths =
        java.util.stream.LongStream.rangeClosed(1, 8)
            .mapToObj(seed -> {
              SimulatedMigration migration = Runs.of(GhostDialect.V1_1_5, Stories.varied(seed));
              Outcome outcome = migration.runToEnd(Duration.ofDays(3)).orElseThrow();
              assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
              return Duration.between(Runs.START, outcome.at());
            })
            .toList();
    assertThat(lengths).doesNotHaveDuplicates();
  }

  @Test
  void aStuckApplierFreezesEverythingWhileTheStateSaysMigrating() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("stuck-applier"), Duration.ofMinutes(10));
    StatusFigures before = Runs.sup(migration);
    Runs.pass(migration, Duration.ofMinutes(2));
    StatusFigures after = Runs.sup(migration);
    assertThat(after.rowsCopied()).isEqualTo(before.rowsCopied());
    assertThat(after.applied()).isEqualTo(before.applied());
    assertThat(after.coordinates()).isEqualTo(before.coordinates());
    assertThat(after.backlog()).isEqualTo(1_000);
    assertThat(after.state()).isEqualTo("migrating");
    assertThat(after.heartbeatLag() - before.heartbeatLag()).isBetween(119_000_000L, 121_000_000L);
    assertThat(after.lag()).isLessThan(100_000);
  }

  @Test
  void aFrozenStreamerLetsTheCopyRunOnAndHoldsTheCutOver() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("frozen-streamer"), Duration.ofMinutes(7));
    StatusFigures before = Runs.sup(migration);
    Runs.pass(migration, Duration.ofMinutes(2));
    StatusFigures after = Runs.sup(migration);
    assertThat(after.rowsCopied()).isGreaterThan(before.rowsCopied());
    assertThat(after.coordinates()).isEqualTo(before.coordinates());
    Runs.pass(migration, Duration.ofHours(2));
    assertThat(migration.view().phase()).isEqualTo(Phase.CUTTING_OVER);
    assertThat(migration.view().cutOverAttempts()).isZero();
    assertThat(Runs.sup(migration).state()).isEqualTo("migrating");
  }

  @Test
  void aFullBacklogStopsTheCopyWhileChangesAreApplied() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("backlog-bound"), Duration.ofMinutes(30));
    StatusFigures before = Runs.sup(migration);
    Runs.pass(migration, Duration.ofMinutes(3));
    StatusFigures after = Runs.sup(migration);
    assertThat(after.backlog()).isEqualTo(1_000);
    assertThat(after.rowsCopied()).isEqualTo(before.rowsCopied());
    assertThat(after.applied()).isGreaterThan(before.applied() + 10_000);
  }

  @Test
  void anUnderestimatedTableIsCopiedPastAHundredPercent() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_5, Stories.byName("over-estimate"), Duration.ofMinutes(10));
    StatusFigures late = Runs.sup(migration);
    assertThat(late.percent(GhostDialect.V1_1_5)).isGreaterThan(150);
    assertThat(late.eta().text()).isEqualTo("due");
    migration.runToEnd(FOR_HOURS);
    assertThat(Runs.output(GhostDialect.V1_1_5, Stories.byName("over-estimate")))
        .anySatisfy(line -> assertThat(line).contains("Copy: 4000000/4000000 100.0%"));
  }

  @Test
  void anExactCountMovesTheEstimateOnce() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("exact-count"), Duration.ofMinutes(3));
    assertThat(Runs.sup(migration).rowsEstimate()).isBetween(6_000_000L, 6_010_000L);
    Runs.pass(migration, Duration.ofMinutes(2));
    assertThat(Runs.sup(migration).rowsEstimate()).isBetween(10_000_000L, 10_010_000L);
  }

  @Test
  void countingBeforeTheCopyIsAState() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("counting-rows"), Duration.ofMinutes(2));
    assertThat(Runs.sup(migration).state()).isEqualTo("counting rows");
    assertThat(Runs.sup(migration).copyElapsed()).isZero();
    Runs.pass(migration, Duration.ofMinutes(2));
    assertThat(Runs.sup(migration).state()).isEqualTo("migrating");
  }

  @Test
  void failedLockAttemptsAreCountedAndRetried() {
    SimulatedMigration migration =
        Runs.of(GhostDialect.V1_1_10, Stories.byName("cut-over-retries"));
    migration.runToEnd(FOR_HOURS);
    assertThat(migration.view().cutOverAttempts()).isEqualTo(5);
    assertThat(Runs.output(GhostDialect.V1_1_10, Stories.byName("cut-over-retries")))
        .filteredOn(line -> line.contains("ERROR Error 1205 (HY000)"))
        .hasSize(8);
  }

  @Test
  void anUnknownStoryIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> Stories.byName("haelthy"))
        .hasMessageStartingWith("no story is called \"haelthy\"; use one of backlog-bound, ");
  }
}
