package dev.ghostwatch.insight.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.ProfilesConfig;
import dev.ghostwatch.document.LagLimitText;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.LagLimit;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ReplicationChannel;
import dev.ghostwatch.model.server.ServerFigures;
import dev.ghostwatch.model.server.ServerLoad;
import dev.ghostwatch.model.server.Standstill;
import dev.ghostwatch.monitor.MigrationMonitor;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LagTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");

  @Test
  void threeMethodsThatAgreeDoNotDisagreeByTheirCoarseness() {
    LagComparison lags =
        new LagComparison(
            "db2",
            LagReading.byGhost(0.4, NOW),
            LagReading.byReplicaStatus(1, NOW),
            LagReading.byHeartbeat(1.2, NOW, 1));
    assertThat(lags.disagreementSeconds()).isZero();
    assertThat(lags.worstSeconds()).isEqualTo(1.2);
    assertThat(lags.known()).hasSize(3);
  }

  @Test
  void aFrozenMethodStandsOut() {
    LagComparison lags =
        new LagComparison(
            "db2",
            LagReading.byGhost(15.2, NOW),
            LagReading.byReplicaStatus(0, NOW),
            LagReading.byHeartbeat(15.0, NOW, 1));
    assertThat(lags.disagreementSeconds()).isCloseTo(14.1, within(0.001));
    assertThat(lags.worstSeconds()).isEqualTo(15.2);
  }

  @Test
  void theTimeBetweenTwoReadingsExplainsAsMuch() {
    LagComparison lags =
        new LagComparison(
            "db2",
            LagReading.byGhost(2, NOW.minusSeconds(5)),
            LagReading.byReplicaStatus(8, NOW),
            null);
    assertThat(lags.disagreementSeconds()).isZero();
  }

  @Test
  void oneMethodOrReadingsOfOtherTimesCannotDisagree() {
    assertThat(
            new LagComparison("db2", null, LagReading.byReplicaStatus(8, NOW), null)
                .disagreementSeconds())
        .isNull();
    assertThat(new LagComparison("db2", null, null, null).worstSeconds()).isNull();
    assertThat(
            new LagComparison(
                    "db2",
                    LagReading.byGhost(2, NOW.minusSeconds(61)),
                    LagReading.byReplicaStatus(800, NOW),
                    null)
                .disagreementSeconds())
        .isNull();
  }

  private static final ProfilesConfig PROFILES =
      LoadedConfig.parse(
              """
              profiles:
                own:
                  month-end: {max-lag: 250ms}
                default: primary-only
                time-zone: UTC
                schedule:
                  - {profile: month-end, from: "12:00", to: "14:00"}
              """,
              Map.of())
          .config()
          .profiles();

  private static final ProfilesConfig USUAL = LoadedConfig.parse("", Map.of()).config().profiles();

  private static final Snapshot RUN =
      MigrationMonitor.of(
          List.of(
              StatusReply.parse(
                  """
                  # Migrating `shop`.`orders`; Ghost table is `shop`.`_orders_gho`
                  # Migrating db1:3306; inspecting db2:3306; executing on util1
                  # Migration started at Sun Nov 22 13:08:06 +0000 2026
                  # chunk-size: 1000; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: 0.000000
                  Copy: 466600/752865 62.0%; Applied: 12; Backlog: 3/1000; Time: 2m40s(total), 2m11s(copy); streamer: mysql-bin.007069:622646704; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1m19s
                  """)));

  private static LagLimit limit(ProfilesConfig profiles, Instant now, ServerFigures... servers) {
    return LagLimits.of(profiles, now.atZone(ZoneOffset.UTC), RUN, List.of(servers));
  }

  @Test
  void theScheduleDecidesFirst() {
    LagLimit limit = limit(PROFILES, NOW, replica("db2", 250.0));
    assertThat(limit)
        .isEqualTo(
            new LagLimit(
                1500L,
                new LagProfile("month-end", 250),
                new LagProfile("month-end", 250),
                Phrase.of("lag.limit.schedule", "12:00", "14:00"),
                "ghostwatch set shop.orders --profile month-end"));
    assertThat(limit.differs()).isTrue();
    assertThat(LagLimitText.of(limit, Texts.of(Language.EN)))
        .isEqualTo(
            "profile month-end holds now (by schedule from 12:00 to 14:00): 0.25 s, but"
                + " max-lag-millis is 1.5 s; 'ghostwatch set shop.orders --profile month-end' sets"
                + " it");
    assertThat(limit(PROFILES, NOW.plusSeconds(7200)).reason())
        .isEqualTo(Phrase.of("lag.limit.usual"));
  }

  @Test
  void thenWhatTheReplicasAreUsedFor() {
    ServerFigures primary = server("db1", List.of(), 500.0);
    LagLimit reads = limit(USUAL, NOW, primary, replica("db2", 250.0));
    assertThat(reads.holds()).isNull();
    assertThat(reads.recommended()).isEqualTo(new LagProfile("read-split", 1000));
    assertThat(LagLimitText.of(reads, Texts.of(Language.EN)))
        .isEqualTo(
            "profile read-split fits (replica db2 serves reads, 250 SELECTs a second): 1.0 s, but"
                + " max-lag-millis is 1.5 s; 'ghostwatch set shop.orders --profile read-split' sets"
                + " it");
    assertThat(limit(USUAL, NOW, primary, replica("db2", 3.0)).recommended())
        .isEqualTo(new LagProfile("primary-only", 5000));
    for (LagLimit unknown :
        List.of(
            limit(USUAL, NOW, primary, replica("db2", null)),
            limit(USUAL, NOW, primary, server("db2", null, 3.0)),
            limit(USUAL, NOW))) {
      assertThat(unknown).isEqualTo(new LagLimit(1500L, null, null, null, null));
      assertThat(unknown.differs()).isNull();
      assertThat(LagLimitText.of(unknown, Texts.of(Language.EN))).isNull();
    }
  }

  @Test
  void aReplicaThatGhostDoesNotSeeStandsOut() {
    // gh-ost says 0.01 s; the snapshot is of the epoch, as texts without a time are.
    Snapshot now = MigrationMonitor.of(List.of());
    assertThat(LagMethods.of(now, around(replica("db2", 1.0, 12.0))))
        .isEqualTo(new LagFigures(null, 12.0, null, 12.0, null));
    ServersAndHost around = around(server("db1", List.of(), 1.0), replica("db2", 1.0, 12.0));
    LagFigures lag = LagMethods.of(at(NOW), around);
    assertThat(lag.ghost()).isEqualTo(0.01);
    assertThat(lag.worst()).isEqualTo(12.0);
    assertThat(lag.disagreement()).isCloseTo(10.89, within(0.001));
  }

  @Test
  void aReplicaThatStandsStillIsKnownAsExactlyAsItWasLookedAt() {
    ReplicationChannel stopped =
        channel(null).at(new Standstill(NOW, 15, 5, false, "START SLAVE;"));
    LagFigures lag =
        LagMethods.of(
            at(NOW),
            new ServersAndHost(List.of(server("db2", List.of(stopped), 0.0)), null, Map.of()));
    assertThat(lag.replicaStatus()).isEqualTo(15.0);
    assertThat(lag.disagreement())
        .as("15 s against 0.01 s, of which 5 s, 1 s and 0.1 s are coarseness")
        .isCloseTo(8.89, within(0.001));
  }

  private static Snapshot at(Instant time) {
    MigrationMonitor monitor = new MigrationMonitor(null);
    return monitor.observe(
        new Observation.StatusSeen(
            time,
            FigureSource.SOCKET,
            StatusReply.parse(
                "Copy: 1/2 50.0%; Applied: 0; Backlog: 0/1000; Time: 2s(total), 1s(copy); streamer:"
                    + " b.1:4; Lag: 0.01s, HeartbeatLag: 0.02s, State: migrating; ETA: 1s")));
  }

  private static ServersAndHost around(ServerFigures... servers) {
    return new ServersAndHost(List.of(servers), null, Map.of());
  }

  private static ServerFigures replica(String name, Double reads, Double lag) {
    return server(name, List.of(channel(lag)), reads);
  }

  private static ReplicationChannel channel(@Nullable Double lag) {
    return new ReplicationChannel(
        "", "db1", 3306, 1L, null, "Yes", true, lag, lag, null, null, 0, "", 0, "");
  }

  private static ServerFigures replica(String name, @Nullable Double reads) {
    return server(name, List.of(channel(0.0)), reads);
  }

  private static ServerFigures server(
      String name, @Nullable List<ReplicationChannel> channels, @Nullable Double reads) {
    return ServerFigures.of(name, name + ":3306", NOW)
        .load(new ServerLoad(1L, 1L, 100L, 0L, 0.0, reads, reads, 0L))
        .channels(channels)
        .build();
  }

  @Test
  void theProfilesAreThoseOfTheToolkit() {
    assertThat(LagLimits.all(USUAL))
        .extracting(LagProfile::name, LagProfile::maxLagMillis)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("read-split", 1000L),
            org.assertj.core.groups.Tuple.tuple("primary-only", 5000L),
            org.assertj.core.groups.Tuple.tuple("peak", 500L),
            org.assertj.core.groups.Tuple.tuple("off-peak", 10_000L));
    assertThat(LagLimits.named("rush", USUAL)).isNull();
    assertThatThrownBy(() -> new LagProfile("own", 50))
        .hasMessage("lag profile own has 50 ms; gh-ost takes at least 100");
  }
}
