package dev.ghostwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.simulator.Incident.HttpAnswers;
import dev.ghostwatch.simulator.Incident.InspectedServerStops;
import dev.ghostwatch.simulator.Incident.ReplicaFails;
import dev.ghostwatch.simulator.Incident.StatusVariable;
import dev.ghostwatch.simulator.Incident.ThrottleFlag;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottlingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static String stateAfterAMinute(GhostDialect dialect, Story story) {
    return Runs.sup(Runs.at(dialect, story, MINUTE.plusSeconds(5))).state();
  }

  private static Story with(Incident incident, StartOptions options) {
    return Story.healthy().withOptions(options).and(incident);
  }

  @Test
  void aLoadAboveItsLimitIsToldWithBothFigures() {
    assertThat(
            stateAfterAMinute(
                GhostDialect.V1_1_5,
                Story.healthy().and(new StatusVariable(MINUTE, MINUTE, "Threads_running", 87))))
        .isEqualTo("throttled, max-load Threads_running=87 >= 50");
  }

  @Test
  void anUnknownVariableThrottles() {
    SimulatedMigration migration = Runs.at(GhostDialect.V1_1_5, Story.healthy(), MINUTE);
    migration.command("max-load=No_such_variable=1");
    Runs.pass(migration, Duration.ofSeconds(2));
    assertThat(Runs.sup(migration).state())
        .isEqualTo("throttled, No_such_variable sql: no rows in result set");
  }

  @Test
  void aFlagFileThrottlesAndIsShownAsSet() {
    FlagFiles.InMemory files = FlagFiles.inMemory();
    SimulatedMigration migration =
        new SimulatedMigration(
            Runs.ORDERS,
            GhostDialect.V1_1_10,
            Story.healthy()
                .withOptions(StartOptions.DEFAULTS.withFlagFiles("/tmp/a", "/tmp/b", "", "")),
            files,
            _ -> {});
    files.create("/tmp/b");
    Runs.pass(migration, Duration.ofSeconds(5));
    assertThat(migration.command("status"))
        .contains("# throttle-flag-file: /tmp/a \n# throttle-additional-flag-file: /tmp/b [set]\n")
        .contains("State: throttled, flag-file;");
    files.remove("/tmp/b");
    Runs.pass(migration, Duration.ofSeconds(5));
    assertThat(Runs.sup(migration).state()).isEqualTo("migrating");
  }

  @ParameterizedTest
  @CsvSource({
    "503, http=503",
    "429, Too many requests (http=429)",
    "404, Not found (http=404)",
    "-1, Connection error (http=-1)"
  })
  void theThrottleUrlIsToldByItsStatus(int status, String told) {
    Story story =
        with(
            new HttpAnswers(MINUTE, MINUTE, status),
            StartOptions.DEFAULTS.withThrottling("", "http://throttle.example/", List.of()));
    assertThat(stateAfterAMinute(GhostDialect.V1_1_5, story)).isEqualTo("throttled, " + told);
  }

  @Test
  void onlyReleasesBefore110GoOnWhenTheThrottleUrlCannotBeReached() {
    Story story =
        with(
            new HttpAnswers(MINUTE, MINUTE, -1),
            StartOptions.DEFAULTS.withThrottling("", "http://throttle.example/", List.of()));
    assertThat(stateAfterAMinute(GhostDialect.V1_0_49, story)).isEqualTo("migrating");
    assertThat(stateAfterAMinute(GhostDialect.V1_1_0, story)).startsWith("throttled, ");
  }

  @Test
  void aReplicaIsNamedWithItsLagOrItsError() {
    StartOptions options = StartOptions.DEFAULTS.withThrottling("", "", List.of("r1:3306"));
    assertThat(
            stateAfterAMinute(
                GhostDialect.V1_1_10,
                with(new Incident.ReplicaStops(MINUTE, MINUTE, "r1:3306"), options)))
        .matches("throttled, r1:3306 replica-lag=[45]\\.\\d{6}s");
    assertThat(
            stateAfterAMinute(
                GhostDialect.V1_1_10,
                with(
                    new ReplicaFails(MINUTE, MINUTE, "r1:3306", "Error 1045: Access denied"),
                    options)))
        .isEqualTo("throttled, r1:3306 Error 1045: Access denied");
  }

  @Test
  void theOwnLagIsToldInSeconds() {
    assertThat(
            stateAfterAMinute(
                GhostDialect.V1_1_10,
                Story.healthy().and(new InspectedServerStops(MINUTE, MINUTE))))
        .matches("throttled, lag=5\\.\\d{6}s");
  }

  @Test
  void ofSeveralReasonsTheFirstInGhostsOrderIsTold() {
    Story story =
        with(
                new StatusVariable(MINUTE, MINUTE, "Threads_running", 99),
                StartOptions.DEFAULTS
                    .withLoads("Threads_running=50", "", Duration.ZERO, Duration.ZERO)
                    .withFlagFiles("/tmp/a", "", "", ""))
            .and(new ThrottleFlag(MINUTE.plusSeconds(10), MINUTE));
    SimulatedMigration migration = Runs.at(GhostDialect.V1_1_10, story, MINUTE.plusSeconds(5));
    assertThat(Runs.sup(migration).state()).startsWith("throttled, max-load");
    Runs.pass(migration, Duration.ofSeconds(10));
    assertThat(Runs.sup(migration).state()).isEqualTo("throttled, flag-file");
    migration.command("throttle");
    Runs.pass(migration, Duration.ofSeconds(2));
    assertThat(Runs.sup(migration).state()).isEqualTo("throttled, commanded by user");
  }

  @Test
  void aQueryAboveZeroThrottles() {
    SimulatedMigration migration = Runs.at(GhostDialect.V1_1_5, Story.healthy(), MINUTE);
    migration.command("throttle-query=select 1");
    Runs.pass(migration, Duration.ofSeconds(2));
    assertThat(Runs.sup(migration).state()).isEqualTo("throttled, throttle-query");
    migration.command("throttle-query=select 0");
    Runs.pass(migration, Duration.ofSeconds(2));
    assertThat(Runs.sup(migration).state()).isEqualTo("migrating");
  }

  @Test
  void hibernationNamesItsEndAndLeavesSlowly() {
    SimulatedMigration migration =
        Runs.at(GhostDialect.V1_1_10, Stories.byName("hibernate"), Duration.ofMinutes(9));
    StatusFigures asleep = Runs.sup(migration);
    assertThat(asleep.state())
        .isEqualTo("throttled, critical-load-hibernate until 2026-11-22 13:13:00 +0000 UTC");
    assertThat(asleep.lag()).isLessThan(100_000);
    assertThat(asleep.heartbeatLag()).isGreaterThan(59_000_000);
    migration.advanceTo(Runs.START.plus(Duration.ofMinutes(13)).plusMillis(100));
    Runs.pass(migration, Duration.ofSeconds(5));
    assertThat(Runs.sup(migration).state()).isEqualTo("migrating");
  }

  @Test
  void criticalLoadMetAgainAfterItsIntervalEndsTheRun() {
    Story story =
        with(
            new StatusVariable(MINUTE, MINUTE, "Threads_running", 700),
            StartOptions.DEFAULTS.withLoads(
                "", "Threads_running=500", Duration.ofSeconds(2), Duration.ZERO));
    SimulatedMigration migration = Runs.of(GhostDialect.V1_1_5, story);
    assertThat(migration.runToEnd(Duration.ofHours(1)).orElseThrow())
        .isEqualTo(
            new Outcome.Aborted(
                Runs.START.plusSeconds(62),
                "critical-load met again after 2000 millis: Threads_running=700, >=500"));
  }
}
