package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BracketedDialectTest {
  private static final String TIME = "2026-11-22 13:03:00 ";

  private final SimulatedMigration migration =
      Runs.at(GhostDialect.BRACKETED, Story.healthy(), Duration.ofMinutes(3));

  @Test
  void statusIsThreeLogLines() {
    assertThat(migration.command("status").lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(TIME + "\\[info] binlog coordinates: mysql-bin\\.\\d{6}:\\d+"),
            line ->
                assertThat(line)
                    .matches(TIME + "\\[info] Migrated rows: \\d+ / 9900000 \\(\\d+\\.\\d%\\)"),
            line -> assertThat(line).matches(TIME + "\\[info] ETA: \\d+m\\d+s"));
    assertThat(migration.command("sup"))
        .matches(TIME + "\\[info] Migrated rows: \\d+, ETA: \\d+m\\d+s\n");
  }

  @Test
  void bareWordsAskAndChangeNothing() {
    assertThat(migration.command("chunk-size")).isEqualTo("1000\n");
    assertThat(migration.command("throttle-query")).isEqualTo("\n");
    assertThat(migration.command("nice-ratio")).isEqualTo("0\n");
    assertThat(migration.command("lag")).matches("\\d+\n");
    assertThat(migration.costs().settingsChanged()).isZero();
  }

  @Test
  void settingsAreTakenAndReadBack() {
    assertThat(migration.command("chunk-size=200"))
        .isEqualTo(TIME + "[info] chunk-size set to 200\n");
    assertThat(migration.command("chunk-size")).isEqualTo("200\n");
  }

  @Test
  void throttlingByLagIsWarnedOfInTheLog() {
    assertThat(Runs.output(GhostDialect.BRACKETED, Stories.byName("lagging-replica")))
        .anySatisfy(
            line -> assertThat(line).matches(".* \\[warn] lag is \\d\\.\\ds, > max-lag of 1\\.5s"));
  }

  @Test
  void theCutOverCanBePostponedAndLetGo() {
    SimulatedMigration small = Runs.of(GhostDialect.BRACKETED, Story.healthy().rows(100_000));
    small.command("postpone");
    Runs.pass(small, Duration.ofMinutes(5));
    assertThat(small.hasEnded()).isFalse();
    small.command("unpostpone");
    Runs.pass(small, Duration.ofSeconds(10));
    assertThat(small.hasEnded()).isTrue();
  }
}
