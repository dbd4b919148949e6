package dev.ghostwatch.insight.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.Finding;
import dev.ghostwatch.model.Severity;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ChangelogFigures;
import dev.ghostwatch.model.server.Standstill;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** D10 to D19: each with a run in which it speaks and a near miss in which it must not. */
class ThrottleRulesTest {
  private static Play throttled(String reason) {
    return new Play().run(20).steps(0, 0, 500).state("throttled, " + reason);
  }

  @Test
  void d10WhichFlagFile() {
    Play play = new Play("0.000000", " [set]").run(20).state("throttled, flag-file").run(30);
    Finding finding = play.fires("D10", Severity.INFO);
    assertThat(finding.command()).isEqualTo("rm /tmp/gone/orders.throttle");
    Instant since = Instant.parse("2026-11-22T12:59:00Z");
    Finding owned =
        play.with(file ->
                file.flagFiles(List.of(new FlagFileFacts("/tmp/gone/all.throttle", "ann", since))))
            .fires("D10", Severity.INFO);
    assertThat(Play.english(owned)).contains("created by ann, last changed 2026-11-22T12:59:00Z");
    throttled("lag=2.000000s").run(30).isQuiet("D10");
  }

  @Test
  void d10CountsTheTimesTheFlagFileCame() {
    Play play = new Play().run(20).state("throttled, flag-file").run(60);
    assertThat(Play.english(play.fires("D10", Severity.INFO)))
        .contains("throttled by a flag file for 1m0s\n");
    play.state("migrating").run(10).isQuiet("D10");
    play.state("throttled, flag-file").run(10);
    // The first was seen for 55 s, from its first line to its last.
    assertThat(Play.english(play.fires("D10", Severity.INFO)))
        .contains("throttled by a flag file for 1m5s in all, 2 times; the latest for 10s");
    // Another reason ends it too, and is counted apart.
    play.state("throttled, lag=2.000000s").run(10).state("throttled, flag-file").run(5);
    assertThat(Play.english(play.fires("D10", Severity.INFO)))
        .contains("for 1m5s in all, 3 times; the latest for 5s");
  }

  private static UnaryOperator<CaseFile> sent(String command, Instant at) {
    return file ->
        file.commands(List.of(new CommandRow(at, "ann", "unix:/x", command, null, null, "", true)));
  }

  @Test
  void d11WhoThrottled() {
    Play play = throttled("commanded by user").lags(1, 1, 1, 1).run(300);
    Finding finding =
        play.with(sent("throttle", Play.START.plusSeconds(19))).fires("D11", Severity.INFO);
    assertThat(Play.english(finding)).contains("ann gave it at 2026-11-22T13:00:19Z", "by design");
    assertThat(finding.command()).isEqualTo("ghostwatch resume shop.orders");
    play.isQuiet("D12");
    play.isQuiet("D13");
    new Play().run(300).isQuiet("D11");
  }

  @Test
  void d12TheReplicaAppliesNothing() {
    Play play = throttled("db3:3306 replica-lag=%lag").lags(10, 1, 0.1, 0).run(90);
    Finding finding = play.fires("D12", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("db3:3306 does not replicate", "1.00 s a second");
    throttled("db3:3306 replica-lag=%lag").lags(10, 0.3, 0.1, 0).run(90).isQuiet("D12");
    throttled("lag=%lag").lags(10, 1, 10, 1).run(40).isQuiet("D12");
  }

  @Test
  void d12KnowsTheReplicasError() {
    Servers broken = Servers.replica();
    Standstill still = new Standstill(Play.START, 30, 1, false, "START REPLICA;");
    broken.channels = List.of(Servers.channel("Yes", false, 1062, "Duplicate entry '7'", still));
    Finding finding =
        throttled("lag=%lag")
            .lags(10, 1, 10, 1)
            .run(20)
            .with(Servers.known(broken))
            .fires("D12", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("1062: Duplicate entry '7'");
    Servers stopped = Servers.replica();
    stopped.channels = List.of(Servers.channel("No", false, 0, "", still));
    Finding start =
        throttled("lag=%lag")
            .lags(10, 1, 10, 1)
            .run(20)
            .with(Servers.known(stopped))
            .fires("D12", Severity.CRITICAL);
    assertThat(start.command()).isEqualTo("START REPLICA;");
  }

  @Test
  void d12AStoppedReplicaHoldsUpTheCutOverToo() {
    Servers stopped = Servers.replica();
    Standstill still = new Standstill(Play.START, 30, 1, false, "START REPLICA;");
    stopped.channels = List.of(Servers.channel("No", false, 0, "", still));
    Play play =
        new Play()
            .at(1_000_000, 1_000_000)
            .steps(0, 0, 0)
            .eta("due")
            .lags(0.1, 0, 20, 1)
            .state("postponing cut-over")
            .run(10);
    Finding finding = play.with(Servers.known(stopped)).fires("D12", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("the cut-over waits; HeartbeatLag 25.0 s");
    assertThat(finding.command()).isEqualTo("START REPLICA;");
    play.with(Servers.known(Servers.replica())).isQuiet("D12");
  }

  private static UnaryOperator<CaseFile> changelog(double lag) {
    return file ->
        file.around(
            new ServersAndHost(
                List.of(Servers.replica().seen(file.now())),
                null,
                Map.of(),
                List.of(
                    new ChangelogFigures(
                        "db2:3306",
                        new TableName("shop", "orders"),
                        file.now(),
                        file.now().minusSeconds((long) lag),
                        lag,
                        false,
                        null,
                        null)),
                List.of()));
  }

  @Test
  void d13TheLagsDisagree() {
    Finding finding = new Play().run(30).with(changelog(40)).fires("D13", Severity.WARNING);
    assertThat(Play.english(finding)).contains("39.9 s apart", "gh-ost 0.10 s");
    new Play().run(30).with(changelog(1)).isQuiet("D13");
    throttled("commanded by user").run(30).with(changelog(40)).isQuiet("D13");
  }

  private static UnaryOperator<CaseFile> controls(String... replicas) {
    return file ->
        file.snapshot(
            Snapshot.of()
                .table(file.snapshot().table())
                .ghostTable(file.snapshot().ghostTable())
                .migratedHost(file.snapshot().migratedHost())
                .inspectedHost(file.snapshot().inspectedHost())
                .executingHost(file.snapshot().executingHost())
                .startedAt(file.snapshot().startedAt())
                .observedAt(file.snapshot().observedAt())
                .lifecycle(file.snapshot().lifecycle())
                .line(file.snapshot().line())
                .settings(
                    file.snapshot().settings() == null
                        ? null
                        : file.snapshot().settings().withThrottleControlReplicas(List.of(replicas)))
                .build());
  }

  @Test
  void d14AControlReplicaOfAnotherCluster() {
    Servers stranger = Servers.at("db9:3306");
    stranger.readOnly();
    Servers primary = Servers.primary();
    Servers replica = Servers.replica();
    Finding finding =
        new Play()
            .run(10)
            .with(file ->
                controls("db2:3306", "db9:3306")
                    .apply(Servers.known(primary, replica, stranger).apply(file)))
            .fires("D14", Severity.WARNING);
    assertThat(finding.command())
        .isEqualTo("ghostwatch set shop.orders throttle-control-replicas=db2:3306");
    new Play()
        .run(10)
        .with(file ->
            controls("db2:3306").apply(Servers.known(primary, replica, stranger).apply(file)))
        .isQuiet("D14");
  }

  @Test
  void d15TheBinaryLogIsDeliveredLate() {
    Finding finding =
        new Play()
            .at(1_000_000, 1_000_000)
            .eta("due")
            .steps(0, 0, 0)
            .lags(0.1, 0, 20, 1)
            .run(90)
            .fires("D15", Severity.CRITICAL);
    assertThat(Play.english(finding)).contains("Lag 0.10 s but HeartbeatLag 1m45s");
    new Play()
        .at(1_000_000, 1_000_000)
        .eta("due")
        .steps(0, 0, 0)
        .lags(20, 1, 20, 1)
        .run(90)
        .isQuiet("D15");
  }

  @Test
  void d16NoHeartbeatYet() {
    Finding finding =
        new Play().lags(0.1, 0, 9_223_372_036.85, 0).run(10).fires("D16", Severity.INFO);
    assertThat(Play.english(finding)).contains("no heartbeat has arrived");
    new Play().lags(0.1, 0, 3_600, 0).run(10).isQuiet("D16");
  }

  @Test
  void d17TimeLostByCause() {
    Play play = new Play().run(300).steps(0, 0, 500);
    play.state("throttled, lag=2.000000s").run(200).state("throttled, flag-file").run(200);
    Finding finding = play.fires("D17", Severity.INFO);
    assertThat(Play.english(finding))
        .contains("throttled: replication lag", "throttled: the flag file", "less");
    throttled("lag=2.000000s").run(300).isQuiet("D17");
  }

  @Test
  void d18MaxLoadNeverClears() {
    Play play = throttled("max-load Threads_running=60 >= 50").run(330);
    Finding finding = play.fires("D18", Severity.WARNING);
    assertThat(finding.command())
        .isEqualTo("ghostwatch set shop.orders max-load=Threads_running=75");
    throttled("max-load Threads_running=60 >= 50").run(60).isQuiet("D18");
    Servers primary = Servers.primary();
    primary.variables = Map.of("Threads_running", "20");
    throttled("max-load Threads_running=60 >= 50")
        .run(90)
        .with(Servers.known(primary))
        .isQuiet("D18");
  }

  @Test
  void d19CriticalLoadIsNear() {
    Servers primary = Servers.primary();
    primary.variables = Map.of("Threads_running", "85");
    Finding finding =
        new Play().run(10).with(Servers.known(primary)).fires("D19", Severity.WARNING);
    assertThat(Play.english(finding)).contains("85.0 % of its critical-load");
    throttled("max-load Threads_running=90 >= 50").run(10).fires("D19", Severity.WARNING);
    Servers calm = Servers.primary();
    calm.variables = Map.of("Threads_running", "79");
    new Play().run(10).with(Servers.known(calm)).isQuiet("D19");
  }
}
