package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.MigrationView.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlEffectsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void smallerChunksAndNicenessSlowTheCopy() {
    double usual = rowsPerSecond("max-lag-millis=1500");
    double smallChunks = rowsPerSecond("chunk-size=100");
    double nice = rowsPerSecond("nice-ratio=1");
    assertThat(smallChunks).isLessThan(usual * 0.75);
    assertThat(nice).isBetween(usual * 0.45, usual * 0.6);
  }

  private static double rowsPerSecond(String command) {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(3));
    migration.command(command);
    long before = migration.view().rowsCopied();
    Runs.pass(migration, Duration.ofMinutes(2));
    return (migration.view().rowsCopied() - before) / 120.0;
  }

  @Test
  void largerBatchesDrainTheBacklogFaster() {
    SimulatedMigration small =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("backlog-bound"), Duration.ofMinutes(20));
    SimulatedMigration large =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("backlog-bound"), Duration.ofMinutes(20));
    large.command("dml-batch-size=500");
    Runs.pass(small, Duration.ofMinutes(2));
    Runs.pass(large, Duration.ofMinutes(2));
    assertThat(large.view().changesApplied()).isGreaterThan(small.view().changesApplied() + 50_000);
  }

  @ParameterizedTest
  @EnumSource(GhostDialect.class)
  void throttlingStopsTheCopyUntilItIsLifted(GhostDialect dialect) {
    SimulatedMigration migration = Runs.at(dialect, Story.healthy(), Duration.ofMinutes(3));
    migration.command("throttle=orders");
    Runs.pass(migration, Duration.ofSeconds(2));
    long held = migration.view().rowsCopied();
    assertThat(migration.view().throttledBy()).contains("commanded by user");
    Runs.pass(migration, MINUTE);
    assertThat(migration.view().rowsCopied()).isEqualTo(held);
    migration.command("no-throttle=orders");
    Runs.pass(migration, MINUTE);
    assertThat(migration.view().rowsCopied()).isGreaterThan(held);
  }

  @Test
  void noHeartbeatIsWrittenWhileTheUserThrottles() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_5, Story.healthy(), Duration.ofMinutes(3));
    migration.command("throttle");
    Runs.pass(migration, Duration.ofSeconds(61));
    StatusFigures held = Runs.sup(migration);
    assertThat(held.lag()).isBetween(59_000_000L, 62_000_000L);
    assertThat(held.heartbeatLag()).isBetween(59_000_000L, 62_000_000L);
    migration.command("no-throttle");
    Runs.pass(migration, Duration.ofMillis(2_500));
    assertThat(Runs.sup(migration).lag()).isLessThan(1_000_000);
    assertThat(Runs.sup(migration).state()).isEqualTo("migrating");
  }

  @Test
  void aSlowReplicaRecoversWhenTheCopyIsSlowedDown() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("slow-replica"), Duration.ofMinutes(8));
    assertThat(shareThrottled(migration)).isGreaterThan(0.2);
    migration.command("nice-ratio=4");
    Runs.pass(migration, MINUTE);
    assertThat(shareThrottled(migration)).isZero();
  }

  private static double shareThrottled(SimulatedMigration migration) {
    int throttled = 0;
    for (int second = 0; second < 60; second++) {
      Runs.pass(migration, Duration.ofSeconds(1));
      throttled += migration.view().throttledBy().isPresent() ? 1 : 0;
    }
    return throttled / 60.0;
  }

  @Test
  void unpostponeLetsThePostponedCutOverGo() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("postponed"), Duration.ofMinutes(30));
    assertThat(migration.view().phase()).isEqualTo(Phase.POSTPONED);
    assertThat(Runs.sup(migration).state()).isEqualTo("postponing cut-over");
    assertThat(migration.command("unpostpone=orders")).startsWith("Unpostponed\n# Migrating ");
    Runs.pass(migration, Duration.ofSeconds(10));
    assertThat(migration.outcome().orElseThrow()).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void aUserThrottleIsInvisibleWhilePostponing() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("postponed"), Duration.ofMinutes(30));
    migration.command("throttle");
    Runs.pass(migration, Duration.ofSeconds(5));
    assertThat(Runs.sup(migration).state()).isEqualTo("postponing cut-over");
  }

  @Test
  void aPostponeFlagFileGivenByCommandHoldsTheCutOverUntilItIsRemoved() {
    FlagFiles.InMemory files = FlagFiles.inMemory();
    SimulatedMigration migration =
        new SimulatedMigration(
            Runs.ORDERS, GhostDialect.V1_1_10, Story.healthy().rows(100_000), files, _ -> {});
    assertThat(migration.command("postpone-cut-over-flag-file=/tmp/hold"))
        .startsWith("Postponed\n")
        .contains("# postpone-cut-over-flag-file: /tmp/hold [set]\n");
    Runs.pass(migration, Duration.ofMinutes(5));
    assertThat(migration.view().phase()).isEqualTo(Phase.POSTPONED);
    files.remove("/tmp/hold");
    Runs.pass(migration, Duration.ofSeconds(10));
    assertThat(migration.hasEnded()).isTrue();
  }

  @Test
  void panicEndsTheRunAfterItsReply() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Story.healthy(), Duration.ofMinutes(3));
    assertThat(migration.command("panic=orders"))
        .startsWith("user commanded 'panic'. The migration will be aborted");
    assertThat(migration.outcome().orElseThrow()).isInstanceOf(Outcome.Aborted.class);
    assertThat(migration.command("sup")).isEmpty();
    assertThat(migration.leavesSocketBehind()).isFalse();
    SimulatedMigration older = Runs.at(GhostDialect.V1_1_5, Story.healthy(), Duration.ofMinutes(3));
    older.command("panic");
    assertThat(older.leavesSocketBehind()).isTrue();
  }

  @Test
  void namedCommandsCanBeMadeCompulsory() {
    Story story =
        Story.healthy()
            .withOptions(StartOptions.DEFAULTS.withCutOver(60, Duration.ofSeconds(3), true, true));
    SimulatedMigration migration = Runs.at(GhostDialect.V1_1_5, story, MINUTE);
    assertThat(migration.command("panic"))
        .isEqualTo(
            "User commanded 'panic' without specifying table name, but --force-named-panic is"
                + " set\n");
    assertThat(migration.command("unpostpone"))
        .isEqualTo(
            "User commanded 'unpostpone' without specifying table name, but"
                + " --force-named-cut-over is set\n");
    assertThat(migration.hasEnded()).isFalse();
  }
}
